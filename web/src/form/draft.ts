import type { RawValues } from "./field-spec.ts";
import type { Draft } from "./form-state.ts";

/** The part of sessionStorage that is used: it keeps what was typed over a reload, and forgets it with the tab. */
export type DraftStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** What was typed into a form before; undefined when nothing was, or when what is there is none of ours. */
export function readDraft(storage: DraftStorage, formKey: string): Draft | undefined {
  try {
    return draftOf(JSON.parse(storage.getItem(keyOf(formKey)) ?? "null"));
  } catch {
    return undefined;
  }
}

/** Keeps a draft. Without storage, or with a full one, it lasts as long as the page. */
export function keepDraft(storage: DraftStorage, formKey: string, draft: Draft): void {
  const text = JSON.stringify(draft);
  if (text.length > textMax) return;
  try {
    storage.setItem(keyOf(formKey), text);
  } catch {
    // Nothing else depends on it.
  }
}

export function dropDraft(storage: DraftStorage, formKey: string): void {
  try {
    storage.removeItem(keyOf(formKey));
  } catch {
    // Storage is switched off: there is none to drop.
  }
}

/** In UTF-16 units: storage has room for a few million. */
const textMax = 200_000;

function keyOf(formKey: string): string {
  return `sluice.draft.${formKey}`;
}

function draftOf(value: unknown): Draft | undefined {
  if (!isRecord(value) || !isRaw(value["base"]) || !isRaw(value["raw"])) return undefined;
  const { base, raw, attempt } = value;
  if (!isRecord(attempt)) return { base, raw, attempt: undefined };
  const { idempotencyKey, sent } = attempt;
  if (typeof idempotencyKey !== "string" || !isRaw(sent)) return undefined;
  return { base, raw, attempt: { idempotencyKey, sent } };
}

function isRaw(value: unknown): value is RawValues {
  return isRecord(value) && Object.values(value).every((each) => typeof each === "string");
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
