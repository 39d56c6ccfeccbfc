import type { ConnectRouter } from "@connectrpc/connect";
import { Code } from "@connectrpc/connect";
import { LiveService } from "#gen/sluice/live/v1/live_service_pb.ts";
import { AssertionError } from "../core/assert.ts";
import type { Call } from "../rpc/call.ts";
import { refused } from "../rpc/errors.ts";
import type { LeanRouter } from "../rpc/lean-routes.ts";
import { storageError } from "../rpc/storage-error.ts";
import type { Hub } from "./hub.ts";
import type { Subscriber } from "./subscriber.ts";
import { LogPruned, enterWatch, openWatch, readOn, startOf } from "./watch.ts";
import type { WatchDependencies } from "./watch.ts";
import { parseWatch } from "./watch-message.ts";

/** The handler of sluice.live.v1.LiveService. */
export interface LiveHandlers {
  /** The lean stream that serves every request the protocols define. */
  readonly lean: (router: LeanRouter) => void;
  /** Answers requests in no protocol's form: the library refuses them before it would call this. */
  readonly stock: (router: ConnectRouter) => void;
}

/** Serves Watch from a hub. */
export function liveService(dependencies: WatchDependencies): LiveHandlers {
  const { hub } = dependencies;
  const failures = new WeakMap<Subscriber, (error: unknown) => void>();
  const failed = (subscriber: Subscriber, error: unknown): void => {
    failures.get(subscriber)?.(asAnswer(error));
  };
  hub.onBehind = (subscriber) => {
    readOn(dependencies, subscriber).then(
      () => hub.resume(subscriber),
      (error: unknown) => failed(subscriber, error),
    );
  };
  return {
    lean(router) {
      router.serverStream(LiveService.method.watch, (request, { call }) => {
        const plan = parseWatch(request);
        return async (wire) => {
          const start = startOf(dependencies, plan);
          const subscriber = enterWatch(dependencies, plan, wire, start);
          failures.set(subscriber, wire.fail);
          tie(call, hub, subscriber, wire.fail);
          try {
            await openWatch(dependencies, plan, subscriber, start);
          } catch (error) {
            failed(subscriber, error);
          }
        };
      });
    },
    stock(router) {
      router.rpc(LiveService.method.watch, () => {
        throw new AssertionError("a Watch came past its lean stream");
      });
    },
  };
}

/**
 * What an open stream holds on to: made here and not in the handler, where the functions would also keep the request and its topics, which
 * the group has once for all of its subscribers.
 */
function tie(call: Call, hub: Hub, subscriber: Subscriber, fail: (error: unknown) => void): void {
  call.onEnd(() => hub.leave(subscriber));
  call.onDrain(() => fail(stopping()));
}

/** Reads carry no signal: what they throw is never a command that was dropped. */
const neverAborted = new AbortController().signal;

function asAnswer(error: unknown): unknown {
  if (error instanceof LogPruned) {
    const reason = "LOG_PRUNED";
    return refused({ code: Code.Unavailable, reason, message: error.message, retryAfterMs: 100 });
  }
  return storageError(error, neverAborted);
}

function stopping(): Error {
  const message = "the server is stopping; resume by the last cursor";
  return refused({ code: Code.Unavailable, reason: "STOPPING", message, retryAfterMs: 1_000 });
}
