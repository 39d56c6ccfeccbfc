/** The real server, which on SIGUSR2 collects its garbage and logs what it holds in memory then. SLUICE_BREAK, where set, names a break. */
import { breakSource } from "../break-source.ts";
import { collectGarbage } from "../live/collect-garbage.ts";
import { brokenParts } from "./broken-parts.ts";

if (process.env["SLUICE_BREAK"] !== undefined) breakSource(brokenParts);
process.on("SIGUSR2", () => void report());
await import("../../main.ts");

async function report(): Promise<void> {
  const heapBytes = await collectGarbage();
  const { external } = process.memoryUsage();
  process.stdout.write(
    `${JSON.stringify({ msg: "memory", heapBytes, externalBytes: external })}\n`,
  );
}
