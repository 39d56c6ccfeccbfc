import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { FromBuyers, Shop, ToBuyers } from "./buyers-message.ts";
import type { SalePlan } from "./sale.ts";

/** The buyers of one sale, in a process of their own: they must not take the server's event loop. */
export interface BuyersProcess {
  /** Asks them to finish what is in flight. They are killed when they are not gone 5 s later. */
  readonly close: () => void;
  /** Resolves when the process is gone, with what it said on stderr, at most 2,000 characters. Never rejects. */
  readonly gone: Promise<string>;
}

const closeMaxMs = 5_000;
const stderrMax = 2_000;
/** They keep nothing but what is in flight. */
const heapMaxMb = 128;

/** Starts the buyers and tells them to open the sale. */
export function startBuyers(options: {
  readonly shop: Shop;
  readonly plan: SalePlan;
  readonly onMessage: (message: FromBuyers) => void;
}): BuyersProcess {
  const { shop, plan, onMessage } = options;
  // No environment and no flags of ours: under --watch both would make the child report to the watcher.
  const child = fork(fileURLToPath(new URL("buyers-main.ts", import.meta.url)), [], {
    execArgv: [`--max-old-space-size=${heapMaxMb}`],
    env: {},
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  const { promise: gone, resolve } = Promise.withResolvers<string>();
  let stderr = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    stderr = (stderr + text).slice(-stderrMax);
  });
  // Not "close": Node 26 never emits that for a child whose channel was disconnected from this side.
  child.on("exit", () => resolve(stderr));
  child.on("error", (error) => {
    stderr = error.message;
    if (child.pid === undefined) resolve(stderr);
  });
  child.on("message", (message: FromBuyers) => {
    onMessage(message);
    // Said only now: a process that ended by itself could be seen to end before its last word was read.
    if ((message.kind === "closed" || message.kind === "failed") && child.connected)
      child.disconnect();
  });
  const tell = (message: ToBuyers): void => void (child.connected && child.send(message, ignore));
  tell({ kind: "open", shop, plan: { ...plan, seed: String(plan.seed) } });
  return { gone, close: () => closeSoon() };

  function closeSoon(): void {
    tell({ kind: "close" });
    const timer = setTimeout(() => child.kill("SIGKILL"), closeMaxMs);
    child.once("exit", () => clearTimeout(timer));
  }
}

/** A message to a process that has just ended is lost, and its end is heard of anyway. */
function ignore(): void {}
