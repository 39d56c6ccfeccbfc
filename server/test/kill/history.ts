import { appendFileSync } from "node:fs";
import type { Code } from "@connectrpc/connect";
import type { PaidOperation } from "./paid-operation.ts";

/** A write that some client wants done once, under one key, however often it has to ask. */
export type Operation = PlaceOperation | OrderOperation | AdjustOperation | PaidOperation;

export interface PlaceOperation {
  readonly type: "place";
  /** Unique; the order carries it in its marker line (see shop-floor.ts). */
  readonly number: number;
  readonly key: string;
  readonly userId: string;
  readonly lines: readonly { readonly sku: string; readonly quantity: bigint }[];
}

/** Its reason is its key, so that the event tells whose it is. */
export interface OrderOperation {
  readonly type: "hold" | "release";
  readonly key: string;
  readonly orderId: string;
}

export interface AdjustOperation {
  readonly type: "adjust";
  readonly key: string;
  readonly sku: string;
  readonly delta: bigint;
}

/**
 * ok: it was done. fail: the server has said that it was not, nor will be. info: nobody knows, ask again with the same
 * key. `refused` is a fail of which the server keeps no record (a limit), so that only the attempt is settled by it.
 */
export type Answer =
  | { readonly verdict: "ok"; readonly effect: string; readonly replayed: boolean }
  | { readonly verdict: "fail"; readonly reason: string; readonly replayed: boolean }
  | { readonly verdict: "refused" | "info"; readonly code: keyof typeof Code };

/** All that happened under one key. */
export interface Asked<O = Operation> {
  readonly operation: O;
  readonly answers: Answer[];
  attempts: number;
}

const flushLines = 1_000;

/** What the clients have asked and heard: in memory by key, and as one JSON line per invocation and answer in a file. */
export class History<O extends { readonly key: string } = Operation> {
  readonly #path: string;
  readonly #asked = new Map<string, Asked<O>>();
  #lines: string[] = [];
  #attempts = 0;
  #answers = 0;

  constructor(path: string) {
    this.#path = path;
  }

  get byKey(): ReadonlyMap<string, Asked<O>> {
    return this.#asked;
  }

  /** Answers so far, those included that say nothing. */
  get answerCount(): number {
    return this.#answers;
  }

  /** Writes the invocation down, runs it, and writes its answer down. */
  async attempt(client: string, operation: O, ask: () => Promise<Answer>): Promise<Answer> {
    const { asked, attempt } = this.#begin(client, operation);
    const answer = await ask();
    asked.answers.push(answer);
    this.#answers += 1;
    this.#write({ attempt, client, ...answer });
    return answer;
  }

  /** Writes to the file what is not there yet. */
  flush(): void {
    appendFileSync(this.#path, this.#lines.join(""));
    this.#lines = [];
  }

  #begin(client: string, operation: O): { asked: Asked<O>; attempt: number } {
    let asked = this.#asked.get(operation.key);
    if (asked === undefined) {
      asked = { operation, answers: [], attempts: 0 };
      this.#asked.set(operation.key, asked);
    }
    asked.attempts += 1;
    this.#attempts += 1;
    this.#write({ attempt: this.#attempts, client, invoke: operation });
    return { asked, attempt: this.#attempts };
  }

  #write(entry: Readonly<Record<string, unknown>>): void {
    const line = JSON.stringify({ atMs: Date.now(), ...entry }, (_, value: unknown) =>
      typeof value === "bigint" ? Number(value) : value,
    );
    this.#lines.push(`${line}\n`);
    if (this.#lines.length >= flushLines) this.flush();
  }
}
