import { useId, useState, useSyncExternalStore } from "react";
import { failureOf } from "../refresh/failure.ts";
import type { Failure, Violation } from "../refresh/failure.ts";
import type { FieldSpecs, FieldValues, RawValues } from "./field-spec.ts";
import { changedFields, readForm, restViolations, toldProblems } from "./form-state.ts";
import type { FormReading } from "./form-state.ts";
import { FormStore } from "./form-store.ts";
import type { Problem } from "./problem.ts";
import { newIdempotencyKey } from "./random-uuid.ts";
import { tellFields } from "./violations.ts";

/** What a form is about and what it does. `N` are the names of its fields: paths in the request, as the server tells them. */
export interface FormOptions<S extends FieldSpecs, N extends string = keyof S & string> {
  /** Names the form and what it is about, "item:DROP-01": under this name what is typed is kept in the tab. */
  readonly formKey: string;
  readonly specs: S;
  /** Names of the fields as the reader sees them. */
  readonly labels: Readonly<Record<N, string>>;
  /** What stands in the fields before anybody types; the blank of its spec in one that is not named. */
  readonly initial?: Readonly<Partial<Record<N, string>>>;
  /** What is wrong with values that are fine each by itself: "ends before it starts". */
  readonly check?: (values: FieldValues<S>) => Readonly<Partial<Record<N, string>>>;
  /** Sends the values; throws what the call throws. `changed` names the fields that somebody changed, for an update mask. */
  readonly send: (
    values: FieldValues<S>,
    attempt: { readonly idempotencyKey: string; readonly changed: readonly N[] },
  ) => Promise<void>;
}

/** A form, for its fields and its page. */
export interface FormHandle<N extends string = string> {
  /** Begins the ids of its elements. */
  readonly id: string;
  readonly labels: Readonly<Record<N, string>>;
  readonly raw: Readonly<Record<N, string>>;
  /** What stood in the fields before anybody typed. */
  readonly base: Readonly<Record<N, string>>;
  /** What is wrong and told now. */
  readonly problems: Readonly<Partial<Record<N, Problem>>>;
  /** What the server said that no field stands for. */
  readonly rest: readonly Violation[];
  readonly changed: readonly N[];
  /** True when what stands here at first was typed before a reload. */
  readonly restored: boolean;
  /** True from the first try to send on. */
  readonly tried: boolean;
  readonly sending: boolean;
  /** Why the last attempt failed; undefined from the next on. */
  readonly failure: Failure | undefined;
  set(name: N, raw: string): void;
  leave(name: N): void;
  /** Sends it; false when something is wrong, which is told by then. */
  submit(): Promise<boolean>;
  /** Goes on from newer values: what somebody typed stays, the rest follows. */
  rebase(initial: Readonly<Partial<Record<N, string>>>): void;
  /** Forgets what was typed. */
  discard(): void;
}

/** A form that loses nothing that was typed: not on an error, not on a reload, not on a conflict. After a success it is as it was at first. */
export function useForm<S extends FieldSpecs>(
  options: FormOptions<S>,
): FormHandle<keyof S & string> {
  const { specs, initial = {} } = options;
  const id = useId();
  const store = useStore(options.formKey, () => baseOf(specs, initial));
  const state = useSyncExternalStore(store.subscribe, store.state);
  const reading = readWhole(state.raw, options);
  const problems = toldProblems(state, reading.kind === "problems" ? reading.problems : {});
  return {
    id,
    labels: options.labels,
    raw: state.raw,
    base: state.base,
    problems: problems as FormHandle<keyof S & string>["problems"],
    rest: restViolations(state),
    changed: changedFields(state),
    restored: store.restored,
    tried: state.tried,
    sending: state.sending,
    failure: state.refusal?.failure,
    set: (name, raw) => store.set(name, raw),
    leave: (name) => store.leave(name),
    submit: () => submit(store, options),
    rebase: (newer) => store.rebase(baseOf(specs, newer)),
    discard: () => store.discard(),
  };
}

function submit<S extends FieldSpecs>(store: FormStore, options: FormOptions<S>): Promise<boolean> {
  const names = Object.keys(options.specs);
  return store.submit<S>({
    read: (raw) => readWhole(raw, options),
    send: options.send,
    makeKey: newIdempotencyKey,
    explain: (thrown) => {
      const failure = failureOf(thrown);
      return { failure, told: tellFields(failure.violations ?? [], names) };
    },
  });
}

/** One store for each form key: a page that goes from one object to the next has another form. */
function useStore(formKey: string, base: () => RawValues): FormStore {
  const make = (): FormStore => new FormStore({ formKey, base: base(), storage: sessionStorage });
  const [store, setStore] = useState(make);
  if (store.formKey === formKey) return store;
  const next = make();
  setStore(next);
  return next;
}

function baseOf(specs: FieldSpecs, initial: Readonly<Partial<Record<string, string>>>): RawValues {
  return Object.fromEntries(
    Object.entries(specs).map(([name, { blank }]) => [name, initial[name] ?? blank]),
  );
}

function readWhole<S extends FieldSpecs>(raw: RawValues, options: FormOptions<S>): FormReading<S> {
  const reading = readForm(raw, options.specs);
  if (reading.kind === "problems") return reading;
  const told = Object.entries(options.check?.(reading.values) ?? {});
  if (told.length === 0) return reading;
  const problems = told.map(
    ([name, text]) => [name, { kind: "told", text: String(text) }] as const,
  );
  return { kind: "problems", problems: Object.fromEntries(problems) };
}
