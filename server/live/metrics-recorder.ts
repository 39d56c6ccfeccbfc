import { createHistogram } from "node:perf_hooks";
import type { RecordableHistogram } from "node:perf_hooks";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import type { MetricsPoint } from "#gen/sluice/live/v1/live_pb.ts";
import type { CommitChanges, CommittedEvent, StockTotals } from "../storage/storage.ts";
import type { Piece } from "./frame.ts";
import { metricsPiece } from "./pieces.ts";

/** Points of a second that are kept: the last 15 minutes. */
const pointsMax = 900;
const pointMs = 1_000;
/** Points of one message of the history: a message stays small. */
const historyPoints = 60;

export interface RecorderOptions {
  readonly clock: () => number;
  /** At start; kept up to date by what is committed. */
  readonly totals: StockTotals;
  readonly subscriberCount: () => number;
  /** Told of each new point. */
  readonly onPoint: (point: Piece) => void;
}

/**
 * What the server does, one point a second: counted from the log and from PlaceOrder's answers, kept for 15 minutes, never
 * stored. A page that opens shows the last 15 minutes at once.
 */
export class MetricsRecorder {
  readonly #options: RecorderOptions;
  readonly #points: MetricsPoint[] = [];
  readonly #durations: RecordableHistogram = createHistogram();
  readonly #refused = new Map<string, number>();
  readonly #revenue = new Map<string, bigint>();
  readonly #timer: NodeJS.Timeout;
  #placedCount = 0;
  #eventCount = 0;
  #heldUnits: number;
  #soldUnits: number;

  constructor(options: RecorderOptions) {
    this.#options = options;
    this.#heldUnits = options.totals.heldUnits;
    this.#soldUnits = options.totals.soldUnits;
    this.#timer = setInterval(() => this.#tick(), pointMs);
    this.#timer.unref();
  }

  /** Counts what a batch committed. */
  committed(
    events: readonly CommittedEvent[],
    { stockMoves }: Pick<CommitChanges, "stockMoves">,
  ): void {
    this.#eventCount += events.length;
    for (const { event } of events) {
      if (event.kind !== "order.placed" || event.subject.kind !== "order") continue;
      const { currencyCode, minorUnits } = event.subject.order.total;
      this.#placedCount += 1;
      this.#revenue.set(currencyCode, (this.#revenue.get(currencyCode) ?? 0n) + minorUnits);
    }
    for (const { heldDelta, soldDelta } of stockMoves) {
      this.#heldUnits += heldDelta;
      this.#soldUnits += soldDelta;
    }
  }

  /** Counts an order that was refused, by the reason the caller was given. */
  refused(reason: string): void {
    this.#refused.set(reason, (this.#refused.get(reason) ?? 0) + 1);
  }

  /** Counts the time of one PlaceOrder, from its first byte to its answer. */
  answered(durationMs: number): void {
    this.#durations.record(Math.max(1, Math.round(durationMs * 1_000)));
  }

  /** All points that are kept, oldest first, in as many messages as they need. */
  history(): readonly Piece[] {
    const pieces: Piece[] = [];
    for (let at = 0; at < this.#points.length; at += historyPoints) {
      pieces.push(metricsPiece(this.#points.slice(at, at + historyPoints)));
    }
    return pieces;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #tick(): void {
    const point = this.#takePoint();
    this.#points.push(point);
    if (this.#points.length > pointsMax) this.#points.shift();
    this.#options.onPoint(metricsPiece([point]));
  }

  #takePoint(): MetricsPoint {
    const durations = this.#durations;
    const percentile = (of: number): bigint =>
      durations.count === 0 ? 0n : BigInt(durations.percentile(of));
    const point: MetricsPoint = {
      $typeName: "sluice.live.v1.MetricsPoint",
      at: timestampFromMs(this.#options.clock()),
      placedCount: BigInt(this.#placedCount),
      refused: [...this.#refused].map(([reason, count]) => ({
        $typeName: "sluice.live.v1.RefusedCount",
        reason,
        count: BigInt(count),
      })),
      placeP50Us: percentile(50),
      placeP99Us: percentile(99),
      revenue: [...this.#revenue].map(([currencyCode, minorUnits]) => ({
        $typeName: "sluice.money.v1.Money",
        currencyCode,
        minorUnits,
      })),
      heldUnits: BigInt(this.#heldUnits),
      soldUnits: BigInt(this.#soldUnits),
      eventCount: BigInt(this.#eventCount),
      subscriberCount: BigInt(this.#options.subscriberCount()),
    };
    this.#placedCount = 0;
    this.#eventCount = 0;
    this.#refused.clear();
    this.#revenue.clear();
    durations.reset();
    return point;
  }
}
