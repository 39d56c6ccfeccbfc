import { memo, useMemo, useState } from "react";
import type { ComponentProps } from "react";
import type { TimedPoint } from "../live/metrics-ring.ts";
import type { Formats } from "../ui/formats.ts";
import { useSpeech } from "../ui/use-speech.ts";
import type { Speech } from "../words/speech.ts";
import { Chart } from "./chart.tsx";
import type { ChartSeries } from "./chart.tsx";
import { minuteRows, rateColumns, timeColumns } from "./chart-data.ts";
import { useThemeKey } from "./use-theme-key.ts";
import { metricsWords } from "./words.ts";
import type { MetricsWords } from "./words.ts";
import styles from "./charts.module.css";

/** Orders and refusals, and the time of PlaceOrder, over the last 15 minutes at most: as two charts with one cursor, or as a table. */
export const Charts = memo(ChartsView);

function ChartsView({ points }: { readonly points: readonly TimedPoint[] }) {
  const [asTable, setAsTable] = useState(false);
  const speech = useSpeech(metricsWords);
  const { charts } = speech.words;
  return (
    <div className={styles["charts"]} data-table={asTable}>
      <button
        type="button"
        className={styles["switch"]}
        aria-pressed={asTable}
        onClick={() => setAsTable(!asTable)}
      >
        {asTable ? charts.asCharts : charts.asTable}
      </button>
      {asTable ? (
        <PointsTable points={points} speech={speech} />
      ) : (
        <Figures points={points} speech={speech} />
      )}
    </div>
  );
}

interface PartProps {
  readonly points: readonly TimedPoint[];
  readonly speech: Speech<MetricsWords>;
}

function Figures({ points, speech }: PartProps) {
  const { words, formats } = speech;
  const { charts } = words;
  const rates = useMemo(() => rateColumns(points), [points]);
  const times = useMemo(() => timeColumns(points), [points]);
  const rateSeries = useMemo(() => rateSeriesOf(charts), [charts]);
  const theme = useThemeKey();
  const common = { formats, theme };
  return (
    <>
      <Figure
        {...common}
        caption={charts.rates}
        title={charts.ratesTitle}
        columns={rates}
        series={rateSeries}
        unit="/s"
        drawAfterMs={50}
      />
      <Figure
        {...common}
        caption={charts.times}
        title={charts.timesTitle}
        columns={times}
        series={timeSeries}
        unit="ms"
        drawAfterMs={100}
      />
    </>
  );
}

/** A chart under its name. In another theme it is made anew: a canvas keeps the inks it was drawn with. */
function Figure(
  props: ComponentProps<typeof Chart> & {
    readonly caption: string;
    readonly title: string;
    readonly theme: string;
  },
) {
  const { caption, title, theme, ...chart } = props;
  return (
    <figure className={styles["figure"]}>
      <figcaption title={title}>{caption}</figcaption>
      <Chart key={theme} {...chart} />
    </figure>
  );
}

function rateSeriesOf(charts: MetricsWords["charts"]): readonly [ChartSeries, ChartSeries] {
  return [
    { label: charts.placed, token: "--accent", filled: true },
    { label: charts.refused, token: "--attention" },
  ];
}

const timeSeries: readonly [ChartSeries, ChartSeries] = [
  { label: "p50", token: "--ink-3" },
  { label: "p99", token: "--accent" },
];

function PointsTable({ points, speech: { words, formats } }: PartProps) {
  const { columns, table } = words.charts;
  return (
    <section className={styles["scroller"]} aria-label={table}>
      <table className={styles["table"]}>
        <thead>
          <tr>
            {[columns.minute, columns.placed, columns.refused, "p50", "p99"].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {minuteRows(points).map(({ startMs, placed, refused, p50Ms, p99Ms }) => (
            <tr key={startMs}>
              <th scope="row">{formats.hourMinute(startMs)}</th>
              <td>{formats.count(placed)}</td>
              <td>{formats.count(refused)}</td>
              <td>{timeText(p50Ms, formats)}</td>
              <td>{timeText(p99Ms, formats)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function timeText(ms: number | undefined, formats: Formats): string {
  return ms === undefined ? "–" : formats.latency(ms).join(" ");
}
