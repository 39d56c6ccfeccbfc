import { useRef } from "react";
import { useMutation } from "@connectrpc/connect-query";
import { Link, useLocation } from "wouter";
import { InventoryService } from "#gen/sluice/inventory/v1/inventory_service_pb.ts";
import { AmountField } from "../form/amount-field.tsx";
import { CountField } from "../form/count-field.tsx";
import { FlagField } from "../form/flag-field.tsx";
import { FieldRow, Form } from "../form/form.tsx";
import { TextField } from "../form/text-field.tsx";
import { TimeField } from "../form/time-field.tsx";
import { useForm } from "../form/use-form.ts";
import type { FormHandle } from "../form/use-form.ts";
import { liveStore } from "../live/live.ts";
import { toasts } from "../ui/toast.ts";
import { useWords } from "../words/use-words.ts";
import { itemHref } from "./item-address.ts";
import { itemWords } from "./item-words.ts";
import { newItemSpecs, usualCurrency } from "./new-item-specs.ts";
import type { NewItemName } from "./new-item-specs.ts";
import { useFirstFocus } from "./use-first-focus.ts";
import { saleTimes, windowCheck } from "./sale-window.ts";

/** Creates an item with its first stock, its price and the window of its sale. */
export function NewItem() {
  const words = useWords(itemWords);
  const [, navigate] = useLocation();
  const form = useNewItemForm((sku) => {
    toasts.show({ text: words.create.done(sku) });
    navigate(itemHref(sku));
  });
  const { help } = words;
  const element = useRef<HTMLDivElement>(null);
  useFirstFocus(element, "new");
  const price = { field: "price.currency_code" } as const;
  return (
    <div ref={element}>
      <Form
        form={form}
        label={words.create.title}
        submitLabel={words.create.submit}
        cancel={{ label: words.create.cancel, run: () => navigate("/stock") }}
      >
        {form.failure?.code === "ALREADY_EXISTS" && (
          <p>
            {words.create.taken(form.raw.sku)}{" "}
            <Link href={itemHref(form.raw.sku)}>{words.create.open}</Link>
          </p>
        )}
        <TextField form={form} name="sku" kind="code" help={help.sku} />
        <TextField form={form} name="name" />
        <FieldRow>
          <AmountField form={form} name="price.minor_units" currency={price} />
          <TextField form={form} name="price.currency_code" kind="code" />
        </FieldRow>
        <FieldRow>
          <CountField form={form} name="on_hand" />
          <CountField form={form} name="per_user_limit" help={help.perUserLimit} />
        </FieldRow>
        <FieldRow>
          <TimeField form={form} name="sale_starts_at" optional help={help.saleStartsAt} />
          <TimeField form={form} name="sale_ends_at" optional help={help.saleEndsAt} />
        </FieldRow>
        <FlagField form={form} name="paused" />
      </Form>
    </div>
  );
}

function useNewItemForm(onCreated: (sku: string) => void): FormHandle<NewItemName> {
  const { fields, help } = useWords(itemWords);
  const { mutateAsync } = useMutation(InventoryService.method.createItem);
  return useForm({
    formKey: "new-item",
    specs: newItemSpecs(help.badSku),
    labels: {
      sku: fields.sku,
      name: fields.name,
      "price.minor_units": fields.amount,
      "price.currency_code": fields.currency,
      on_hand: fields.onHand,
      per_user_limit: fields.perUserLimit,
      sale_starts_at: fields.saleStartsAt,
      sale_ends_at: fields.saleEndsAt,
      paused: fields.paused,
    },
    initial: {
      "price.currency_code": usualCurrency(liveStore.view().items),
      on_hand: "0",
      per_user_limit: "0",
    },
    check: (values) => windowCheck(values, help.endBeforeStart),
    send: async (values, { idempotencyKey }) => {
      const { item } = await mutateAsync({
        sku: values.sku,
        name: values.name,
        price: {
          currencyCode: values["price.currency_code"],
          minorUnits: values["price.minor_units"],
        },
        onHand: values.on_hand,
        perUserLimit: values.per_user_limit,
        ...saleTimes(values.sale_starts_at, values.sale_ends_at),
        paused: values.paused,
        idempotencyKey,
      });
      if (item) liveStore.learnItem(item);
      onCreated(values.sku);
    },
  });
}
