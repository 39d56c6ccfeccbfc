import {
  anyText,
  choice,
  integer,
  loadSettings,
  settingsHelp,
  SettingError,
} from "../platform/settings.ts";
import type { Setting, SettingValues } from "../platform/settings.ts";
import { parseShares } from "./outcome-shares.ts";
import type { OutcomeShare } from "./outcome-shares.ts";

/** What can be set about the sandbox provider. */
export type ProviderOptions = SettingValues<typeof settings>;

const prefix = "PROVIDER_";
const hourMs = 3_600_000;

const settings = {
  port: integer("", 9_000, 0, 65_535, "Port of the loopback address; 0 takes any free port."),
  ledger: anyText("./provider.db", "File of the ledger; made when it is missing."),
  channel: anyText("sandbox", "The name that this provider has in Sluice's PAYMENT_CHANNELS."),
  callbackUrl: anyText("", "Origin of the Sluice that is told of results; none: nobody is told."),
  callbackKey: callbackKey("The key to sign callbacks with, as in PAYMENT_CALLBACK_KEYS."),
  charges: shares("How often a charge ends how, where its card token does not say."),
  refunds: shares("The same for refunds."),
  seed: anyText("1", "The same seed deals with the same attempt id alike."),
  slowMs: integer("ms", 1_500, 0, 60_000, "How long a slow outcome takes."),
  lateMs: integer("ms", 3_000, 0, hourMs, "How long a late outcome is pending."),
  silenceMs: integer("ms", 30_000, 0, 120_000, "How long a call that is not answered is held."),
  inFlightMax: integer("", 2_000, 1, 100_000, "Calls at once."),
  logLevel: choice("info", ["debug", "info", "warn", "error", "silent"], "Least level logged."),
} as const;

/** Reads flags and PROVIDER_ variables. Throws SettingError. */
export function loadOptions(
  env: Readonly<Record<string, string | undefined>>,
  argv: readonly string[],
): ProviderOptions {
  const options = loadSettings(settings, { env, argv, prefix });
  if (options.callbackUrl !== "" && options.callbackKey.length === 0)
    throw new SettingError("PROVIDER_CALLBACK_KEY is not set; it must be when CALLBACK_URL is");
  return options;
}

/** What --help prints. */
export function providerHelp(): string {
  return `A payment provider that fails on purpose, for tests.\n\n${settingsHelp(settings, prefix)}`;
}

function shares(doc: string): Setting<readonly OutcomeShare[]> {
  const fallback: readonly OutcomeShare[] = [{ outcome: "approve", weight: 1 }];
  const allowed = "outcome=weight, separated by commas";
  return {
    unit: "",
    fallback,
    doc: `${doc} Without it all are approved.`,
    allowed,
    parse: parseShares,
  };
}

function callbackKey(doc: string): Setting<Uint8Array> {
  const allowed = "64 to 128 hexadecimal digits";
  const fallback = new Uint8Array(0);
  return { unit: "", fallback, doc, allowed, parse: parseKey, shown: () => "..." };
}

function parseKey(text: string): Uint8Array | undefined {
  return /^(?:[0-9a-fA-F]{2}){32,64}$/.test(text) ? Uint8Array.fromHex(text) : undefined;
}
