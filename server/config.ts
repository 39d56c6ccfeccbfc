import { accessSync, constants } from "node:fs";
import { callbackKeysForm, parseCallbackKeys } from "./payments/callback-key.ts";
import type { CallbackKey } from "./payments/callback-key.ts";
import { channelsForm, parseChannels, wrongChannel } from "./payments/channel.ts";
import type { Channel } from "./payments/channel.ts";
import {
  anyText,
  choice,
  integer,
  loadSettings,
  settingsHelp,
  toggle,
  wrongSetting,
} from "./platform/settings.ts";
import type { Setting, SettingValues } from "./platform/settings.ts";

/** Everything that can be set from outside, under the names the program uses. Units stand last. */
export type Config = SettingValues<typeof settings>;

const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"];
const mebibyte = 1024 * 1024;
const minuteMs = 60 * 1000;
const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;

/** One line here is one setting: `headerSizeMaxBytes` is HEADER_SIZE_MAX_BYTES and --header-size-max-bytes. */
const settings = {
  port: integer("", 8080, 0, 65_535, "Port of the one listener; 0 takes any free port."),
  host: anyText("127.0.0.1", "Address to listen on; beyond loopback only with INSECURE=1."),
  dataDir: anyText("./data", "Directory of the embedded database."),
  insecure: toggle("Allow a HOST beyond loopback although callers are not authenticated."),
  tlsCert: anyText("", "File with the TLS certificate chain (PEM); needs TLS_KEY."),
  tlsKey: anyText("", "File with the TLS private key (PEM); needs TLS_CERT."),
  allowedHosts: list("More names that requests may give as their host, separated by commas."),
  logLevel: choice("info", logLevels, "Least severe level that is logged."),
  connectionsMax: integer("", 10_000, 1, 1_000_000, "Connections at once."),
  streamsPerConnectionMax: integer("", 250, 1, 100_000, "HTTP/2 streams at once per connection."),
  headerSizeMaxBytes: integer("bytes", 16_384, 1024, mebibyte, "Size of all request headers."),
  messageSizeMaxBytes: integer(
    "bytes",
    mebibyte,
    1024,
    64 * mebibyte,
    "Size of one request message, also after decompression; a response may have four times that.",
  ),
  sniffTimeoutMs: integer("ms", 5_000, 10, 60_000, "Wait for the first bytes of a connection."),
  headersTimeoutMs: integer("ms", 10_000, 10, 300_000, "Wait for complete request headers."),
  idleTimeoutMs: integer("ms", 300_000, 10, dayMs, "Life of a connection without open calls."),
  keepaliveMs: integer("ms", 30_000, 10, dayMs, "Time between HTTP/2 pings."),
  keepaliveTimeoutMs: integer("ms", 10_000, 10, hourMs, "Wait for the answer to a ping."),
  connectionAgeMaxMs: integer(
    "ms",
    0,
    0,
    30 * dayMs,
    "Age at which a connection is drained; 0: none.",
  ),
  deadlineDefaultMs: integer("ms", 10_000, 1, hourMs, "Deadline of a unary call that names none."),
  deadlineMaxMs: integer("ms", 60_000, 1, hourMs, "Longest deadline of a unary call."),
  streamDeadlineMaxMs: integer("ms", hourMs, 1, dayMs, "Longest life of a streaming call."),
  drainTimeoutMs: integer("ms", 10_000, 0, hourMs, "Wait for open calls when the server stops."),
  inFlightMax: integer("", 10_000, 1, 1_000_000, "Unary calls at once."),
  streamsOpenMax: integer("", 5_000, 1, 1_000_000, "Streaming calls at once."),
  placeOrdersWindow: integer("", 1_024, 1, 65_536, "Orders in flight per PlaceOrders stream."),
  holdMs: integer("ms", 900_000, 1, 7 * dayMs, "How long an unpaid order holds its stock."),
  batchMax: integer("commands", 256, 1, 4_096, "Commands in one transaction."),
  queueMax: integer("commands", 8_192, 1, 1_000_000, "Commands that wait for a transaction."),
  idempotencyDays: integer("days", 7, 7, 3_650, "Life of an idempotency key."),
  logRetentionDays: integer("days", 0, 0, 36_500, "Life of the log, at least 7; 0: for ever."),
  diskFreeMinBytes: integer("bytes", 256 * mebibyte, 0, 2 ** 50, "Below this, writes are refused."),
  checkpointWalBytes: integer("bytes", 4 * mebibyte, 65_536, 2 ** 40, "WAL size to checkpoint at."),
  listScanMaxRows: integer("rows", 5_000, 1, 1_000_000, "Rows that one page of a list may scan."),
  liveTickMs: integer("ms", 20, 0, 10_000, "Shortest time between two frames of a live stream."),
  liveHeartbeatMs: integer("ms", 15_000, 100, hourMs, "Sign of life on a quiet live stream."),
  liveRingBytes: integer(
    "bytes",
    32 * mebibyte,
    65_536,
    2 ** 36,
    "Recent events kept in memory for live streams.",
  ),
  stuckPayingMs: stuckAfter(5 * minuteMs, "a payment under way"),
  stuckPaymentReviewMs: stuckAfter(10 * minuteMs, "an order in review"),
  stuckPaidMs: stuckAfter(dayMs, "a paid order of which nothing was sent"),
  stuckFulfillingMs: stuckAfter(3 * dayMs, "an order that was sent in part"),
  stuckRefundDueMs: stuckAfter(15 * minuteMs, "money that is owed to a buyer"),
  stuckOnHoldMs: stuckAfter(dayMs, "an order on hold"),
  ledgerCheckMs: integer("ms", 1_000, 10, hourMs, "Rest between two checks of the books."),
  paymentHoldExtensionMs: integer(
    "ms",
    120_000,
    0,
    dayMs,
    "Least life of a hold from the moment its order is first paid.",
  ),
  paymentResolveMs: integer(
    "ms",
    60_000,
    100,
    dayMs,
    "How long a charge or refund may be out before people look at it.",
  ),
  paymentChargeDeclinesMax: integer("", 4, 1, 10, "Declines after which a payment has failed."),
  paymentRefundDeclinesMax: integer(
    "",
    8,
    1,
    20,
    "Declines of a refund, one after another, after which people look at it.",
  ),
  paymentChannels: paymentChannels("Payment providers and how they are called; none: no payments."),
  paymentCallbackKeys: paymentCallbackKeys(
    "Keys that providers sign their callbacks with; better not as a flag, which others can see.",
  ),
  paymentInFlightMax: integer(
    "",
    256,
    1,
    10_000,
    "Charges and refunds at once per channel, and as many questions; at most half of what its connection takes.",
  ),
  paymentStepsMax: integer("", 1_024, 1, 10_000, "Payments that are sent or asked about at once."),
  paymentAskFirstMs: integer(
    "ms",
    1_000,
    1,
    hourMs,
    "Longest wait before a channel is asked what became of an attempt; doubled each time.",
  ),
  paymentWaitMaxMs: integer(
    "ms",
    15_000,
    1,
    hourMs,
    "Longest wait before any question about an attempt, and before any new try; longer for what is out for long.",
  ),
  paymentLookSoonMs: integer(
    "ms",
    10 * minuteMs,
    1,
    dayMs,
    "After how long a charge or refund that moved no money is asked about again.",
  ),
  paymentLookLateMs: integer(
    "ms",
    dayMs,
    1,
    365 * dayMs,
    "After how long it is asked about once more; longer than PAYMENT_LOOK_SOON_MS.",
  ),
  paymentLooksPerSecondMax: integer("", 20, 1, 1_000, "Such questions to one channel in a second."),
  paymentUnsafeFailover: toggle(
    "For the drill alone: takes what is unknown for not sent, and so charges cards twice.",
  ),
  paymentConnectTimeoutMs: integer("ms", 1_000, 10, 60_000, "Wait for a connection to a channel."),
  paymentKeepaliveMs: integer(
    "ms",
    20_000,
    100,
    hourMs,
    "Silence after which a connection to a channel is tried before it is used.",
  ),
  paymentBreakerWindowMs: integer(
    "ms",
    10_000,
    100,
    hourMs,
    "How far back a breaker counts calls.",
  ),
  paymentBreakerCallsMin: integer(
    "calls",
    20,
    1,
    1_000_000,
    "Fewer than these in the window do not open a breaker.",
  ),
  paymentBreakerFailurePercent: integer("%", 50, 1, 100, "Failed calls that open a breaker."),
  paymentBreakerOpenMs: integer(
    "ms",
    5_000,
    10,
    hourMs,
    "How long a breaker stays open at least, and half as long again at most.",
  ),
  paymentBreakerProbesMax: integer(
    "calls",
    3,
    1,
    1_000,
    "Probes of a half-open breaker at once, and how many must succeed to close it.",
  ),
  paymentRetriesMax: integer(
    "",
    2,
    0,
    10,
    "Retries of one call to a channel, where they are safe.",
  ),
  paymentRetryPercent: integer("%", 10, 0, 100, "Retries on top of the calls to a channel."),
} as const;

