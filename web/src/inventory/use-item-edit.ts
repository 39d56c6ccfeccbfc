import { useEffect, useState } from "react";
import { useMutation } from "@connectrpc/connect-query";
import { InventoryService } from "#gen/sluice/inventory/v1/inventory_service_pb.ts";
import type { Item } from "#gen/sluice/inventory/v1/item_pb.ts";
import { readDraft } from "../form/draft.ts";
import type { RawValues } from "../form/field-spec.ts";
import { useForm } from "../form/use-form.ts";
import type { FormHandle } from "../form/use-form.ts";
import { liveStore } from "../live/live.ts";
import { failureOf } from "../refresh/failure.ts";
import { toasts } from "../ui/toast.ts";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import { catalogueOf } from "./catalogue.ts";
import { itemSpecs, mergedRaw, rawOfItem, readCatalogue, withValues } from "./item-form.ts";
import type { ItemFieldName, ItemValues } from "./item-form.ts";
import { itemWords } from "./item-words.ts";
import { hasNews, mergeFields, openConflicts } from "./merge-fields.ts";
import type { Choices, FieldMerge, Versions } from "./merge-fields.ts";
import { updateRequest } from "./update-request.ts";

/** An edit of some fields of an item that somebody else may edit too. */
export interface ItemEdit {
  /** Sending it goes on from the other version first, once every conflict is decided. */
  readonly form: FormHandle<ItemFieldName>;
  /** What somebody else has changed since the edit began; undefined when nothing, or all of it has been looked at. */
  readonly conflict: ItemConflict | undefined;
}

export interface ItemConflict {
  readonly versions: Versions;
  readonly merges: readonly FieldMerge[];
  readonly choices: Choices;
  readonly choose: (choices: Choices) => void;
  /** True once somebody tried to save without having decided. */
  readonly asked: boolean;
  /** Goes on from the other version with what was chosen. */
  readonly goOn: () => void;
}

export interface ItemEditOptions {
  readonly item: Item;
  readonly formKey: string;
  /** The fields that can be changed. The rest follows the item without a word. */
  readonly names: readonly ItemFieldName[];
  readonly check?: (values: ItemValues) => Readonly<Partial<Record<ItemFieldName, string>>>;
  /** Reads the item anew: what this page has of it is old. */
  readonly onStale: () => Promise<unknown>;
  /** What a message says when it is saved. */
  readonly done: string;
  readonly onClose: () => void;
}

/** What whoever shows such a form tells it. */
export type ItemEditProps = Pick<ItemEditOptions, "item" | "onStale" | "onClose">;

/** A form on an item. Use it under the item's key: it keeps what the item was when the edit began. */
export function useItemEdit(options: ItemEditOptions): ItemEdit {
  const { item, formKey, names, check } = options;
  const { zone } = useFormats();
  const [choices, setChoices] = useState<Choices>({});
  const [asked, setAsked] = useState(false);
  const [initial] = useState(() => baseOf(item, formKey, zone));
  const form = useForm<typeof itemSpecs>({
    formKey,
    specs: itemSpecs,
    labels: useFieldLabels(),
    initial,
    ...(check && { check }),
    send: useSend(options),
  });
  const theirs = rawOfItem(item, zone);
  const versions = versionsOf({ item, base: form.base, mine: form.raw, theirs }, names);
  const merges = mergeFields(versions);
  const isOld = item.version > BigInt(form.base.expected_version) && !form.sending;
  const silent = isOld && !hasNews(merges);
  const follow = (): void => {
    const merged = mergedRaw(form.raw, theirs, merges, choices);
    form.rebase(theirs);
    for (const name of names) if (merged[name] !== undefined) form.set(name, merged[name]);
  };
  useEffect(() => {
    // Stock was adjusted, or both made the same change: there is nothing to look at.
    if (silent) follow();
  });
  const goOn = (): void => {
    follow();
    setChoices({});
    setAsked(false);
  };
  if (!isOld || silent) return { form, conflict: undefined };
  const submit = async (): Promise<boolean> => {
    if (openConflicts(merges, choices).length > 0) {
      setAsked(true);
      return false;
    }
    goOn();
    return await form.submit();
  };
  const conflict = { versions, merges, choices, choose: setChoices, asked, goOn };
  return { form: { ...form, submit }, conflict };
}

/** Sends what was changed, under the version that the edit has seen. */
function useSend({ item, onStale, done, onClose }: ItemEditOptions) {
  const { nothing } = useWords(itemWords).edit;
  const { mutateAsync } = useMutation(InventoryService.method.updateItem);
  const onSaved = (saved: Item): void => {
    toasts.show({ text: saved.version === item.version ? nothing : done });
    onClose();
  };
  return async (
    values: ItemValues,
    {
      idempotencyKey,
      changed,
    }: { readonly idempotencyKey: string; readonly changed: readonly string[] },
  ): Promise<void> => {
    const wanted = withValues(catalogueOf(item), values);
    const request = updateRequest(item.sku, values.expected_version ?? 0n, wanted, changed);
    if (request === undefined) return onSaved(item);
    try {
      const { item: saved = item } = await mutateAsync({ ...request, idempotencyKey });
      liveStore.learnItem(saved);
      onSaved(saved);
    } catch (thrown) {
      if (failureOf(thrown).code === "ABORTED") await onStale();
      throw thrown;
    }
  };
}

/** What stood in the fields when the edit began: before a reload, if something was typed then. */
function baseOf(item: Item, formKey: string, zone: string): Record<ItemFieldName, string> {
  return { ...rawOfItem(item, zone), ...readDraft(sessionStorage, formKey)?.base };
}

function versionsOf(
  {
    item,
    base,
    mine,
    theirs,
  }: Readonly<Record<"base" | "mine" | "theirs", RawValues>> & { readonly item: Item },
  names: readonly ItemFieldName[],
): Versions {
  // Fields that are not in the form are the same in all three: nobody is asked about them.
  const read = (raw: RawValues) => readCatalogue(raw, names, catalogueOf(item));
  const { catalogue, unreadable } = read(mine);
  return {
    base: read(base).catalogue,
    mine: catalogue,
    theirs: read(theirs).catalogue,
    unreadable,
  };
}

/** The names of the fields as the reader sees them. */
function useFieldLabels(): Readonly<Record<ItemFieldName, string>> {
  const { fields, merge } = useWords(itemWords);
  return {
    expected_version: fields.version,
    name: fields.name,
    "price.minor_units": fields.amount,
    "price.currency_code": fields.currency,
    per_user_limit: fields.perUserLimit,
    sale_starts_at: fields.saleStartsAt,
    sale_ends_at: fields.saleEndsAt,
    paused: merge.paused,
  };
}
