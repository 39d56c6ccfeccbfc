import { useState } from "react";
import { newIdempotencyKey } from "../form/random-uuid.ts";
import { useLive } from "../live/use-live.ts";
import { StartSale } from "../practice/start-sale.tsx";
import { useWords } from "../words/use-words.ts";
import { firstSteps } from "./commands.ts";
import { StepList } from "./step-list.tsx";
import { firstStepsWords } from "./words.ts";
import styles from "./step-list.module.css";

/** What to do while there is no order: let buyers be simulated, or place one by hand. With items, two steps are left. */
export function FirstSteps() {
  const words = useWords(firstStepsWords);
  const sku = useLive((view) => view.items[0]?.sku);
  const [idempotencyKey] = useState(newIdempotencyKey);
  const { origin } = location;
  const commands = firstSteps({ origin, idempotencyKey, sku: sku ?? "DROP-01" });
  return (
    <div className={styles["guide"]}>
      <p className={styles["lead"]}>{words.lead}</p>
      <StartSale />
      <p className={styles["lead"]}>{words.byHand}</p>
      <StepList
        steps={sku === undefined ? ["user", "item", "order"] : ["user", "order"]}
        commands={commands}
      />
    </div>
  );
}
