import { join } from "node:path";
import { readLedger } from "../../provider/read-ledger.ts";
import type { Witness } from "../../provider/read-ledger.ts";
import { calmProvider } from "../pay-drill/calm-provider.ts";
import { providerPath } from "../payments/provider-process.ts";
import { startServerProcess } from "../server-process.ts";

/** A provider beside the server that is killed: it lives on, and its ledger is the witness of what has moved. */
export interface Channel {
  /** Settings of the server, by their environment names. */
  readonly env: Readonly<Record<string, string>>;
  /** From now on everything is approved. */
  readonly calm: () => Promise<void>;
  readonly witnesses: () => ReadonlyMap<string, Witness>;
  readonly stop: () => Promise<unknown>;
}

const name = "alpha";
const deadlineMs = 300;

/**
 * No callbacks, since the server is at another port after each kill: what is unknown it asks about. So nothing changes its mind either, for
 * nobody would hear of it.
 */
const providerEnv = {
  PROVIDER_PORT: "0",
  PROVIDER_CHARGES:
    "approve=72,decline_soft=6,decline_hard=5,timeout_charged=3,timeout_not_charged=3,error=3,error_charged=3,late=3",
  PROVIDER_REFUNDS:
    "approve=75,decline_soft=5,timeout_charged=5,timeout_not_charged=4,error_charged=5,late=4",
  PROVIDER_SLOW_MS: "400",
  PROVIDER_LATE_MS: "400",
  PROVIDER_SILENCE_MS: "600",
};

/** Everything that takes a minute takes a second. */
const serverEnv = {
  PAYMENT_HOLD_EXTENSION_MS: "1200",
  PAYMENT_RESOLVE_MS: "1000",
  PAYMENT_ASK_FIRST_MS: "150",
  PAYMENT_WAIT_MAX_MS: "600",
};

/** Starts one with its ledger in a directory. The same attempt has the same outcome for the same seed. */
export async function startChannel(directory: string, seed: number): Promise<Channel> {
  const ledgerPath = join(directory, `${name}.db`);
  const provider = await startServerProcess({
    dataDir: "",
    entry: providerPath,
    env: { ...providerEnv, PROVIDER_LEDGER: ledgerPath, PROVIDER_SEED: `${seed}` },
  });
  return {
    env: { ...serverEnv, PAYMENT_CHANNELS: `${name}=${provider.url};deadline-ms=${deadlineMs}` },
    calm: async () => await calmProvider(provider.url),
    witnesses: () => new Map([[name, readLedger(ledgerPath)]]),
    stop: provider.stop,
  };
}