/**
 * Reads the settings from flags (which win), then the environment, then the defaults. An empty environment variable
 * counts as not set. Throws SettingError for the first setting that is wrong.
 */
export function loadConfig(
  env: Readonly<Record<string, string | undefined>>,
  argv: readonly string[],
): Config {
  const config = loadSettings(settings, { env, argv });
  checkTogether(config);
  return config;
}

/** What --help prints. */
export function helpText(): string {
  return `Sluice takes orders at the moment when everyone orders at once.\n\n${settingsHelp(settings)}`;
}

/** True for the names and addresses that only this machine can reach. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}

/** Rules that span settings. */
function checkTogether(config: Config): void {
  if (!isLoopback(config.host) && !config.insecure)
    wrongSetting("host", config.host, "a loopback address, or any with INSECURE=1");
  if (config.tlsCert !== "" && config.tlsKey === "")
    wrongSetting("tlsKey", "", "set when TLS_CERT is");
  if (config.tlsKey !== "" && config.tlsCert === "")
    wrongSetting("tlsCert", "", "set when TLS_KEY is");
  if (config.tlsCert !== "") checkReadable("tlsCert", config.tlsCert);
  if (config.tlsKey !== "") checkReadable("tlsKey", config.tlsKey);
  if (config.deadlineDefaultMs > config.deadlineMaxMs)
    wrongSetting("deadlineDefaultMs", config.deadlineDefaultMs, "at most DEADLINE_MAX_MS");
  if (config.logRetentionDays !== 0 && config.logRetentionDays < config.idempotencyDays)
    wrongSetting(
      "logRetentionDays",
      config.logRetentionDays,
      "0 (for ever), or at least IDEMPOTENCY_DAYS",
    );
  if (config.paymentLookLateMs <= config.paymentLookSoonMs)
    wrongSetting("paymentLookLateMs", config.paymentLookLateMs, "longer than PAYMENT_LOOK_SOON_MS");
  for (const { caFile } of config.paymentChannels)
    if (caFile !== "") checkReadable("paymentChannels", caFile);
  for (const { channel } of config.paymentCallbackKeys)
    if (!config.paymentChannels.some(({ name }) => name === channel))
      wrongSetting("paymentCallbackKeys", `${channel}=...`, "keys of channels in PAYMENT_CHANNELS");
}

