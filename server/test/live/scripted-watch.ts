import { create, toBinary } from "@bufbuild/protobuf";
import { LiveService, WatchResponseSchema } from "#gen/sluice/live/v1/live_service_pb.ts";
import { Frame } from "../../live/frame.ts";
import { createLogger } from "../../platform/log.ts";
import { createMetrics } from "../../platform/metrics.ts";
import { createHealth } from "../../rpc/health.ts";
import { createServer } from "../../rpc/server.ts";
import type { LeanRouter } from "../../rpc/lean-routes.ts";
import { longText, newScript, outOfStock, scriptedServices } from "../rpc-scripted-services.ts";
import type { Script } from "../rpc-scripted-services.ts";
import { testConfig } from "../rpc-test-server.ts";

/**
 * Watch as the scripted services answer it, served by the lean path or by the library's, so that each request can be put to both:
 * the cursor says what to do. The server says when no handler runs any more.
 */
export async function startScriptedWatch(
  path: "lean" | "stock",
  tls: { readonly tlsCert?: string; readonly tlsKey?: string } = {},
) {
  const script = newScript();
  const server = createServer({
    config: testConfig(tls),
    log: createLogger({ level: "silent" }),
    metrics: createMetrics(),
    health: createHealth([LiveService]),
    describedServices: [LiveService],
    services: scriptedServices(script),
    ...(path === "lean" && { leanStreams: scriptedLean(script) }),
  });
  const { url } = await server.listen();
  return { url, script, close: server.close, [Symbol.asyncDispose]: server.close };
}

function scriptedLean(script: Script): (router: LeanRouter) => void {
  return (router) => {
    router.serverStream(LiveService.method.watch, ({ cursor }, { call }) => {
      script.called += 1;
      if (cursor === "error") throw outOfStock();
      if (cursor === "bug") throw new Error("secret from inside");
      return ({ sink, codec, coding }) => {
        if (cursor === "hang") {
          script.running += 1;
          call.onEnd((reason) => {
            script.running -= 1;
            script.ended.push(reason);
          });
          return;
        }
        for (let count = 0; count < 3; count += 1) {
          const frame = new Frame({ events: [], items: [], cursor: `${count} ${longText}` });
          sink.write(frame.enveloped(codec, coding));
        }
        call.finish(undefined);
      };
    });
  };
}

/** The frame that `count` of the scripted answers is, without its envelope. */
export function scriptedAnswer(count: number): Uint8Array {
  const message = create(WatchResponseSchema, { cursor: `${count} ${longText}` });
  return toBinary(WatchResponseSchema, message);
}
