import { AmountField } from "../form/amount-field.tsx";
import { CountField } from "../form/count-field.tsx";
import { FieldRow, Form } from "../form/form.tsx";
import { TextField } from "../form/text-field.tsx";
import { useWords } from "../words/use-words.ts";
import { itemWords } from "./item-words.ts";
import { ItemMerge } from "./merge-panel.tsx";
import { useItemEdit } from "./use-item-edit.ts";
import type { ItemEditProps } from "./use-item-edit.ts";

const names = ["name", "price.minor_units", "price.currency_code", "per_user_limit"] as const;

/** Changes name, price and limit of an item. Meets what others change meanwhile field by field. */
export function EditItem(props: ItemEditProps) {
  const { item, onClose } = props;
  const words = useWords(itemWords);
  const { help } = words;
  const { form, conflict } = useItemEdit({
    ...props,
    formKey: `edit-item:${item.sku}`,
    names,
    done: words.edit.done(item.sku),
  });
  return (
    <Form
      form={form}
      label={`${words.edit.title} ${item.sku}`}
      submitLabel={words.edit.submit}
      cancel={{ label: words.actions.close, run: onClose }}
    >
      {conflict && <ItemMerge conflict={conflict} item={item} />}
      <TextField form={form} name="name" />
      <FieldRow>
        <AmountField
          form={form}
          name="price.minor_units"
          currency={{ field: "price.currency_code" }}
          help={help.amount}
        />
        <TextField form={form} name="price.currency_code" kind="code" />
      </FieldRow>
      <CountField form={form} name="per_user_limit" help={help.perUserLimit} />
    </Form>
  );
}
