import type { Item } from "#gen/sluice/inventory/v1/item_pb.ts";
import { CountField } from "../form/count-field.tsx";
import { parseCount } from "../form/count-text.ts";
import { Form } from "../form/form.tsx";
import { ReasonField } from "../form/reason-field.tsx";
import { useForm } from "../form/use-form.ts";
import { useWords } from "../words/use-words.ts";
import { AdjustPreviewLine } from "./adjust-preview-line.tsx";
import { adjustSpecs } from "./adjust-specs.ts";
import { itemWords } from "./item-words.ts";
import { useAdjust } from "./use-adjust.ts";

/** Adds units to an item or takes some, with a reason. Shows what becomes of the counts as they are now. */
export function AdjustStock(props: { readonly item: Item; readonly onClose: () => void }) {
  const { item, onClose } = props;
  const words = useWords(itemWords);
  const { fields, help } = words;
  const adjust = useAdjust(item);
  const form = useForm({
    formKey: `adjust-stock:${item.sku}`,
    specs: adjustSpecs,
    labels: { delta: fields.delta, reason: fields.reason },
    check: ({ delta }) => (delta === 0n ? { delta: help.zeroDelta } : {}),
    send: async (values, { idempotencyKey }) => {
      await adjust({ ...values, idempotencyKey });
      onClose();
    },
  });
  const delta = parseCount(form.raw.delta);
  return (
    <Form
      form={form}
      label={`${words.adjust.title}: ${item.sku}`}
      submitLabel={words.adjust.submit}
      cancel={{ label: words.actions.close, run: onClose }}
    >
      <CountField form={form} name="delta" signed help={help.delta} />
      <AdjustPreviewLine item={item} delta={delta ?? 0n} />
      <ReasonField
        form={form}
        help={help.reason}
        quickReasons={Object.values(words.adjust.quickReasons)}
      />
    </Form>
  );
}
