import type { Outcome, Request } from "../commands/command.ts";
import type { Lane } from "./storage.ts";

/** A command that waits for its batch. */
export interface Waiting {
  readonly request: Request;
  readonly signal: Pick<AbortSignal, "aborted"> | undefined;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: Error) => void;
}

/** First in, first out, without moving what remains. */
class Fifo {
  #items: Waiting[] = [];
  #head = 0;

  get length(): number {
    return this.#items.length - this.#head;
  }

  push(item: Waiting): void {
    this.#items.push(item);
  }

  shift(): Waiting | undefined {
    const item = this.#items[this.#head];
    if (item === undefined) return undefined;
    this.#head += 1;
    if (this.#head === this.#items.length || this.#head >= 4096) {
      this.#items = this.#items.slice(this.#head);
      this.#head = 0;
    }
    return item;
  }
}

/**
 * What waits, in three lanes. A batch takes internal commands up to half of it, normal ones up to the rest, and low
 * ones with what is left: at least one, so that an import moves on under any load.
 */
export class Lanes {
  readonly #lanes: Readonly<Record<Lane, Fifo>> = {
    internal: new Fifo(),
    normal: new Fifo(),
    low: new Fifo(),
  };

  /** How many wait in a lane. */
  waiting(lane: Lane): number {
    return this.#lanes[lane].length;
  }

  get empty(): boolean {
    return this.waiting("normal") + this.waiting("internal") + this.waiting("low") === 0;
  }

  push(lane: Lane, item: Waiting): void {
    this.#lanes[lane].push(item);
  }

  /** The next batch, of at most `weightMax` rows or commands (one more import may exceed it). */
  take(weightMax: number): readonly Waiting[] {
    const batch: Waiting[] = [];
    let weight = this.#move(batch, "internal", 0, Math.ceil(weightMax / 2));
    weight = this.#move(batch, "normal", weight, weightMax);
    if (this.waiting("low") > 0) this.#move(batch, "low", weight, Math.max(weightMax, weight + 1));
    return batch;
  }

  #move(batch: Waiting[], lane: Lane, weight: number, weightMax: number): number {
    const fifo = this.#lanes[lane];
    let total = weight;
    while (total < weightMax) {
      const item = fifo.shift();
      if (item === undefined) break;
      batch.push(item);
      total += weightOf(item.request);
    }
    return total;
  }
}

/** An import counts by its rows, any other command by one. */
function weightOf({ command }: Request): number {
  return command.type === "import_rows" ? Math.max(1, command.rows.length) : 1;
}
