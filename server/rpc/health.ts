import type { DescService } from "@bufbuild/protobuf";
import type { ConnectRouter, HandlerContext } from "@connectrpc/connect";
import { Code } from "@connectrpc/connect";
import {
  Health as HealthService,
  HealthCheckResponse_ServingStatus,
} from "#gen/health/v1/health_pb.ts";
import { onDrain } from "./call-context.ts";
import { refused } from "./errors.ts";

type Status = HealthCheckResponse_ServingStatus;
const { SERVING, NOT_SERVING, SERVICE_UNKNOWN } = HealthCheckResponse_ServingStatus;

/** The serving state of the process and of each service, told over grpc.health.v1. */
export interface Health {
  /** Sets one service, or without a name all of them and the process (""). Watchers hear at once. */
  readonly set: (serving: boolean, service?: string) => void;
  /** Registers grpc.health.v1.Health. */
  readonly routes: (router: ConnectRouter) => void;
}

/**
 * Everything starts as NOT_SERVING. Check answers NOT_FOUND for a service that is not here, Watch SERVICE_UNKNOWN; a Watch ends
 * when the server drains, after it has said NOT_SERVING.
 * Source: the gRPC project's health checking document.
 */
export function createHealth(services: readonly DescService[]): Health {
  const statuses = new Map<string, Status>([["", NOT_SERVING]]);
  for (const { typeName } of [...services, HealthService]) statuses.set(typeName, NOT_SERVING);
  const watchers = new Set<() => void>();

  const watch = async function* (service: string, context: HandlerContext) {
    const waiting = createWakeUp();
    let draining = false;
    const finish = (): void => {
      draining = true;
      waiting.wake();
    };
    onDrain(context, finish);
    watchers.add(waiting.wake);
    // Not in a `finally`: it does not run when the reader goes away while this waits.
    context.signal.addEventListener("abort", () => {
      watchers.delete(waiting.wake);
      finish();
    });
    for (let told: Status | undefined; ;) {
      const status = statuses.get(service) ?? SERVICE_UNKNOWN;
      if (status !== told) yield { status: (told = status) };
      else if (draining) return;
      else await waiting.woken();
    }
  };

  return {
    set(serving, service) {
      const names = service === undefined ? [...statuses.keys()] : [service];
      for (const name of names) statuses.set(name, serving ? SERVING : NOT_SERVING);
      for (const wake of watchers) wake();
    },
    routes(router) {
      router.service(HealthService, {
        check({ service }) {
          const status = statuses.get(service);
          if (status === undefined) throw unknownService(service);
          return { status };
        },
        list: () => ({
          statuses: Object.fromEntries([...statuses].map(([name, status]) => [name, { status }])),
        }),
        watch: ({ service }, context) => watch(service, context),
      });
    },
  };
}

/** Waits for something to happen; what happened before the wait counts. */
function createWakeUp(): { readonly wake: () => void; readonly woken: () => Promise<void> } {
  let pending = false;
  let resume: (() => void) | undefined;
  return {
    wake() {
      pending = true;
      resume?.();
    },
    async woken() {
      if (!pending) await new Promise<void>((resolve) => (resume = resolve));
      pending = false;
    },
  };
}

function unknownService(service: string) {
  const message = `service "${service.slice(0, 200)}" is not served here`;
  return refused({ code: Code.NotFound, reason: "UNKNOWN_SERVICE", message });
}
