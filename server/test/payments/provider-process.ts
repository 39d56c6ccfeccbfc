import { join } from "node:path";
import type { TestContext } from "node:test";
import { readLedger } from "../../provider/read-ledger.ts";
import type { Witness } from "../../provider/read-ledger.ts";
import { startServerProcess } from "../server-process.ts";
import type { ServerProcess } from "../server-process.ts";
import { tempDirectory } from "../temp-directory.ts";

/** A sandbox provider in a process of its own. */
export interface ProviderProcess extends ServerProcess {
  readonly ledgerPath: string;
  /** What its ledger says, now or after its end. */
  readonly witness: () => Witness;
}

export const providerPath = new URL("../../provider/main.ts", import.meta.url).pathname;

/** Starts one with a ledger of its own, or with the ledger of one that has ended. Settings as PROVIDER_ variables. */
export async function startProvider(
  t: TestContext,
  env: Readonly<Record<string, string>> = {},
  ledgerPath = join(tempDirectory(t), "provider.db"),
): Promise<ProviderProcess> {
  const provider = await startServerProcess({
    dataDir: "",
    entry: providerPath,
    env: { PROVIDER_PORT: "0", PROVIDER_LEDGER: ledgerPath, ...env },
  });
  t.after(provider.kill);
  return { ...provider, ledgerPath, witness: () => readLedger(ledgerPath) };
}
