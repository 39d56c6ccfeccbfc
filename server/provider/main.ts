/** `npm run provider`: the sandbox provider, a process of its own with a ledger of its own. */
import * as http2 from "node:http2";
import type { AddressInfo } from "node:net";
import { connectNodeAdapter } from "@connectrpc/connect-node";
import { GatewayService } from "#gen/sluice/gateway/v1/gateway_service_pb.ts";
import { SandboxService } from "#gen/sluice/sandbox/v1/sandbox_service_pb.ts";
import { ConcurrencyLimit } from "../platform/concurrency-limit.ts";
import { drainOnSignal } from "../platform/lifecycle.ts";
import { createLogger } from "../platform/log.ts";
import { SettingError, wantsHelp } from "../platform/settings.ts";
import { Callbacks } from "./callbacks.ts";
import type { CallbacksOptions } from "./callbacks.ts";
import { gatewayService } from "./gateway-service.ts";
import { Ledger } from "./ledger.ts";
import { loadOptions, providerHelp } from "./options.ts";
import type { ProviderOptions } from "./options.ts";
import { sandboxService } from "./sandbox-service.ts";
import { Sandbox } from "./sandbox.ts";

const host = "127.0.0.1";
const messageMaxBytes = 65_536;
const streamsPerConnectionMax = 1_000;

main(process.argv.slice(2));

function main(argv: readonly string[]): void {
  if (wantsHelp(argv)) {
    process.stdout.write(providerHelp());
    return;
  }
  try {
    start(loadOptions(process.env, argv));
  } catch (error) {
    if (!(error instanceof SettingError)) throw error;
    process.stderr.write(`provider: ${error.message}\n`);
    process.exitCode = 1;
  }
}

function start(options: ProviderOptions): void {
  const log = createLogger({ level: options.logLevel, service: "provider" });
  const ledger = new Ledger(options.ledger);
  const onError = (err: unknown): void => {
    log.fatal({ err }, "the ledger failed");
    process.exit(1);
  };
  const callbacks = openCallbacks(options, ledger, { log, onError });
  const sandbox = new Sandbox(
    {
      ...options,
      ledger,
      now: () => Date.now(),
      hasCallbacks: callbacks !== undefined,
      onNotices: () => callbacks?.look(),
      onError,
    },
    { charge: options.charges, refund: options.refunds },
  );
  const server = createServer(options, sandbox);
  callbacks?.look();
  server.listen(options.port, host, () => {
    const { port } = server.address() as AddressInfo;
    const url = `http://${host}:${port}`;
    log.info({ url, ledger: options.ledger }, `listening on ${url}`);
  });
  server.on("error", (error) => {
    process.stderr.write(`provider: ${error.message}\n`);
    process.exit(1);
  });
  drainOnSignal({
    source: process,
    exit: (code) => process.exit(code),
    async drain() {
      server.close();
      await callbacks?.stop();
      await sandbox.stop();
      ledger.close();
    },
  });
}

function openCallbacks(
  options: ProviderOptions,
  { notices }: Ledger,
  told: Pick<CallbacksOptions, "log" | "onError">,
): Callbacks | undefined {
  const { callbackUrl: url, callbackKey: key, channel } = options;
  if (url === "") return undefined;
  return new Callbacks({
    url,
    key,
    channel,
    notices,
    ...told,
    now: () => Date.now(),
    random: Math.random,
  });
}

function createServer(options: ProviderOptions, sandbox: Sandbox): http2.Http2Server {
  const limit = new ConcurrencyLimit(options.inFlightMax);
  const { silenceMs } = options;
  const adapter = connectNodeAdapter({
    readMaxBytes: messageMaxBytes,
    routes(router) {
      router.service(GatewayService, gatewayService({ sandbox, limit, silenceMs }));
      router.service(SandboxService, sandboxService(sandbox));
    },
  });
  const settings = { maxConcurrentStreams: streamsPerConnectionMax };
  return http2.createServer({ settings }, adapter);
}
