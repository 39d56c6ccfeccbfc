import { useState } from "react";
import { useQuery } from "@connectrpc/connect-query";
import { Link } from "wouter";
import { UserService } from "#gen/sluice/users/v1/user_service_pb.ts";
import { newIdempotencyKey } from "../form/random-uuid.ts";
import { useLive } from "../live/use-live.ts";
import { useCommands } from "../palette/use-commands.ts";
import { sampleWords } from "../practice/sample-words.ts";
import { useLoadSamples } from "../practice/use-load-samples.ts";
import { useSaleAction } from "../practice/use-sale-action.ts";
import { Button } from "../ui/button.tsx";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import { firstSteps } from "./commands.ts";
import { GuideStep } from "./guide-step.tsx";
import { StepList } from "./step-list.tsx";
import { firstStepsWords } from "./words.ts";
import styles from "./step-list.module.css";

/** What to do while there is no order: three steps, each at a press, and the same for a shell. */
export function FirstSteps() {
  const words = useWords(firstStepsWords);
  const samplesWords = useWords(sampleWords);
  const { counted } = useFormats();
  const itemCount = useLive((view) => view.items.length);
  const users = useQuery(UserService.method.listUsers, { pageSize: 1 });
  const anyUser = (users.data?.users.length ?? 0) > 0;
  const samples = useLoadSamples(() => void users.refetch());
  const sale = useSaleAction("start");
  useCommands(words.scope, [
    { id: "samples", label: samplesWords.load, run: samples.run },
    { id: "sale", label: words.orders.start, run: sale.run },
  ]);
  const { catalogue, people, orders } = words;
  return (
    <div className={styles["guide"]}>
      <p className={styles["lead"]}>{words.lead}</p>
      <ol>
        <GuideStep
          number={1}
          title={catalogue.title}
          why={catalogue.why}
          done={itemCount > 0 ? catalogue.have(counted(itemCount)) : undefined}
        >
          <Button
            tone={itemCount > 0 ? "plain" : "primary"}
            onClick={samples.run}
            busy={samples.busy}
          >
            {samplesWords.load}
          </Button>
          <Link href="/stock/import">{catalogue.import}</Link>
          <Link href="/stock/new">{catalogue.create}</Link>
        </GuideStep>
        <GuideStep
          number={2}
          title={people.title}
          why={people.why}
          done={anyUser ? people.have : undefined}
        >
          <Link href="/users/new">{people.create}</Link>
        </GuideStep>
        <GuideStep number={3} title={orders.title} why={orders.why} refusal={sale.refusal}>
          <Button tone={itemCount > 0 ? "primary" : "plain"} onClick={sale.run} busy={sale.busy}>
            {orders.start}
          </Button>
        </GuideStep>
      </ol>
      <Shell />
    </div>
  );
}

/** With items, two commands are left. */
function Shell() {
  const words = useWords(firstStepsWords);
  const sku = useLive((view) => view.items[0]?.sku);
  const [idempotencyKey] = useState(newIdempotencyKey);
  const { origin } = location;
  const commands = firstSteps({ origin, idempotencyKey, sku: sku ?? "DROP-01" });
  return (
    <details className={styles["shell"]}>
      <summary>{words.shell}</summary>
      <StepList
        steps={sku === undefined ? ["user", "item", "order"] : ["user", "order"]}
        commands={commands}
      />
    </details>
  );
}
