import type { ConnectRouter, MethodImplSpec } from "@connectrpc/connect";
import { createMethodImplSpec, createServiceImplSpec } from "@connectrpc/connect";
import type { UnarySpec } from "./wire/unary.ts";

/**
 * The same router, which also tells `found` of each unary method and its handler: a handler that the router has made does not show
 * what it calls. What is registered with options of its own stays with the library.
 */
export function recordUnary(
  router: ConnectRouter,
  found: (spec: UnarySpec) => void,
): ConnectRouter {
  const record = (spec: MethodImplSpec): void => {
    if (spec.kind === "unary") found(spec);
  };
  const recorder: ConnectRouter = {
    handlers: router.handlers,
    service(service, implementation, options) {
      router.service(service, implementation, options);
      const { methods } = createServiceImplSpec(service, implementation);
      if (options === undefined) for (const spec of Object.values(methods)) record(spec);
      return recorder;
    },
    rpc(method, implementation, options) {
      router.rpc(method, implementation, options);
      if (options === undefined) record(createMethodImplSpec(method, implementation));
      return recorder;
    },
  };
  return recorder;
}
