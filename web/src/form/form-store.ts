import type { Failure } from "../refresh/failure.ts";
import { dropDraft, keepDraft, readDraft } from "./draft.ts";
import type { DraftStorage } from "./draft.ts";
import type { FieldSpecs, FieldValues, RawValues } from "./field-spec.ts";
import {
  beginAttempt,
  changeField,
  changedFields,
  endAttempt,
  leaveField,
  openForm,
  rebaseForm,
  tryInVain,
} from "./form-state.ts";
import type { FormReading, FormState } from "./form-state.ts";
import type { ToldViolations } from "./violations.ts";

/** How a form is sent. */
export interface FormSending<S extends FieldSpecs> {
  readonly read: (raw: RawValues) => FormReading<S>;
  readonly send: (
    values: FieldValues<S>,
    attempt: { readonly idempotencyKey: string; readonly changed: readonly string[] },
  ) => Promise<void>;
  readonly makeKey: () => string;
  /** What a failed call says, of the whole and of the fields. */
  readonly explain: (thrown: unknown) => {
    readonly failure: Failure;
    readonly told: ToldViolations;
  };
}

/** A form over time: every change is kept as a draft, and goes when it is sent. A store for `useSyncExternalStore`. */
export class FormStore {
  readonly formKey: string;
  /** True when what stands in the fields at first was typed before a reload. */
  readonly restored: boolean;
  readonly #storage: DraftStorage;
  readonly #listeners = new Set<() => void>();
  #state: FormState;

  constructor(options: {
    readonly formKey: string;
    readonly base: RawValues;
    readonly storage: DraftStorage;
  }) {
    this.formKey = options.formKey;
    this.#storage = options.storage;
    const draft = readDraft(this.#storage, this.formKey);
    this.#state = openForm(options.base, draft);
    this.restored = draft !== undefined && changedFields(this.#state).length > 0;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): FormState => this.#state;

  /** What is typed while the form is on its way is not taken: it would be gone with the success. */
  set(name: string, raw: string): void {
    if (this.#state.sending) return;
    this.#put(changeField(this.#state, name, raw));
  }

  leave(name: string): void {
    this.#put(leaveField(this.#state, name));
  }

  rebase(base: RawValues): void {
    this.#put(rebaseForm(this.#state, base));
  }

  /** Forgets what was typed. */
  discard(): void {
    this.#put(openForm(this.#state.base, undefined));
  }

  /** Sends the form, one attempt at a time; false when something is wrong with it or with the answer. */
  async submit<S extends FieldSpecs>(sending: FormSending<S>): Promise<boolean> {
    if (this.#state.sending) return true;
    const reading = sending.read(this.#state.raw);
    if (reading.kind === "problems") {
      this.#put(tryInVain(this.#state));
      return false;
    }
    // The key is kept before the request leaves: after a reload it goes out again.
    this.#put(beginAttempt(this.#state, sending.makeKey));
    const idempotencyKey = this.#state.attempt?.idempotencyKey ?? "";
    try {
      await sending.send(reading.values, { idempotencyKey, changed: changedFields(this.#state) });
    } catch (thrown) {
      const { failure, told } = sending.explain(thrown);
      this.#put(endAttempt(this.#state, failure, told));
      return false;
    }
    this.discard();
    return true;
  }

  #put(state: FormState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#keep();
    for (const listener of this.#listeners) listener();
  }

  #keep(): void {
    const { base, raw, attempt } = this.#state;
    if (changedFields(this.#state).length === 0 && attempt === undefined)
      dropDraft(this.#storage, this.formKey);
    else keepDraft(this.#storage, this.formKey, { base, raw, attempt });
  }
}
