import { memo } from "react";
import type { TimedPoint } from "../live/metrics-ring.ts";
import { countText } from "../ui/count-text.ts";
import { latencyWords } from "../ui/duration-words.ts";
import type { Amount } from "../ui/money-text.ts";
import { shortMoney } from "../ui/short-money.ts";
import { refusedOf } from "./last-minute.ts";
import type { LastMinute } from "./last-minute.ts";
import { reasonWords } from "./reason-words.ts";
import { sparkValues } from "./spark.ts";
import { Sparkline } from "./sparkline.tsx";
import { Tile } from "./tile.tsx";
import styles from "./tiles.module.css";

interface TilesProps {
  readonly points: readonly TimedPoint[];
  readonly minute: LastMinute | undefined;
  /** True when what they show is not current. */
  readonly old: boolean;
}

/** The figures of the sale, each with its last three minutes. Drawn when a point comes: once a second. */
export const Tiles = memo(TilesView);

function TilesView({ points, minute, old }: TilesProps) {
  return (
    <dl className={styles["tiles"]} data-old={old} aria-label="Figures of the sale">
      <Tile
        label="Orders/min"
        title="Orders placed in the last 60 s. The line: orders a second, three minutes"
        note={minute === undefined ? "" : seenText(minute)}
        spark={<Sparkline values={sparkValues(points, (point) => Number(point.placedCount))} />}
      >
        {minute === undefined ? "–" : countText(minute.placed)}
      </Tile>
      <Revenue points={points} minute={minute} />
      <Tile
        label="Held"
        title="Units in orders that are not paid, over all items, now. The line: three minutes"
        note="units, not paid"
        spark={<Sparkline values={sparkValues(points, (point) => Number(point.heldUnits))} />}
      >
        {minute === undefined ? "–" : countText(minute.held)}
      </Tile>
      <Tile
        label="Sold"
        title="Units paid for and not returned, over all items, now. The line: three minutes"
        note="units, paid"
        spark={<Sparkline values={sparkValues(points, (point) => Number(point.soldUnits))} />}
      >
        {minute === undefined ? "–" : countText(minute.sold)}
      </Tile>
      <Refused points={points} minute={minute} />
      <PlaceTime points={points} minute={minute} />
    </dl>
  );
}

function Revenue({ points, minute }: Omit<TilesProps, "old">) {
  const [first, ...others] = minute?.revenue ?? [];
  const code = first?.currencyCode;
  const ofCode = (amounts: readonly Amount[]): number =>
    Number(amounts.find(({ currencyCode }) => currencyCode === code)?.minorUnits ?? 0n);
  const [value, unit] = first === undefined ? ["0", ""] : shortMoney(first);
  const note =
    others.length === 0
      ? "of orders placed"
      : `+ ${others.map((amount) => shortMoney(amount).join(" ")).join(", ")}`;
  return (
    <Tile
      label="Revenue/min"
      title="Value of the orders placed in the last 60 s. The line: a second, three minutes"
      note={note}
      spark={<Sparkline values={sparkValues(points, ({ revenue }) => ofCode(revenue))} />}
    >
      {minute === undefined ? "–" : value}
      <small> {unit}</small>
    </Tile>
  );
}

function Refused({ points, minute }: Omit<TilesProps, "old">) {
  const reasons = (minute?.refused ?? []).map(
    ({ reason, count }) => `${countText(count)} ${reasonWords(reason)}`,
  );
  const overloaded = minute?.refused.some(({ reason }) => reason === "OVERLOADED") === true;
  return (
    <Tile
      label="Refused/min"
      title={[
        "Orders refused in the last 60 s. The line: a second, three minutes",
        ...reasons,
      ].join("\n")}
      tone={overloaded ? "danger" : "plain"}
      note={reasons.join(", ") || "none"}
      spark={<Sparkline values={sparkValues(points, refusedOf)} />}
    >
      {minute === undefined ? "–" : countText(minute.refusedTotal)}
    </Tile>
  );
}

function PlaceTime({ points, minute }: Omit<TilesProps, "old">) {
  const { p50Ms, p99Ms } = minute?.place ?? {};
  const [p50, p50Unit] = p50Ms === undefined ? ["–", ""] : latencyWords(p50Ms);
  const [p99, p99Unit] = p99Ms === undefined ? ["–", ""] : latencyWords(p99Ms);
  return (
    <Tile
      label="PlaceOrder p50 / p99"
      title="Time of PlaceOrder in the last 5 s, inside the server: the mean of the seconds' medians, and the highest 99th percentile. The lines: three minutes"
      note="time to a durable answer"
      spark={
        <Sparkline
          values={sparkValues(points, ({ placeP99Us }) => measured(placeP99Us))}
          second={sparkValues(points, ({ placeP50Us }) => measured(placeP50Us))}
        />
      }
    >
      {p50}
      {p50Unit !== p99Unit && <small> {p50Unit}</small>}
      <span className={styles["slash"]}> / </span>
      {p99}
      <small> {p99Unit}</small>
    </Tile>
  );
}

function measured(us: bigint): number | undefined {
  return us === 0n ? undefined : Number(us);
}

/** A server that runs for less than a minute has not seen one. */
function seenText({ seconds }: LastMinute): string {
  return seconds >= 59 ? "last 60 s" : `${seconds} s seen`;
}
