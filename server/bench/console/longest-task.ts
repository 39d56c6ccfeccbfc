/** The part of an event of a Chromium trace that is looked at. Times in microseconds; `tdur` is time on a core. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

export interface LongestTask {
  /** From its begin to its end, also while other programs had the core. */
  readonly wallMs: number;
  /** What the page itself took. */
  readonly cpuMs: number;
  /** Tasks that were looked at; none is a trace that tells nothing. */
  readonly taskCount: number;
}

/** The categories that the trace needs. */
export const taskCategories = ["toplevel", "disabled-by-default-devtools.timeline"];

const taskNames = new Set(["RunTask", "ThreadControllerImpl::RunTask"]);

/** The longest tasks of the threads that draw pages, each by its own measure. Workers are threads of their own and do not count. */
export function longestTask(trace: Buffer): LongestTask {
  const { traceEvents } = JSON.parse(trace.toString("utf8")) as {
    readonly traceEvents: readonly TraceEvent[];
  };
  const pages = new Set(
    traceEvents
      .filter(({ ph, name, args }) => {
        return ph === "M" && name === "thread_name" && args?.name === "CrRendererMain";
      })
      .map(threadOf),
  );
  let [wallUs, cpuUs, taskCount] = [0, 0, 0];
  for (const event of traceEvents) {
    if (event.ph !== "X" || !taskNames.has(event.name) || !pages.has(threadOf(event))) continue;
    wallUs = Math.max(wallUs, event.dur ?? 0);
    cpuUs = Math.max(cpuUs, event.tdur ?? 0);
    taskCount += 1;
  }
  return { wallMs: wallUs / 1_000, cpuMs: cpuUs / 1_000, taskCount };
}

function threadOf({ pid, tid }: Pick<TraceEvent, "pid" | "tid">): string {
  return `${pid} ${tid}`;
}
