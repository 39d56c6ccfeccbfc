import type { Outcome, Request } from "../../commands/command.ts";
import { decide } from "../../commands/decide.ts";
import { fingerprintText } from "../../commands/fingerprint-text.ts";
import { BatchState, recordKey, unitsKey } from "../../commands/state.ts";
import { MemoryStore } from "../memory-store.ts";
import { testPaymentLimits } from "../payment-limits.ts";
import { Audit } from "./audit.ts";
import { anyWords, importState } from "./naive-import.ts";
import { NaiveModel, nthId } from "./naive-model.ts";
import { same } from "./same.ts";
import { holdMs, openingRequests, resolve, startMs } from "./steps.ts";
import type { Sequence } from "./steps.ts";

/** The code under test; broken ones stand in for it. */
export interface Core {
  readonly decide: typeof decide;
  readonly fingerprintText: typeof fingerprintText;
  readonly BatchState: typeof BatchState;
}

export const realCore: Core = { decide, fingerprintText, BatchState };

/** Counts what was met, by kind of outcome, reason and event. */
export type Reached = Map<string, number>;

/**
 * Plays one sequence through the code under test and the naive model, batch by batch, and throws at the first
 * difference or broken promise. With `auditOnly` the model is not compared with. Answers how many commands it sent.
 */
export function runSequence(
  sequence: Sequence,
  options: { readonly core: Core; readonly reached: Reached; readonly auditOnly?: boolean },
): number {
  const run = new Run(options.core, options.reached, options.auditOnly ?? false);
  for (const request of openingRequests(sequence.items)) run.send(request);
  run.commit(0);
  for (const step of sequence.steps) {
    if (step.do === "commit") run.commit(step.afterMs);
    else if (step.do === "retry") run.retry(step.back);
    else run.send(resolve(run.model, step.what, step.who));
  }
  run.commit(0);
  return run.sentCount;
}

class Run {
  readonly model = new NaiveModel(holdMs);
  sentCount = 0;
  readonly #store = new MemoryStore();
  readonly #audit = new Audit();
  readonly #core: Core;
  readonly #reached: Reached;
  readonly #auditOnly: boolean;
  #batch: { readonly request: Request; readonly expected: Outcome }[] = [];
  readonly #sent: Request[] = [];
  #nowMs = startMs;
  #idCount = 0;

  constructor(core: Core, reached: Reached, auditOnly: boolean) {
    this.#core = core;
    this.#reached = reached;
    this.#auditOnly = auditOnly;
  }

  send(request: Request): void {
    this.sentCount += 1;
    this.#sent.push(request);
    this.#batch.push({ request, expected: this.model.apply(request, this.#nowMs) });
  }

  /** Sends an earlier request once more; `back` 0 is the latest. */
  retry(back: number): void {
    const request = this.#sent.at(-1 - back);
    if (request !== undefined) this.send(request);
  }

  /** Decides and writes what was sent since the last commit, compares, and lets time pass. */
  commit(afterMs: number): void {
    const requests = this.#batch.map(({ request }) => request);
    const state = this.#store.load(requests, this.#core.BatchState);
    const newId = (): string => nthId(this.#idCount++);
    const stamp = { nowMs: this.#nowMs, newId, holdMs, payments: testPaymentLimits };
    const outcomes = requests.map((request) => {
      const keyed = request.idempotencyKey !== undefined;
      const fingerprint = keyed ? this.#core.fingerprintText(request.command) : "";
      return this.#core.decide(state, request, fingerprint, stamp);
    });
    const writes = state.writes();
    this.#store.fold(writes);
    this.#audit.readBatch(writes.events, writes.stockMoves);
    for (const [index, outcome] of outcomes.entries()) this.#compareOutcome(index, outcome);
    this.#audit.compare(this.#store);
    if (!this.#auditOnly) compareTables(this.model, this.#store, writes.events.length);
    for (const { kind } of writes.events) this.#reach(kind);
    this.#batch = [];
    this.#nowMs += afterMs;
  }

  #compareOutcome(index: number, outcome: Outcome): void {
    const sent = this.#batch[index];
    if (sent === undefined) throw new Error("an outcome without a command");
    this.#audit.readAnswer(sent.request, outcome);
    this.#reach(outcome.kind);
    if ("replayed" in outcome && outcome.replayed) this.#reach(`replayed ${outcome.kind}`);
    if (outcome.kind === "rejected") {
      for (const { reason } of outcome.problems) this.#reach(reason);
    }
    if (this.#auditOnly || same(comparable(sent.expected), comparable(outcome))) return;
    const { type } = sent.request.command;
    throw new Error(`${type} came to\n${show(outcome)}\nand should to\n${show(sent.expected)}`);
  }

  #reach(what: string): void {
    this.#reached.set(what, (this.#reached.get(what) ?? 0) + 1);
  }
}

/** Problems are a set, the words of import errors are free. */
function comparable(outcome: Outcome): unknown {
  if (outcome.kind === "rejected") {
    return { ...outcome, problems: outcome.problems.map((problem) => show(problem)).toSorted() };
  }
  if (outcome.kind !== "imported") return outcome;
  const errors = outcome.errors.map(({ row, sku, field }) => ({ row, sku, field, ...anyWords }));
  return { ...outcome, errors };
}

function compareTables(model: NaiveModel, store: MemoryStore, newCount: number): void {
  const { events } = model;
  equal(store.events.length, events.length, "number of events");
  for (let at = events.length - newCount; at < events.length; at += 1) {
    equal(store.events[at], events[at], `event ${at + 1}`);
  }
  for (const { catalogue } of model.items) {
    equal(store.items.get(catalogue.sku), model.item(catalogue.sku), `item ${catalogue.sku}`);
  }
  for (const { placed } of model.orders) {
    const { orderId } = placed;
    equal(store.orders.get(orderId), model.order(orderId), `order ${orderId}`);
  }
  for (const user of model.users) {
    equal(store.users.get(user.userId), user, `user ${user.userId}`);
    for (const { catalogue } of model.items) {
      const units = store.units.get(unitsKey(user.userId, catalogue.sku)) ?? 0;
      equal(units, model.unitsOf(user.userId, catalogue.sku), `units of ${catalogue.sku}`);
    }
  }
  equal(store.records.size, model.answers.length, "number of idempotency records");
  for (const { principal, key, outcome } of model.answers) {
    const record = store.records.get(recordKey(principal, key));
    equal(record && comparable(record.outcome), comparable(outcome), `record of ${key}`);
  }
  for (const run of model.imports) {
    equal(store.imports.get(run.importId), importState(run), `import ${run.importId}`);
  }
}

function equal(actual: unknown, expected: unknown, what: string): void {
  if (same(actual, expected)) return;
  throw new Error(`${what} is\n${show(actual)}\nand should be\n${show(expected)}`);
}

function show(value: unknown): string {
  return JSON.stringify(value, (_, field: unknown) =>
    typeof field === "bigint" ? `${field}n` : field,
  );
}
