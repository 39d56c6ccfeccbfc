import type { LedgerCheck, LedgerFault } from "./ledger.ts";

/**
 * What is known to be wrong in the books, each subject once for each check. A subject that is looked at again and adds up is forgotten, so
 * that a repair turns the light green. Past `max` faults are only counted as one more being there: then somebody has to look anyway.
 */
export class LedgerFaults {
  readonly #max: number;
  readonly #faults = new Map<string, LedgerFault>();
  #version = 0;

  constructor(max: number) {
    this.#max = max;
  }

  /** Grows with every change. */
  get version(): number {
    return this.#version;
  }

  get count(): number {
    return this.#faults.size;
  }

  /** The earliest first, at most `limit`. */
  earliest(limit: number): readonly LedgerFault[] {
    return [...this.#faults.values()].toSorted((a, b) => a.seq - b.seq).slice(0, limit);
  }

  /** Notes down what a check of a subject came to: what is wrong with it, or undefined. */
  judge(check: LedgerCheck, subjectId: string, seq: number, detail: string | undefined): void {
    const key = `${check} ${subjectId}`;
    const known = this.#faults.get(key);
    if (detail === undefined) {
      if (this.#faults.delete(key)) this.#version += 1;
      return;
    }
    if (known?.detail === detail || (known === undefined && this.#faults.size >= this.#max)) return;
    this.#faults.set(key, { check, subjectId, detail, seq: known?.seq ?? seq });
    this.#version += 1;
  }
}
