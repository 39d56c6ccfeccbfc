import { CountField } from "../form/count-field.tsx";
import { FieldRow, Form } from "../form/form.tsx";
import { TimeField } from "../form/time-field.tsx";
import { useWords } from "../words/use-words.ts";
import { itemWords } from "./item-words.ts";
import { ItemMerge } from "./merge-panel.tsx";
import { PreflightList } from "./preflight-list.tsx";
import { preflight } from "./preflight.ts";
import { windowCheck } from "./sale-window.ts";
import { useItemEdit } from "./use-item-edit.ts";
import type { ItemEditProps } from "./use-item-edit.ts";
import { useSalePlan } from "./use-sale-plan.ts";

const names = ["sale_starts_at", "sale_ends_at", "per_user_limit"] as const;

/** Sets when an item sells and how much of it one user may have, beside a list of what is not ready for it. */
export function ScheduleSale(props: ItemEditProps) {
  const { item, onClose } = props;
  const words = useWords(itemWords);
  const { help } = words;
  const { form, conflict } = useItemEdit({
    ...props,
    formKey: `schedule-sale:${item.sku}`,
    names,
    check: (values) => windowCheck(values, help.endBeforeStart),
    done: words.schedule.done(item.sku),
  });
  const plan = useSalePlan(item, form.raw, names);
  return (
    <Form
      form={form}
      label={`${words.schedule.title}: ${item.sku}`}
      submitLabel={words.schedule.submit}
      cancel={{ label: words.actions.close, run: onClose }}
    >
      {conflict && <ItemMerge conflict={conflict} item={item} />}
      <FieldRow>
        <TimeField form={form} name="sale_starts_at" optional help={help.saleStartsAt} />
        <TimeField form={form} name="sale_ends_at" optional help={help.saleEndsAt} />
      </FieldRow>
      <CountField form={form} name="per_user_limit" help={help.perUserLimit} />
      <PreflightList checks={preflight(plan)} serverNowMs={plan.serverNowMs} />
    </Form>
  );
}
