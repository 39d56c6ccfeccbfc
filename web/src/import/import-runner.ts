import { failureOf } from "../refresh/failure.ts";
import type { RowPlan } from "./columns.ts";
import type { ImportRecord, ImportRecords } from "./import-records.ts";
import type { Wishes } from "./inspect-file.ts";
import type { KeptFiles } from "./kept-files.ts";
import { nothingYet, transition } from "./run-state.ts";
import type { Counts, RunEvent, RunState } from "./run-state.ts";
import type { ToWorker } from "./to-worker.ts";

/** A thread for one job. */
export interface JobThread {
  readonly tell: (message: ToWorker) => void;
  /** Ends it at once. */
  readonly end: () => void;
}

export interface RunnerOptions {
  /** `onCrash`: the thread has a bug, or its code could not be loaded. */
  readonly openThread: (on: {
    readonly onEvent: (event: RunEvent) => void;
    readonly onCrash: (message: string) => void;
  }) => JobThread;
  readonly records: ImportRecords;
  readonly files: KeptFiles;
  readonly newId: () => string;
  readonly wallMs: () => number;
}

/**
 * The one import of this tab: it goes on while other pages are shown. A store for `useSyncExternalStore`; what is asked of it at a
 * time that does not fit is ignored, as the table of run-state.ts says.
 */
export class ImportRunner {
  readonly #options: RunnerOptions;
  readonly #listeners = new Set<() => void>();
  #state: RunState = nothingYet;
  #file: File | undefined;
  #thread: JobThread | undefined;
  /** Columns that were mapped by hand, for the same file read in another way. */
  #ownPlan: RowPlan | undefined;

  constructor(options: RunnerOptions) {
    this.#options = options;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): RunState => this.#state;

  /** Reads a file through, and guesses what its columns are. */
  readonly choose = (file: File, wishes: Wishes = {}): void => {
    if (!this.#apply({ type: "chosen", fileName: file.name, sizeBytes: file.size })) return;
    if (file !== this.#file) this.#ownPlan = undefined;
    this.#file = file;
    this.#open().tell({ kind: "inspect", file, wishes });
  };

  /** Reads the same file again, with another encoding or delimiter. */
  readonly reread = (wishes: Wishes): void => {
    if (this.#file !== undefined) this.choose(this.#file, wishes);
  };

  readonly map = (plan: RowPlan): void => {
    this.#ownPlan = plan;
    this.#apply({ type: "planned", plan });
  };

  /** Says what an import would do, and does nothing. */
  readonly check = (): void => this.#start(true);

  /** Imports what was checked. */
  readonly import = (): void => this.#start(false);

  readonly stop = (): void => {
    if (this.#apply({ type: "stop" })) this.#thread?.tell({ kind: "stop" });
  };

  /** Goes on with what was stopped on this page. */
  readonly goOn = (): void => {
    const state = this.#state;
    if (state.phase !== "stopped" || this.#file === undefined) return;
    const { source, run } = state;
    if (this.#apply({ type: "resumed", source, run })) this.#run(this.#file, true);
  };

  /** Goes on with an import that an earlier page has begun, with its file; `counts` are what the server has of it. */
  readonly resume = ({ importId, source }: ImportRecord, file: File, counts: Counts): void => {
    const run = { importId, dryRun: false, counts, samples: [] };
    if (!this.#apply({ type: "resumed", source, run })) return;
    this.#file = file;
    this.#run(file, true);
  };

  readonly back = (): void => void this.#apply({ type: "back" });

  readonly reset = (): void => {
    if (!this.#apply({ type: "reset" })) return;
    this.#thread?.end();
    this.#file = undefined;
  };

  #start(dryRun: boolean): void {
    const { newId, wallMs, records, files } = this.#options;
    const [importId, atMs, file] = [newId(), wallMs(), this.#file];
    if (file === undefined || !this.#apply({ type: "started", importId, dryRun, atMs })) return;
    if (!dryRun && this.#state.phase === "running") {
      const others = records.list().map((record) => record.importId);
      records.put({ importId, startedAtMs: atMs, source: this.#state.source });
      void files.keep(importId, file, others.slice(0, 2));
    }
    this.#run(file, false);
  }

  #run(file: File, resumed: boolean): void {
    if (this.#state.phase !== "running") return;
    const { run, source } = this.#state;
    const { importId, dryRun } = run;
    const { reading, fingerprint } = source.table;
    const order = { importId, dryRun, reading, plan: source.plan, fingerprint, resumed };
    this.#open().tell({ kind: "run", file, order });
  }

  /** A new thread for each job: what an old one still says is not heard. */
  #open(): JobThread {
    this.#thread?.end();
    this.#thread = this.#options.openThread({
      onEvent: (event) => this.#hear(event),
      onCrash: (message) => this.#crash(message),
    });
    return this.#thread;
  }

  #hear(event: RunEvent): void {
    if (
      event.type === "inspected" &&
      this.#ownPlan?.columns.length === event.table.headers.length
    ) {
      this.#apply({ ...event, plan: this.#ownPlan });
    } else this.#apply(event);
    const { phase } = this.#state;
    if (event.type === "completed" && phase === "done") this.#forget(this.#state.run.importId);
    if (phase !== "running" && phase !== "reading") this.#thread?.end();
  }

  /** Nothing is left to go on with. */
  #forget(importId: string): void {
    this.#options.records.remove(importId);
    void this.#options.files.drop(importId);
  }

  #crash(message: string): void {
    const failure = failureOf(new Error(message));
    this.#apply({ type: "halted", halt: { kind: "failure", failure } });
    this.#apply({ type: "unreadable", problem: { kind: "gone" } });
  }

  /** True when the event has changed something. */
  #apply(event: RunEvent): boolean {
    const before = this.#state;
    this.#state = transition(before, event);
    if (this.#state === before) return false;
    for (const listener of this.#listeners) listener();
    return true;
  }
}
