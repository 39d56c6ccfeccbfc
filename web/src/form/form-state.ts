import type { Failure, Violation } from "../refresh/failure.ts";
import type { FieldSpecs, FieldValues, RawValues } from "./field-spec.ts";
import type { Problem } from "./problem.ts";
import type { ToldViolations } from "./violations.ts";

/** A form between its first paint and its success. */
export interface FormState {
  /** What stood in the fields before anybody typed. */
  readonly base: RawValues;
  readonly raw: RawValues;
  /** Fields that were left once: what is wrong with them is told from then on. */
  readonly left: ReadonlySet<string>;
  /** True from the first try to send on: everything that is wrong is told. */
  readonly tried: boolean;
  readonly sending: boolean;
  readonly attempt: Attempt | undefined;
  readonly refusal: Refusal | undefined;
}

/** What was sent, and the key it was sent with. */
export interface Attempt {
  readonly idempotencyKey: string;
  readonly sent: RawValues;
}

/** How the last attempt ended, if not well. */
export interface Refusal {
  readonly failure: Failure;
  readonly told: ToldViolations;
  readonly sent: RawValues;
}

/** A form as it opens: with a draft, what was typed stands in its fields, and the rest is as it is now. */
export function openForm(base: RawValues, draft: Draft | undefined): FormState {
  const opened: FormState = {
    base,
    raw: draft === undefined ? base : rebased(draft.raw, draft.base, base),
    left: new Set(),
    tried: false,
    sending: false,
    attempt: draft?.attempt,
    refusal: undefined,
  };
  return opened;
}

/** What is kept of a form over a reload. */
export interface Draft {
  readonly base: RawValues;
  readonly raw: RawValues;
  readonly attempt: Attempt | undefined;
}

export function changeField(state: FormState, name: string, raw: string): FormState {
  return { ...state, raw: { ...state.raw, [name]: raw } };
}

export function leaveField(state: FormState, name: string): FormState {
  return state.left.has(name) ? state : { ...state, left: new Set(state.left).add(name) };
}

/** Fields that somebody changed. */
export function changedFields(state: Pick<FormState, "base" | "raw">): readonly string[] {
  return Object.keys(state.raw).filter((name) => state.raw[name] !== state.base[name]);
}

/** The form on a newer base: what was typed stays, the rest follows. */
export function rebaseForm(state: FormState, base: RawValues): FormState {
  return { ...state, base, raw: rebased(state.raw, state.base, base) };
}

/** The values of a form, or what is wrong with its fields. */
export type FormReading<S extends FieldSpecs> =
  | { readonly kind: "values"; readonly values: FieldValues<S> }
  | { readonly kind: "problems"; readonly problems: Readonly<Record<string, Problem>> };

export function readForm<S extends FieldSpecs>(raw: RawValues, specs: S): FormReading<S> {
  const values: Record<string, unknown> = {};
  const problems: Record<string, Problem> = {};
  for (const [name, spec] of Object.entries(specs)) {
    const reading = spec.read(raw[name] ?? "", raw);
    if (reading.kind === "value") values[name] = reading.value;
    else problems[name] = reading.problem;
  }
  if (Object.keys(problems).length > 0) return { kind: "problems", problems };
  return { kind: "values", values: values as FieldValues<S> };
}

/** What is wrong and told now: of fields that were left, of all after a try, and what the server said about what still stands there. */
export function toldProblems(
  state: FormState,
  problems: Readonly<Record<string, Problem>>,
): Readonly<Record<string, Problem>> {
  const told: Record<string, Problem> = {};
  for (const [name, violation] of Object.entries(state.refusal?.told.byField ?? {}))
    if (state.refusal?.sent[name] === state.raw[name])
      told[name] = { kind: "violation", violation };
  for (const [name, problem] of Object.entries(problems)) {
    // An empty field that was passed by is not a mistake yet.
    const early = problem.kind === "required" && state.raw[name] === state.base[name];
    if (state.tried || (state.left.has(name) && !early)) told[name] = problem;
  }
  return told;
}

/** Tried with something wrong: nothing was sent. */
export function tryInVain(state: FormState): FormState {
  return { ...state, tried: true };
}

/**
 * Sends what stands in the fields. A series of attempts at the same thing has one key, so that an answer that was lost is not a second
 * effect; a changed form is another thing and gets another key.
 */
export function beginAttempt(state: FormState, makeKey: () => string): FormState {
  const same = state.attempt !== undefined && sameValues(state.attempt.sent, state.raw);
  const attempt = same ? state.attempt : { idempotencyKey: makeKey(), sent: state.raw };
  return { ...state, tried: true, sending: true, attempt, refusal: undefined };
}

/** The attempt was refused, or got no answer. After a definite refusal the key is used up: it would only replay the refusal. */
export function endAttempt(state: FormState, failure: Failure, told: ToldViolations): FormState {
  const refusal = { failure, told, sent: state.attempt?.sent ?? state.raw };
  const attempt = isDefinite(failure) ? undefined : state.attempt;
  return { ...state, sending: false, attempt, refusal };
}

/** Violations that no field of the form stands for, as long as it stands as it was sent. */
export function restViolations({ refusal, raw }: FormState): readonly Violation[] {
  return refusal !== undefined && sameValues(refusal.sent, raw) ? refusal.told.rest : [];
}

/** True for a failure after which nothing was done, nor will be; of any other nobody knows. */
export function isDefinite({ code }: Pick<Failure, "code">): boolean {
  return definite.has(code);
}

const definite: ReadonlySet<string> = new Set([
  "INVALID_ARGUMENT",
  "NOT_FOUND",
  "ALREADY_EXISTS",
  "FAILED_PRECONDITION",
  "ABORTED",
  "PERMISSION_DENIED",
  "UNAUTHENTICATED",
  "RESOURCE_EXHAUSTED",
]);

function rebased(raw: RawValues, from: RawValues, to: RawValues): RawValues {
  const names = Object.keys(to);
  const typed = names.filter((name) => raw[name] !== undefined && raw[name] !== from[name]);
  return { ...to, ...Object.fromEntries(typed.map((name) => [name, raw[name] ?? ""])) };
}

function sameValues(left: RawValues, right: RawValues): boolean {
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length && names.every((name) => left[name] === right[name])
  );
}
