import type { Order } from "#gen/sluice/orders/v1/order_pb.ts";
import type { Failure } from "../refresh/failure.ts";
import { failureOf } from "../refresh/failure.ts";
import { persist } from "../refresh/persist.ts";
import type { PersistOptions } from "../refresh/persist.ts";
import { millisecondsOf } from "../ui/time-text.ts";
import type { ExportFormat } from "./export-format.ts";
import type { FileSink } from "./file-sink.ts";

export interface ExportState {
  readonly phase: ExportPhase;
  readonly rowCount: number;
  /** Characters written so far: near enough to bytes. */
  readonly sizeChars: number;
  /** When the last order so far was placed: how far back the file goes. */
  readonly reachedMs: number | undefined;
  /** Why it stands still, in phase "failed". */
  readonly failure: Failure | undefined;
}

/** A stopped export leaves no file; one that failed keeps what it has, and may go on. */
export type ExportPhase = "running" | "failed" | "stopped" | "done";

export interface ExportPage {
  readonly orders: readonly Order[];
  /** Empty on the last page. */
  readonly nextPageToken: string;
}

export interface ExportOptions extends Pick<PersistOptions, "wait" | "chance"> {
  readonly format: ExportFormat;
  readonly sink: FileSink;
  readonly readPage: (pageToken: string, signal: AbortSignal) => Promise<ExportPage>;
}

const attemptsMax = 5;

/**
 * Writes what a filter lists into a file, a page at a time: the next one is asked for when the last is written, so that what is held
 * is one page however long the list is. A store for `useSyncExternalStore`.
 */
export class OrderExport {
  readonly #options: ExportOptions;
  readonly #listeners = new Set<() => void>();
  readonly #stop = new AbortController();
  #pageToken = "";
  #state: ExportState = {
    phase: "running",
    rowCount: 0,
    sizeChars: 0,
    reachedMs: undefined,
    failure: undefined,
  };

  constructor(options: ExportOptions) {
    this.#options = options;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): ExportState => this.#state;

  /** Runs to the end, or until something fails. Call it once; then `resume`. */
  async start(): Promise<void> {
    await this.#guarded(() => this.#pull());
  }

  /** Goes on after a failure, with the page that failed. */
  readonly resume = async (): Promise<void> => {
    if (this.#state.phase !== "failed") return;
    this.#set({ phase: "running", failure: undefined });
    await this.#guarded(() => this.#pull());
  };

  /** Ends it and leaves no file. */
  readonly stop = (): void => {
    const { phase } = this.#state;
    this.#stop.abort();
    if (phase === "failed") void this.#guarded(() => Promise.resolve("stopped"));
  };

  /** A file that cannot be written is a failure like any other. */
  async #guarded(run: () => Promise<ExportPhase>): Promise<void> {
    const { sink } = this.#options;
    try {
      const phase = await run();
      if (phase === "done") await sink.close();
      if (phase === "stopped") await sink.discard();
      this.#set({ phase });
    } catch (error) {
      this.#set({ phase: "failed", failure: failureOf(error) });
    }
  }

  async #pull(): Promise<ExportPhase> {
    const { format, readPage, wait, chance } = this.#options;
    const { signal } = this.#stop;
    if (this.#state.sizeChars === 0) await this.#write(format.head);
    for (;;) {
      const token = this.#pageToken;
      const page = await persist(() => readPage(token, signal), {
        signal,
        wait,
        chance,
        attemptsMax,
      });
      if (page.kind === "stopped") return "stopped";
      if (page.kind === "failed") {
        this.#set({ failure: page.failure });
        return "failed";
      }
      await this.#writePage(page.value);
      if (this.#pageToken === "") return "done";
    }
  }

  async #writePage({ orders, nextPageToken }: ExportPage): Promise<void> {
    await this.#write(orders.map((order) => this.#options.format.line(order)).join(""));
    this.#pageToken = nextPageToken;
    const reachedMs = millisecondsOf(orders.at(-1)?.createdAt) ?? this.#state.reachedMs;
    this.#set({ rowCount: this.#state.rowCount + orders.length, reachedMs });
  }

  async #write(text: string): Promise<void> {
    if (text === "") return;
    await this.#options.sink.write(text);
    this.#state = { ...this.#state, sizeChars: this.#state.sizeChars + text.length };
  }

  #set(change: Partial<ExportState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
