import type { Failure } from "../refresh/failure.ts";
import type { RowPlan } from "./columns.ts";
import type { Inspected, Unreadable } from "./inspect-file.ts";
import { withSample } from "./pace.ts";
import type { PaceSample } from "./pace.ts";
import type { ReadFault } from "./read-file.ts";

/** What the server has said of an import so far; numbers of rows, but for lastRow, which is the number of one. */
export interface Counts {
  readonly lastRow: number;
  readonly createdCount: number;
  readonly updatedCount: number;
  readonly unchangedCount: number;
  readonly errorCount: number;
}

/** An import, or a dry run of one, under its id. */
export interface Run {
  readonly importId: string;
  readonly dryRun: boolean;
  readonly counts: Counts;
  readonly samples: readonly PaceSample[];
}

/** A call that failed and is made again. */
export interface Trouble {
  readonly failure: Failure;
  /** Calls that failed in a row, from 1. */
  readonly attempt: number;
  readonly retryAtMs: number;
}

/** Why a run stands still. */
export type Halt =
  | { readonly kind: "asked" }
  | { readonly kind: "failure"; readonly failure: Failure }
  | { readonly kind: "fault"; readonly fault: ReadFault }
  /** The file that was chosen to go on with is another one; or it was moved or changed while it was read. */
  | { readonly kind: "other_file" | "file_gone" };

/** A file that can be imported, and how. */
export interface Source {
  readonly fileName: string;
  readonly table: Inspected;
  readonly plan: RowPlan;
}

/** Where the one import of this tab stands. */
export type RunState =
  | { readonly phase: "empty" }
  | {
      readonly phase: "reading";
      readonly fileName: string;
      readonly readBytes: number;
      readonly sizeBytes: number;
    }
  | { readonly phase: "unreadable"; readonly fileName: string; readonly problem: Unreadable }
  | { readonly phase: "mapping"; readonly source: Source }
  | {
      readonly phase: "running";
      readonly source: Source;
      readonly run: Run;
      readonly trouble: Trouble | undefined;
      /** True once somebody has asked it to stop: the chunk on its way is waited for. */
      readonly stopping: boolean;
    }
  | {
      readonly phase: "stopped";
      readonly source: Source;
      readonly run: Run;
      readonly halt: Halt;
    }
  /** A dry run that came to its end: what the import would do is known. */
  | { readonly phase: "checked"; readonly source: Source; readonly run: Run }
  | { readonly phase: "done"; readonly source: Source; readonly run: Run };

export type RunEvent =
  | { readonly type: "chosen"; readonly fileName: string; readonly sizeBytes: number }
  | { readonly type: "read"; readonly readBytes: number }
  | { readonly type: "inspected"; readonly table: Inspected; readonly plan?: RowPlan }
  | { readonly type: "unreadable"; readonly problem: Unreadable }
  | { readonly type: "planned"; readonly plan: RowPlan }
  | {
      readonly type: "started";
      readonly importId: string;
      readonly dryRun: boolean;
      readonly atMs: number;
    }
  /** An import that was stopped before this page was loaded goes on. */
  | { readonly type: "resumed"; readonly source: Source; readonly run: Run }
  | { readonly type: "answered"; readonly counts: Counts; readonly atMs: number }
  | ({ readonly type: "failing" } & Trouble)
  | { readonly type: "stop" }
  | { readonly type: "halted"; readonly halt: Halt }
  | { readonly type: "completed"; readonly counts: Counts; readonly atMs: number }
  /** Back to the columns. */
  | { readonly type: "back" }
  | { readonly type: "reset" };

export const nothingYet: RunState = { phase: "empty" };

const noCounts: Counts = {
  lastRow: 0,
  createdCount: 0,
  updatedCount: 0,
  unchangedCount: 0,
  errorCount: 0,
};

/** The state after one more event. What does not fit the state (it came too late) changes nothing. */
export function transition(state: RunState, event: RunEvent): RunState {
  // The table pairs each move with its state and its event; the compiler cannot follow two keys at once.
  const move = movesByPhase[state.phase][event.type] as
    | ((state: RunState, event: RunEvent) => RunState)
    | undefined;
  return move === undefined ? state : move(state, event);
}

/** Rows that are done, whatever became of them. */
export function doneCount(counts: Counts): number {
  const { createdCount, updatedCount, unchangedCount, errorCount } = counts;
  return createdCount + updatedCount + unchangedCount + errorCount;
}

type In<Phase extends RunState["phase"]> = Extract<RunState, { phase: Phase }>;
type Of<Type extends RunEvent["type"]> = Extract<RunEvent, { type: Type }>;
type Moves<Phase extends RunState["phase"]> = {
  readonly [Type in RunEvent["type"]]?: (state: In<Phase>, event: Of<Type>) => RunState;
};

const choose = (_: RunState, { fileName, sizeBytes }: Of<"chosen">): RunState => ({
  phase: "reading",
  fileName,
  readBytes: 0,
  sizeBytes,
});

const resume = (_: RunState, { source, run }: Of<"resumed">): RunState => ({
  ...going,
  source,
  run: { ...run, samples: [] },
});

const reset = (): RunState => nothingYet;
const backToColumns = ({ source }: { readonly source: Source }): RunState => ({
  phase: "mapping",
  source,
});

const going = { phase: "running", trouble: undefined, stopping: false } as const;

const movesByPhase: { readonly [Phase in RunState["phase"]]: Moves<Phase> } = {
  empty: { chosen: choose, resumed: resume },
  reading: {
    chosen: choose,
    resumed: resume,
    reset,
    read: (state, { readBytes }) => ({ ...state, readBytes }),
    inspected: ({ fileName }, { table, plan = table.plan }) => ({
      phase: "mapping",
      source: { fileName, table, plan },
    }),
    unreadable: ({ fileName }, { problem }) => ({ phase: "unreadable", fileName, problem }),
  },
  unreadable: { chosen: choose, resumed: resume, reset },
  mapping: {
    chosen: choose,
    resumed: resume,
    reset,
    planned: ({ source }, { plan }) => ({ phase: "mapping", source: { ...source, plan } }),
    started: (state, event) => (event.dryRun ? started(state.source, event) : state),
  },
  running: {
    answered: (state, event) => ({ ...state, run: counted(state.run, event), trouble: undefined }),
    failing: (state, { failure, attempt, retryAtMs }) => ({
      ...state,
      trouble: { failure, attempt, retryAtMs },
    }),
    stop: (state) => ({ ...state, stopping: true }),
    halted: ({ source, run }, { halt }) => ({ phase: "stopped", source, run, halt }),
    completed: ({ source, run }, event) => ({
      phase: run.dryRun ? "checked" : "done",
      source,
      run: counted(run, event),
    }),
  },
  checked: {
    chosen: choose,
    resumed: resume,
    reset,
    back: backToColumns,
    started: (state, event) => (event.dryRun ? state : started(state.source, event)),
  },
  stopped: {
    chosen: choose,
    resumed: resume,
    reset,
    // A real import that has begun keeps the columns it began with.
    back: (state) => (state.run.dryRun ? backToColumns(state) : state),
  },
  done: { chosen: choose, resumed: resume, reset },
};

function started(source: Source, { importId, dryRun, atMs }: Of<"started">): RunState {
  const samples = [{ atMs, doneCount: 0 }];
  return { ...going, source, run: { importId, dryRun, counts: noCounts, samples } };
}

function counted(run: Run, { counts, atMs }: Pick<Of<"answered">, "counts" | "atMs">): Run {
  const sample = { atMs, doneCount: doneCount(counts) };
  return { ...run, counts, samples: withSample(run.samples, sample) };
}
