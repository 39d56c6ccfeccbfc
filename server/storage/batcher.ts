import type { Command, Outcome, OutcomeOf, Request } from "../commands/command.ts";
import { Lanes } from "./lanes.ts";
import type { Waiting } from "./lanes.ts";
import { Dropped, QueueFull, StorageUnavailable } from "./storage.ts";
import type { ApplyOptions } from "./storage.ts";

/** What an adapter does with a batch: decides and commits all of it, and resolves when that is durable. */
export type CommitBatch = (requests: readonly Request[]) => Promise<readonly Outcome[]>;

export interface BatcherOptions {
  readonly commit: CommitBatch;
  /** Runs between batches, never beside one. */
  readonly betweenBatches: () => Promise<void>;
  /** Told once when a commit failed: nothing may be answered after it, the process has to end. */
  readonly onFatal: (error: Error) => void;
  /** Throws when writes are refused now. */
  readonly admit: () => void;
  /** Most commands in one batch. */
  readonly batchMax: number;
  /** Most commands that may wait. */
  readonly queueMax: number;
}

/** A bug in decide, not a failed commit: nothing was written. */
export class UndecidedBatch extends Error {
  override readonly name = "UndecidedBatch";
}

/**
 * Group commit. Commands that arrive while a commit is on its way to the disk wait together and share the next one, so
 * that one sync pays for all of them: a commit each would do 8k a second, batches of 256 do 225k (measured, node:sqlite).
 * A batch starts one turn of the event loop after its first command, so that all that came in one read of the sockets
 * is in it.
 */
export class Batcher {
  readonly #options: BatcherOptions;
  readonly #lanes = new Lanes();
  #roomWaiters: (() => void)[] = [];
  #tasks: { readonly run: () => void; readonly reject: (error: Error) => void }[] = [];
  #running: Promise<void> | undefined;
  #failed: Error | undefined;
  #closed = false;
  /** Smoothed milliseconds per command, to say when to come back. */
  #msPerCommand = 0.1;

  constructor(options: BatcherOptions) {
    this.#options = options;
  }

  /** Commands that wait. */
  get queuedCount(): number {
    return this.#lanes.waiting("normal") + this.#lanes.waiting("low");
  }

  get failed(): boolean {
    return this.#failed !== undefined;
  }

  /** See Storage.apply. */
  apply<C extends Command>(request: Request<C>, options: ApplyOptions = {}): Promise<OutcomeOf<C>> {
    const lane = options.lane ?? "normal";
    this.#assertOpen();
    if (lane !== "internal") this.#assertAdmitted();
    const { promise, resolve, reject } = Promise.withResolvers<Outcome>();
    this.#lanes.push(lane, { request, signal: options.signal, resolve, reject });
    this.#start();
    return promise as Promise<OutcomeOf<C>>;
  }

  /** See Storage.whenRoom. Room is a quarter of the queue free, so that those who wait do not race each other. */
  async whenRoom(signal?: AbortSignal): Promise<void> {
    while (this.queuedCount >= this.#options.queueMax * 0.75) {
      this.#assertOpen();
      if (signal?.aborted === true) throw new Dropped("the caller is gone");
      await this.#untilWoken(signal);
    }
  }

  /** Runs `task` between two batches. */
  async between<T>(task: () => T): Promise<T> {
    this.#assertOpen();
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const run = (): void => {
      try {
        resolve(task());
      } catch (error) {
        reject(error);
      }
    };
    this.#tasks.push({ run, reject });
    this.#start();
    return await promise;
  }

  /** Decides what waits, then refuses all that comes. */
  async close(): Promise<void> {
    this.#closed = true;
    while (this.#running !== undefined) await this.#running;
  }

  #assertOpen(): void {
    if (this.#failed !== undefined) {
      throw new StorageUnavailable("an earlier commit failed", { cause: this.#failed });
    }
    if (this.#closed) throw new StorageUnavailable("the storage is closed");
  }

  #assertAdmitted(): void {
    const { queueMax } = this.#options;
    if (this.queuedCount >= queueMax) {
      const drainMs = Math.round(this.queuedCount * this.#msPerCommand);
      throw new QueueFull(queueMax, Math.min(5_000, Math.max(50, drainMs)));
    }
    this.#options.admit();
  }

  #start(): void {
    if (this.#running !== undefined) return;
    this.#running = this.#run().finally(() => {
      this.#running = undefined;
      if (this.#hasWork) this.#start();
    });
  }

  get #hasWork(): boolean {
    return (!this.#lanes.empty || this.#tasks.length > 0) && this.#failed === undefined;
  }

  async #run(): Promise<void> {
    await new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
    while (this.#hasWork) {
      const tasks = this.#tasks.splice(0);
      for (const task of tasks) task.run();
      const startedMs = performance.now();
      const batch = this.#takeLive();
      if (batch.length > 0) {
        await this.#commit(batch);
        const msPerCommand = (performance.now() - startedMs) / batch.length;
        this.#msPerCommand += (msPerCommand - this.#msPerCommand) / 16;
      }
      if (tasks.length > 0 || batch.length > 0) await this.#betweenBatches();
      this.#wakeRoomWaiters();
    }
  }

  /** The next batch, without the commands whose caller is gone. */
  #takeLive(): readonly Waiting[] {
    const batch = this.#lanes.take(this.#options.batchMax);
    return batch.filter((waiting) => {
      if (waiting.signal?.aborted !== true) return true;
      waiting.reject(new Dropped("the caller was gone before the command was decided"));
      return false;
    });
  }

  async #commit(batch: readonly Waiting[]): Promise<void> {
    try {
      const outcomes = await this.#options.commit(batch.map((waiting) => waiting.request));
      for (const [index, outcome] of outcomes.entries()) batch[index]?.resolve(outcome);
    } catch (error) {
      if (error instanceof UndecidedBatch) await this.#commitOneByOne(batch, error);
      else this.#fail(batch, error);
    }
  }

  async #betweenBatches(): Promise<void> {
    if (this.#failed !== undefined) return;
    try {
      await this.#options.betweenBatches();
    } catch (error) {
      this.#fail([], error);
    }
  }

  /** One command that trips a bug must not take the rest of its batch with it. A commit that fails does: no other is safe after it. */
  async #commitOneByOne(batch: readonly Waiting[], error: UndecidedBatch): Promise<void> {
    if (batch.length === 1) return batch[0]?.reject(error);
    for (const waiting of batch) {
      if (this.#failed === undefined) await this.#commit([waiting]);
      else waiting.reject(this.#failed);
    }
  }

  #fail(batch: readonly Waiting[], cause: unknown): void {
    const error = new StorageUnavailable("the commit failed", { cause });
    this.#failed = error;
    for (const waiting of batch) waiting.reject(error);
    for (let rest = this.#lanes.take(1_000); rest.length > 0; rest = this.#lanes.take(1_000)) {
      for (const waiting of rest) waiting.reject(error);
    }
    for (const task of this.#tasks.splice(0)) task.reject(error);
    this.#wakeRoomWaiters();
    this.#options.onFatal(error);
  }

  async #untilWoken(signal: AbortSignal | undefined): Promise<void> {
    const { promise, resolve: wake } = Promise.withResolvers<void>();
    const onAbort = (): void => wake();
    this.#roomWaiters.push(wake);
    signal?.addEventListener("abort", onAbort);
    await promise;
    signal?.removeEventListener("abort", onAbort);
  }

  #wakeRoomWaiters(): void {
    if (this.#roomWaiters.length === 0) return;
    const waiters = this.#roomWaiters;
    this.#roomWaiters = [];
    for (const wake of waiters) wake();
  }
}
