import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

export { Counter, Gauge, Histogram } from "prom-client";

/** The metrics of one process. Others add their own with `new Counter({ ..., registers: [metrics.registry] })`. */
export interface Metrics {
  readonly registry: Registry;
  /** Counts one finished call. Frugal: the child of a label set is looked up once and kept. */
  observeCall(call: ObservedCall): void;
  /** Reads `value` whenever someone scrapes, so that a gauge costs nothing in between. */
  gauge(name: string, help: string, value: () => number): void;
  /** A counter without labels. */
  counter(name: string, help: string): Counter;
}

export interface ObservedCall {
  /** `sluice.orders.v1.OrderService/PlaceOrder` */
  readonly method: string;
  /** `ok`, or the name of the error code. */
  readonly code: string;
  readonly protocol: string;
  readonly durationMs: number;
}

/** Durations of calls in seconds: from half a millisecond to the longest unary deadline. */
const bucketsSeconds = [
  0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 60,
];

/** A registry with the process's default metrics and the histogram of all calls. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: "rpc_duration_seconds",
    help: "Duration of calls by method, code and protocol",
    labelNames: ["method", "code", "protocol"] as const,
    buckets: bucketsSeconds,
    registers: [registry],
  });
  const children = new Map<string, Histogram.Internal<"method" | "code" | "protocol">>();
  return {
    registry,
    observeCall({ method, code, protocol, durationMs }) {
      const key = `${method} ${code} ${protocol}`;
      let child = children.get(key);
      if (child === undefined)
        children.set(key, (child = durations.labels({ method, code, protocol })));
      child.observe(durationMs / 1000);
    },
    gauge(name, help, value) {
      const collect = function collectValue(this: Gauge): void {
        this.set(value());
      };
      void new Gauge({ name, help, collect, registers: [registry] });
    },
    counter: (name, help) => new Counter({ name, help, registers: [registry] }),
  };
}