function checkReadable(name: keyof Config, path: string): void {
  try {
    accessSync(path, constants.R_OK);
  } catch {
    wrongSetting(name, path, "a file that this process can read");
  }
}

function stuckAfter(fallbackMs: number, what: string): Setting<number> {
  return integer("ms", fallbackMs, 1, 365 * dayMs, `After how long ${what} counts as stuck.`);
}

function list(doc: string): Setting<readonly string[]> {
  const allowed = "host names separated by commas";
  return { unit: "", fallback: [], doc, allowed, parse: parseList };
}

function parseList(given: string): readonly string[] | undefined {
  const entries = given.split(",").map((entry) => entry.trim().toLowerCase());
  return entries.every((entry) => /^[a-z0-9.:[\]-]+$/.test(entry)) ? entries : undefined;
}

function paymentChannels(doc: string): Setting<readonly Channel[]> {
  const form = { allowed: channelsForm, parse: parseChannels, shown: wrongChannel };
  return { unit: "", fallback: [], doc, ...form };
}

function paymentCallbackKeys(doc: string): Setting<readonly CallbackKey[]> {
  const form = { allowed: callbackKeysForm, parse: parseCallbackKeys, shown: withheld };
  return { unit: "", fallback: [], doc, ...form };
}

function withheld(): string {
  return "...";
}
