import { ConfirmWithReason } from "../ui/confirm-with-reason.tsx";
import { moneyList } from "./money-list.ts";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import { actWords } from "./act-words.ts";
import type { BulkPlan } from "./bulk-plan.ts";
import { paidBack } from "./paid-back.ts";
import { startBulk } from "./start-bulk.ts";
import { sumsOf } from "./sums-of.ts";

/** Asks for a reason before an action on many orders, and says what it comes to. */
export function BulkDialog(props: {
  readonly plan: BulkPlan;
  readonly onDone: (orderId: string) => void;
  readonly onClose: () => void;
}) {
  const { plan, onDone, onClose } = props;
  const { action, orders } = plan;
  const words = useWords(actWords);
  const formats = useFormats();
  const count = formats.counted(orders.length);
  return (
    <ConfirmWithReason
      formKey={`${action}-orders`}
      title={words.many[action].title(count)}
      consequences={<Consequences plan={plan} />}
      quickReasons={Object.values(words.reasons[action])}
      confirmLabel={words.many[action].confirm(count)}
      tone={action === "cancel" ? "danger" : "primary"}
      confirm={async (reason) => {
        startBulk({ action, orders, reason, onDone });
        await Promise.resolve();
      }}
      onClose={onClose}
    />
  );
}

function Consequences({ plan }: { readonly plan: BulkPlan }) {
  const { action, orders, left, units } = plan;
  const totals = sumsOf(orders.flatMap(({ total }) => total ?? []));
  const words = useWords(actWords);
  const formats = useFormats();
  const back = action === "cancel" ? orders.flatMap((order) => paidBack(order) ?? []) : [];
  return (
    <>
      <p>{words.one[action].keep}</p>
      <p>
        {action === "cancel" && <>{words.frees(formats.counted(units))}, </>}
        {words.worth(moneyList(totals, formats))}
      </p>
      {back.length > 0 && (
        <p>{words.allPaidBack(formats.counted(back.length), moneyList(sumsOf(back), formats))}</p>
      )}
      {left.length > 0 && <p>{words.many.left(formats.counted(left.length))}</p>}
    </>
  );
}
