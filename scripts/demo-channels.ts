import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Config } from "../server/config.ts";
import { urlOf } from "./url-of.ts";

/** The sandbox providers of a demo: two, so that a visitor can switch one off and watch the other take over. */
export interface DemoChannels {
  /** What the server has to know of them, by the names of its settings. */
  readonly env: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

/** The main channel has bad days; what it declines softly, the backup takes. */
const providers = [
  {
    name: "alpha",
    options: ";deadline-ms=2000",
    charges: "approve=88,decline_soft=5,decline_hard=3,late=3,timeout_told=1",
  },
  { name: "beta", options: ";deadline-ms=2000;priority=1", charges: "approve=97,decline_soft=3" },
] as const;

/** Starts them, with their ledgers in the data directory. They tell results to the server when they can know where it will be. */
export async function startChannels(config: Config): Promise<DemoChannels> {
  const callbackUrl = callbackUrlOf(config);
  mkdirSync(config.dataDir, { recursive: true });
  const started = await Promise.all(
    providers.map(async ({ name, options, charges }) => {
      const key = randomBytes(32).toString("hex");
      const child = startProvider({
        PROVIDER_PORT: "0",
        PROVIDER_LEDGER: join(config.dataDir, `sandbox-${name}.db`),
        PROVIDER_CHANNEL: name,
        PROVIDER_CHARGES: charges,
        ...(callbackUrl !== undefined && {
          PROVIDER_CALLBACK_URL: callbackUrl,
          PROVIDER_CALLBACK_KEY: key,
        }),
      });
      const url = await urlOf(child);
      if (url === undefined) throw new Error(`the sandbox provider ${name} did not start`);
      return { child, channel: `${name}=${url}${options}`, key: `${name}=${key}` };
    }),
  );
  return {
    env: {
      PAYMENT_CHANNELS: started.map(({ channel }) => channel).join(","),
      PAYMENT_CALLBACK_KEYS: started.map(({ key }) => key).join(","),
    },
    async stop() {
      await Promise.all(started.map(({ child }) => end(child)));
    },
  };
}

/** Undefined when the port is not chosen yet, and over TLS, whose certificate a sandbox does not know. */
function callbackUrlOf({ port, tlsCert, host }: Config): string | undefined {
  if (port === 0 || tlsCert !== "") return undefined;
  const address = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "::1" : host;
  return `http://${address.includes(":") ? `[${address}]` : address}:${port}`;
}

/** A process group of its own, as the server has one: what Ctrl-C ends is the demo, which ends the others in order. */
function startProvider(env: Readonly<Record<string, string>>): ChildProcess {
  const preload = new URL("end-with-parent.ts", import.meta.url).href;
  const main = fileURLToPath(new URL("../server/provider/main.ts", import.meta.url));
  return spawn(process.execPath, ["--import", preload, main], {
    detached: true,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  child.on("exit", () => resolve());
  child.kill("SIGTERM");
  await promise;
}
