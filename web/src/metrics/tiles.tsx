import { memo } from "react";
import type { TimedPoint } from "../live/metrics-ring.ts";
import type { Amount } from "../ui/money-text.ts";
import { useSpeech } from "../ui/use-speech.ts";
import type { Speech } from "../words/speech.ts";
import { refusedOf } from "./last-minute.ts";
import type { LastMinute } from "./last-minute.ts";
import { reasonWords } from "./reason-words.ts";
import { sparkValues } from "./spark.ts";
import { Sparkline } from "./sparkline.tsx";
import { Tile } from "./tile.tsx";
import { metricsWords } from "./words.ts";
import type { MetricsWords } from "./words.ts";
import styles from "./tiles.module.css";

interface TilesProps {
  readonly points: readonly TimedPoint[];
  readonly minute: LastMinute | undefined;
  /** True when what they show is not current. */
  readonly old: boolean;
}

/** What one tile is made of. */
interface PartProps extends Omit<TilesProps, "old"> {
  readonly speech: Speech<MetricsWords>;
}

/** The figures of the sale, each with its last three minutes. Drawn when a point comes: once a second. */
export const Tiles = memo(TilesView);

function TilesView({ points, minute, old }: TilesProps) {
  const speech = useSpeech(metricsWords);
  const { words, formats } = speech;
  const { tiles } = words;
  return (
    <dl className={styles["tiles"]} data-old={old} aria-label={tiles.all}>
      <Tile
        label={tiles.orders}
        title={tiles.ordersTitle}
        note={minute === undefined ? "" : seenText(minute, speech)}
        spark={<Sparkline values={sparkValues(points, (point) => Number(point.placedCount))} />}
      >
        {minute === undefined ? "–" : formats.count(minute.placed)}
      </Tile>
      <Revenue points={points} minute={minute} speech={speech} />
      <Tile
        label={tiles.held}
        title={tiles.heldTitle}
        note={tiles.heldNote}
        spark={<Sparkline values={sparkValues(points, (point) => Number(point.heldUnits))} />}
      >
        {minute === undefined ? "–" : formats.count(minute.held)}
      </Tile>
      <Tile
        label={tiles.sold}
        title={tiles.soldTitle}
        note={tiles.soldNote}
        spark={<Sparkline values={sparkValues(points, (point) => Number(point.soldUnits))} />}
      >
        {minute === undefined ? "–" : formats.count(minute.sold)}
      </Tile>
      <Refused points={points} minute={minute} speech={speech} />
      <PlaceTime points={points} minute={minute} speech={speech} />
    </dl>
  );
}

function Revenue({ points, minute, speech: { words, formats } }: PartProps) {
  const { tiles } = words;
  const [first, ...others] = minute?.revenue ?? [];
  const code = first?.currencyCode;
  const ofCode = (amounts: readonly Amount[]): number =>
    Number(amounts.find(({ currencyCode }) => currencyCode === code)?.minorUnits ?? 0n);
  const [value, unit] = first === undefined ? ["0", ""] : formats.shortMoney(first);
  const more = others.map((amount) => formats.shortMoney(amount).join(" ")).join(", ");
  return (
    <Tile
      label={tiles.revenue}
      title={tiles.revenueTitle}
      note={others.length === 0 ? tiles.revenueNote : tiles.moreRevenue(more)}
      spark={<Sparkline values={sparkValues(points, ({ revenue }) => ofCode(revenue))} />}
    >
      {minute === undefined ? "–" : value}
      <small> {unit}</small>
    </Tile>
  );
}

function Refused({ points, minute, speech: { words, formats } }: PartProps) {
  const { tiles } = words;
  const reasons = (minute?.refused ?? []).map(({ reason, count }) =>
    tiles.refusedFor(formats.count(count), reasonWords(reason, words)),
  );
  const overloaded = minute?.refused.some(({ reason }) => reason === "OVERLOADED") === true;
  return (
    <Tile
      label={tiles.refused}
      title={[tiles.refusedTitle, ...reasons].join("\n")}
      tone={overloaded ? "danger" : "plain"}
      note={reasons.join(", ") || tiles.noneRefused}
      spark={<Sparkline values={sparkValues(points, refusedOf)} />}
    >
      {minute === undefined ? "–" : formats.count(minute.refusedTotal)}
    </Tile>
  );
}

function PlaceTime({ points, minute, speech: { words, formats } }: PartProps) {
  const { p50Ms, p99Ms } = minute?.place ?? {};
  const [p50, p50Unit] = p50Ms === undefined ? ["–", ""] : formats.latency(p50Ms);
  const [p99, p99Unit] = p99Ms === undefined ? ["–", ""] : formats.latency(p99Ms);
  return (
    <Tile
      label={words.tiles.place}
      title={words.tiles.placeTitle}
      note={words.tiles.placeNote}
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
function seenText({ seconds }: LastMinute, { words, formats }: Speech<MetricsWords>): string {
  const { minuteSeen, secondsSeen } = words.tiles;
  return seconds >= 59 ? minuteSeen : secondsSeen(formats.count(seconds));
}
