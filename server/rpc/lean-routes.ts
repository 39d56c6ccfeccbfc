import type { DescMessage, DescMethod, DescMethodServerStreaming } from "@bufbuild/protobuf";
import type { Metrics } from "../platform/metrics.ts";
import type { DeadlineLimits } from "./deadline-header.ts";
import type { Admission, Authenticate } from "./guards.ts";
import { methodName } from "./method-name.ts";
import type { TelemetryOptions } from "./interceptors/telemetry.ts";
import { answerFor, observe } from "./interceptors/telemetry.ts";
import { answerFactor, jsonOptions } from "./stock.ts";
import type { Lean, LeanOptions } from "./wire/lean.ts";
import type { LeanStreamOptions } from "./wire/server-stream.ts";
import { leanServerStream } from "./wire/server-stream.ts";
import type { UnarySpec } from "./wire/unary.ts";
import { leanUnary } from "./wire/unary.ts";

export interface LeanRoutesOptions {
  readonly unary: readonly UnarySpec[];
  readonly streams: ((router: LeanRouter) => void) | undefined;
  readonly unaryDeadline: DeadlineLimits;
  readonly streamDeadline: DeadlineLimits;
  readonly messageSizeMaxBytes: number;
  readonly metrics: Metrics;
  readonly admission: Admission;
  readonly authenticate: Authenticate;
  readonly bugs: TelemetryOptions;
}

/** Registers lean server streams, under the same gate, limits and deadlines as every other method. */
export interface LeanRouter {
  readonly serverStream: <I extends DescMessage, O extends DescMessage>(
    method: DescMethodServerStreaming<I, O>,
    open: LeanStreamOptions<I, O>["open"],
  ) => void;
}

/** The methods that have a lean path, by path. */
export function createLeanRoutes(options: LeanRoutesOptions): ReadonlyMap<string, Lean> {
  const { unaryDeadline, streamDeadline } = options;
  const routes = new Map<string, Lean>();
  for (const { method, impl } of options.unary) {
    const answerSizeMaxBytes = answerFactor * options.messageSizeMaxBytes;
    const common = commonOptions(options, method, unaryDeadline);
    routes.set(`/${methodName(method)}`, leanUnary({ ...common, impl, answerSizeMaxBytes }));
  }
  options.streams?.({
    serverStream(method, open) {
      const common = commonOptions(options, method, streamDeadline);
      routes.set(`/${methodName(method)}`, leanServerStream({ ...common, open }));
    },
  });
  return routes;
}

function commonOptions<M extends DescMethod>(
  { metrics, admission, authenticate, bugs, messageSizeMaxBytes }: LeanRoutesOptions,
  method: M,
  deadline: DeadlineLimits,
): LeanOptions<M> {
  const name = methodName(method);
  return {
    method,
    messageSizeMaxBytes,
    deadline,
    jsonOptions,
    gate(call, head, protocol) {
      call.onEnd(() => observe(metrics, call, { method: name, protocol }));
      call.principal = authenticate(head);
      admission.admit({ method }, call);
    },
    translate: (error, call) => answerFor(bugs, error, { call, method: name }),
  };
}
