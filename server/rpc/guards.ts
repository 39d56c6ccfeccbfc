import type { HandlerContext } from "@connectrpc/connect";
import { ConnectError } from "@connectrpc/connect";
import { Health } from "#gen/health/v1/health_pb.ts";
import type { Call } from "./call.ts";
import { callKey } from "./call.ts";
import { overloaded } from "./errors.ts";
import { amendStockError } from "./stock-errors.ts";

/** Calls at once. Past a limit the caller gets RESOURCE_EXHAUSTED with RetryInfo, before its body is read. */
export interface AdmissionLimits {
  readonly inFlightMax: number;
  readonly streamsOpenMax: number;
}

/** How many calls are admitted now. */
export interface Admission {
  readonly inFlight: () => number;
  readonly streamsOpen: () => number;
  /** Throws a ConnectError for a call that must not go on; else counts it until it ends. */
  readonly admit: (about: Pick<HandlerContext, "method">, call: Call) => void;
}

/** Answers the principal of a call from its headers; throws UNAUTHENTICATED. */
export type Authenticate = (header: Pick<Headers, "get">) => string;

/** Until there are tokens the only caller is whoever can reach the loopback address. */
export const localOperator: Authenticate = () => "local-operator";

/** Retry delay for a full server: calls take milliseconds, so room comes soon. */
const retryUnaryMs = 200;
const retryStreamMs = 2_000;

/**
 * What runs for every call before its body is read: ties the call to its context, then says no early. `ended` sees each
 * call exactly once, refused ones too.
 */
export function requestGate(options: {
  readonly authenticate: Authenticate;
  readonly admission: Admission;
  readonly ended: (context: HandlerContext, call: Call) => void;
}): (context: HandlerContext) => void {
  return (context) => {
    const call = context.values.get(callKey);
    if (call === undefined) throw overloaded("this call did not come through the server", 1_000);
    call.onEnd((reason) => {
      if (reason instanceof ConnectError) amendStockError(reason);
      options.ended(context, call);
    });
    call.attach(context);
    if (context.signal.aborted) throw context.signal.reason;
    call.principal = options.authenticate(context.requestHeader);
    options.admission.admit(context, call);
  };
}

/** Counts unary calls and streams against their limits. */
export function createAdmission(limits: AdmissionLimits): Admission {
  let inFlight = 0;
  let streamsOpen = 0;
  const releaseUnary = (): void => {
    inFlight -= 1;
  };
  const releaseStream = (): void => {
    streamsOpen -= 1;
  };
  return {
    inFlight: () => inFlight,
    streamsOpen: () => streamsOpen,
    admit({ method }, call) {
      if (method.methodKind === "unary") {
        // A full server is alive: a health check must not have it killed.
        if (method.parent === Health) return;
        if (inFlight >= limits.inFlightMax)
          throw overloaded("too many calls in flight", retryUnaryMs);
        inFlight += 1;
        call.onEnd(releaseUnary);
      } else {
        if (streamsOpen >= limits.streamsOpenMax)
          throw overloaded("too many open streams", retryStreamMs);
        streamsOpen += 1;
        call.onEnd(releaseStream);
      }
    },
  };
}
