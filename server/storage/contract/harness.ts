import type { TestContext } from "node:test";
import type { Clock } from "../../core/clock.ts";
import type { Storage } from "../storage.ts";

/** A clock that a test moves by hand. */
export interface HandClock {
  nowMs: number;
  /** Added at every reading, as on a machine that is busy. */
  stepMs: number;
}

export interface ContractOptions {
  readonly holdMs?: number;
  readonly batchMax?: number;
  readonly queueMax?: number;
  readonly scanMaxRows?: number;
  readonly recordMs?: number;
  readonly logMs?: number | undefined;
  readonly checkpointWalBytes?: number;
  readonly diskFreeMinBytes?: number;
}

/** A storage with the timers of an adapter in the hands of the test. */
export interface ContractStorage extends Storage {
  readonly clock: Clock;
  readonly sweep: () => Promise<void>;
}

/** A storage under test; closed, with all it wrote removed, when the test ends. */
export interface Opened {
  readonly storage: ContractStorage;
  readonly clock: HandClock;
  /** What onFatal was told. */
  readonly fatal: Error[];
  /** Closes the storage and opens the same data again, with other options if given. */
  readonly reopen: (options?: ContractOptions) => Promise<ContractStorage>;
  /** Commits become durable only after the answer is called. */
  readonly holdDurability: () => () => void;
}

export type OpenForContract = (t: TestContext, options?: ContractOptions) => Promise<Opened>;
