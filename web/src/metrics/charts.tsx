import { memo, useMemo, useState } from "react";
import type { TimedPoint } from "../live/metrics-ring.ts";
import { countText } from "../ui/count-text.ts";
import { latencyWords } from "../ui/duration-words.ts";
import { clockText } from "../ui/time-text.ts";
import { Chart } from "./chart.tsx";
import type { ChartSeries } from "./chart.tsx";
import { minuteRows, rateColumns, timeColumns } from "./chart-data.ts";
import { useThemeKey } from "./use-theme-key.ts";
import styles from "./charts.module.css";

/** Orders and refusals, and the time of PlaceOrder, over the last 15 minutes at most: as two charts with one cursor, or as a table. */
export const Charts = memo(ChartsView);

function ChartsView({ points }: { readonly points: readonly TimedPoint[] }) {
  const [asTable, setAsTable] = useState(false);
  const rates = useMemo(() => rateColumns(points), [points]);
  const times = useMemo(() => timeColumns(points), [points]);
  const theme = useThemeKey();
  return (
    <div className={styles["charts"]} data-table={asTable}>
      <button
        type="button"
        className={styles["switch"]}
        aria-pressed={asTable}
        onClick={() => setAsTable(!asTable)}
      >
        {asTable ? "View as charts" : "View as table"}
      </button>
      {asTable ? (
        <PointsTable points={points} />
      ) : (
        <>
          <figure className={styles["figure"]}>
            <figcaption title="Means of 5 s, the last 15 minutes at most">
              Orders and refusals a second
            </figcaption>
            <Chart key={theme} columns={rates} series={rateSeries} unit="/s" drawAfterMs={50} />
          </figure>
          <figure className={styles["figure"]}>
            <figcaption title="By the second, inside the server, the last 15 minutes at most">
              Time of PlaceOrder
            </figcaption>
            <Chart key={theme} columns={times} series={timeSeries} unit="ms" drawAfterMs={100} />
          </figure>
        </>
      )}
    </div>
  );
}

const rateSeries: readonly [ChartSeries, ChartSeries] = [
  { label: "placed", token: "--accent", filled: true },
  { label: "refused", token: "--attention" },
];
const timeSeries: readonly [ChartSeries, ChartSeries] = [
  { label: "p50", token: "--ink-3" },
  { label: "p99", token: "--accent" },
];

function PointsTable({ points }: { readonly points: readonly TimedPoint[] }) {
  return (
    <section className={styles["scroller"]} aria-label="The charts as a table">
      <table className={styles["table"]}>
        <thead>
          <tr>
            {["Minute", "Placed", "Refused", "p50", "p99"].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {minuteRows(points).map(({ startMs, placed, refused, p50Ms, p99Ms }) => (
            <tr key={startMs}>
              <th scope="row">{clockText(startMs).slice(0, 5)}</th>
              <td>{countText(placed)}</td>
              <td>{countText(refused)}</td>
              <td>{timeText(p50Ms)}</td>
              <td>{timeText(p99Ms)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function timeText(ms: number | undefined): string {
  return ms === undefined ? "–" : latencyWords(ms).join(" ");
}
