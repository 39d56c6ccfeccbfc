import { useEffect, useRef } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import type { Formats } from "../ui/formats.ts";
import { windowSeconds } from "./chart-data.ts";
import type { ChartColumns } from "./chart-data.ts";
import { inkOf } from "./ink.ts";
import styles from "./charts.module.css";

/** One line of a chart. */
export interface ChartSeries {
  readonly label: string;
  /** Name of the colour among the tokens, "--accent". */
  readonly token: string;
  readonly filled?: boolean;
}

/** All charts of the page share one cursor. */
const cursorKey = "live";
/** Distances of the labels of the time axis, in s: labels say minutes. */
const wholeMinutes = [60, 120, 180, 300];
/** One line of text over the plot; uPlot does not count it in. */
const legendPx = 20;
const font = '12px "Inter Variable", system-ui, sans-serif';

/** Two lines over the last minutes, 15 at most, drawn by uPlot on a canvas. Takes its colours when it is made: give it a new key for others. */
export function Chart(props: {
  readonly columns: ChartColumns;
  readonly series: readonly [ChartSeries, ChartSeries];
  readonly unit: string;
  readonly formats: Formats;
  /** New points are drawn this much later: each chart in a task of its own, apart from the rest of the page. */
  readonly drawAfterMs: number;
}) {
  const { columns, series, unit, formats, drawAfterMs } = props;
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(undefined);
  const latest = useRef(columns);
  useEffect(() => {
    latest.current = columns;
    const timer = setTimeout(() => {
      if (plot.current === undefined) return;
      plot.current.setData(dataOf(columns));
      showNewest(plot.current);
    }, drawAfterMs);
    return () => clearTimeout(timer);
  }, [columns, drawAfterMs]);
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const size = (): { width: number; height: number } => ({
      width: element.clientWidth,
      height: Math.max(0, element.clientHeight - legendPx),
    });
    const made = new uPlot(
      optionsOf(element, { series, unit, formats, ...size() }),
      dataOf(latest.current),
      element,
    );
    plot.current = made;
    showNewest(made);
    const resized = new ResizeObserver(() => made.setSize(size()));
    resized.observe(element);
    return () => {
      resized.disconnect();
      made.destroy();
      plot.current = undefined;
    };
  }, [series, unit, formats]);
  return <div ref={box} className={styles["plot"]} />;
}

/** uPlot may keep the columns but never writes to them. */
function dataOf(columns: ChartColumns): uPlot.AlignedData {
  return [...columns];
}

function optionsOf(
  element: Element,
  options: {
    readonly series: readonly [ChartSeries, ChartSeries];
    readonly unit: string;
    readonly formats: Formats;
    readonly width: number;
    readonly height: number;
  },
): uPlot.Options {
  const { series, unit, formats, width, height } = options;
  const line = inkOf(element, "--line");
  const ink = series.map(({ token }) => inkOf(element, token));
  const axis = { stroke: inkOf(element, "--ink-3"), font, ticks: { show: false } } as const;
  return {
    width,
    height,
    padding: [8, 18, 0, 0],
    legend: { live: true, markers: { width: 0, fill: (_plot, index) => ink[index - 1] ?? "" } },
    hooks: { setCursor: [showNewest] },
    cursor: { sync: { key: cursorKey }, drag: { x: false, y: false }, points: { size: 6 } },
    scales: { x: { time: true, range: xRange }, y: { range: (_plot, _min, max) => [0, top(max)] } },
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: 24,
        incrs: wholeMinutes,
        values: (_plot, ticks) => ticks.map((seconds) => formats.hourMinute(seconds * 1_000)),
      },
      { ...axis, grid: { stroke: line, width: 1 }, size: 44, space: 32 },
    ],
    series: [
      {
        label: "",
        value: (_plot, seconds) => timeOf(seconds, formats),
      },
      ...series.map(({ label, filled = false }, index): uPlot.Series => {
        return {
          label,
          stroke: ink[index] ?? "",
          width: 1.5,
          points: { show: false },
          spanGaps: false,
          value: (_plot, value) => valueOf(value, unit, formats),
          ...(filled && { fill: inkOf(element, "--accent-quiet") }),
        };
      }),
    ],
  };
}

/** The legend tells the newest values as long as nobody points at others. */
function showNewest(plot: uPlot): void {
  const newest = plot.data[0].length - 1;
  if (typeof plot.cursor.idx === "number" || newest < 0) return;
  plot.setLegend({ idx: newest }, false);
}

/** What there is, in whole minutes: a chart that began a minute ago has room for what comes. */
function xRange(_plot: uPlot, min: number | null, max: number | null): [number, number] {
  const end = max ?? Date.now() / 1_000;
  return [end - windowSeconds(end - (min ?? end)), end];
}

/** The scale begins at 0 and leaves room over the highest value; it does not jump for each of them. */
function top(max: number | null): number {
  const least = Math.max(max ?? 0, 1) * 1.05;
  const step = 10 ** Math.floor(Math.log10(least)) / 2;
  return Math.ceil(least / step) * step;
}

/** uPlot's types know no missing value; its legend does. */
function timeOf(seconds: number | null | undefined, formats: Formats): string {
  return typeof seconds === "number" ? formats.clock(seconds * 1_000) : "";
}

function valueOf(value: number | null | undefined, unit: string, formats: Formats): string {
  return typeof value === "number"
    ? `${formats.decimal(value, value < 9.95 ? 1 : 0)} ${unit}`
    : "–";
}
