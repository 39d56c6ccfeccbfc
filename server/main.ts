import { randomUUID } from "node:crypto";
import { createServices, describedServices, observePlaceOrder } from "./services.ts";
import { helpText, loadConfig } from "./config.ts";
import type { Config } from "./config.ts";
import { processClock } from "./core/clock.ts";
import { uuidV7Maker } from "./core/ids.ts";
import { ChannelRoom } from "./jobs/channel-room.ts";
import { HoldTimer } from "./jobs/hold-timer.ts";
import { isAnswer } from "./jobs/look-times.ts";
import { PaymentWorker } from "./jobs/payment-worker.ts";
import { Reconciler } from "./jobs/reconciler.ts";
import type { RecordDependencies } from "./jobs/record-attempt.ts";
import { LedgerChecker } from "./jobs/ledger-checker.ts";
import { startLive } from "./live/live.ts";
import type { Live } from "./live/live.ts";
import type { Gateway } from "./payments/gateway.ts";
import { drainOnSignal } from "./platform/lifecycle.ts";
import { createLogger } from "./platform/log.ts";
import type { Logger } from "./platform/log.ts";
import { createMetrics } from "./platform/metrics.ts";
import type { Metrics } from "./platform/metrics.ts";
import { SettingError, wantsHelp } from "./platform/settings.ts";
import { SaleRunner } from "./practice/sale-runner.ts";
import { createGateway } from "./rpc/gateway/gateway-client.ts";
import type { ClosableGateway } from "./rpc/gateway/gateway-client.ts";
import { createHealth } from "./rpc/health.ts";
import { createServer } from "./rpc/server.ts";
import { DatabaseTooNew } from "./storage/sqlite/migrate.ts";
import { DirectoryInUse } from "./storage/sqlite/directory-lock.ts";
import { openSqliteStorage } from "./storage/sqlite/sqlite-storage.ts";
import type { SqliteStorage } from "./storage/sqlite/sqlite-storage.ts";

/** What callers refused by a failed commit get to hear it before the process ends. */
const lastWordsMs = 200;
/** For channels to answer when the server stops; what has no answer then is asked after the next start. */
const lastAnswersMs = 2_000;
const dayMs = 24 * 60 * 60 * 1_000;

type Recording = RecordDependencies & {
  readonly storage: SqliteStorage;
  readonly gateway: Gateway;
};

await main(process.argv.slice(2));

/** Composition root: config, storage, jobs, services, listen, drain. */
async function main(argv: readonly string[]): Promise<void> {
  if (wantsHelp(argv)) {
    process.stdout.write(`${helpText()}\n`);
    return;
  }
  try {
    await start(loadConfig(process.env, argv));
  } catch (error) {
    if (!isOperational(error)) throw error;
    process.stderr.write(`sluice: ${error.message}\n`);
    process.exitCode = 1;
  }
}

async function start(config: Config): Promise<void> {
  const log = createLogger({ level: config.logLevel });
  const storage = openStorage(config, log);
  const gateway = await openGateway(config, storage, log);
  const recording = recordingOf(config, storage, gateway);
  const ledger = startLedgerCheck(config, storage, log);
  const live = await openLive(config, { storage, gateway, ledger });
  const metrics = observePlaceOrder(createMetrics(), live);
  const health = createHealth(describedServices);
  const practice = openPractice(storage, log);
  const worker = startPayments(config, recording, log);
  const server = createServer({
    config,
    log,
    metrics,
    ...createServices({ storage, live, practice, recording, worker, ledger, config }),
    describedServices,
    health,
  });
  observeStorage(metrics, storage);
  metrics.gauge(
    "payments_waiting",
    "Payments that wait for room at a channel",
    () => worker.waitingCount,
  );
  const onError = (err: unknown): void => log.error({ err }, "holds could not be expired");
  const holdTimer = new HoldTimer({ storage, clock: storage.clock, onError });
  const reconciler = startReconciler(config, recording, { log, metrics });
  const { url } = await server.listen();
  health.set(true);
  practice.open({ url, tlsCert: config.tlsCert });
  drainOnSignal({
    source: process,
    exit: (code) => process.exit(code),
    drain: async (signal) => {
      log.info({ signal }, "draining");
      await Promise.all([practice.close(), server.drain()]);
      await Promise.all([holdTimer.stop(), ledger.stop()]);
      await Promise.all([
        worker.stop({ graceMs: lastAnswersMs, cut: () => gateway.close() }),
        reconciler.stop(),
      ]);
      live.stop();
      await storage.close();
      log.info({ headSeq: storage.status().headSeq }, "stopped");
    },
  });
  // Whoever reads this line may signal at once.
  log.info(
    { url, dataDir: config.dataDir, headSeq: storage.status().headSeq },
    `listening on ${url}`,
  );
}

function openStorage(config: Config, log: Logger): SqliteStorage {
  return openSqliteStorage({
    directory: config.dataDir,
    makeClock: (floorMs) =>
      processClock(
        { wallMs: () => Date.now(), monotonicMs: () => performance.now() },
        { floorMs, onJump: (aheadMs) => log.warn({ aheadMs }, "the wall clock jumped ahead") },
      ),
    holdMs: config.holdMs,
    payments: {
      holdExtensionMs: config.paymentHoldExtensionMs,
      resolveMs: config.paymentResolveMs,
      chargeDeclinesMax: config.paymentChargeDeclinesMax,
      refundDeclinesMax: config.paymentRefundDeclinesMax,
      lookSoonMs: config.paymentLookSoonMs,
    },
    batchMax: config.batchMax,
    queueMax: config.queueMax,
    diskFreeMinBytes: config.diskFreeMinBytes,
    checkpointWalBytes: config.checkpointWalBytes,
    scanMaxRows: config.listScanMaxRows,
    retention: {
      recordMs: config.idempotencyDays * dayMs,
      logMs: config.logRetentionDays === 0 ? undefined : config.logRetentionDays * dayMs,
    },
    onFatal(err) {
      log.fatal({ err }, "a commit failed; nothing more can be promised, so the process ends");
      setTimeout(() => process.exit(1), lastWordsMs);
    },
  });
}

/** Books that do not add up are told at once, with what is wrong: nothing else may tell it. */
function startLedgerCheck(config: Config, storage: SqliteStorage, log: Logger): LedgerChecker {
  const ledger = new LedgerChecker({
    storage,
    clock: storage.clock,
    everyMs: config.ledgerCheckMs,
    onError: (err) => log.error({ err }, "the books could not be checked"),
  });
  ledger.onChange(({ faultCount, faults }) =>
    faultCount === 0
      ? log.info("the books add up again")
      : log.error({ faultCount, faults: faults.slice(0, 5) }, "the books do not add up"),
  );
  return ledger;
}

/** Who switched a channel, and what its breaker does, is told: when money does not move, this is where people look. */
async function openGateway(
  config: Config,
  storage: SqliteStorage,
  log: Logger,
): Promise<ClosableGateway> {
  const { clock } = storage;
  const switches = await storage.channelSwitches();
  const onUnreachable = (channel: string, err: Error): void =>
    log.warn({ channel, err }, "a payment channel cannot be reached");
  const gateway = createGateway({ config, clock, random: Math.random, switches, onUnreachable });
  gateway.onChange(({ name, mode, breaker, switched }) =>
    log.warn({ channel: name, mode, breaker, switched }, "a payment channel changed"),
  );
  return gateway;
}

function openLive(
  config: Config,
  sources: { storage: SqliteStorage; gateway: Gateway; ledger: LedgerChecker },
): Promise<Live> {
  const { storage, gateway, ledger } = sources;
  return startLive({
    storage,
    gateway,
    ledger: { state: () => ledger.state(), onChange: (listener) => ledger.onChange(listener) },
    clock: storage.clock,
    tickMs: config.liveTickMs,
    heartbeatMs: config.liveHeartbeatMs,
    ringMaxBytes: config.liveRingBytes,
  });
}

function recordingOf(config: Config, storage: SqliteStorage, gateway: Gateway): Recording {
  const limits = { askFirstMs: config.paymentAskFirstMs, waitMaxMs: config.paymentWaitMaxMs };
  return { storage, gateway, clock: storage.clock, random: Math.random, limits };
}

function startPayments(config: Config, recording: Recording, log: Logger): PaymentWorker {
  const { paymentStepsMax, paymentUnsafeFailover: unsafeFailover } = config;
  if (unsafeFailover) log.error("PAYMENT_UNSAFE_FAILOVER is set: cards are charged twice");
  return new PaymentWorker({
    ...recording,
    room: new ChannelRoom(),
    inFlightMax: paymentStepsMax,
    unsafeFailover,
    onError: (err) => log.error({ err }, "a step of a payment failed"),
  });
}

/** What was taken and not told is told here: a channel that does so is one to talk to. */
function startReconciler(
  config: Config,
  recording: Recording,
  { log, metrics }: { readonly log: Logger; readonly metrics: Metrics },
): Reconciler {
  const taken = metrics.counter("payment_looks_total", "Questions about payments' ended attempts");
  const silent = metrics.counter("payment_looks_silent_total", "Of them those without an answer");
  const news = metrics.counter("payment_looks_news_total", "Of them those that said otherwise");
  return new Reconciler({
    ...recording,
    looks: { soonMs: config.paymentLookSoonMs, lateMs: config.paymentLookLateMs },
    perSecondMax: config.paymentLooksPerSecondMax,
    onLook({ payment: { paymentId, orderId }, attempt, result, isNews }) {
      taken.inc();
      if (!isAnswer(result)) silent.inc();
      if (!isNews) return;
      news.inc();
      const { attemptId, channel, kind, status: ended } = attempt;
      const found = { paymentId, orderId, attemptId, channel, kind, ended, said: result.kind };
      log.warn(found, "a channel says otherwise of an attempt that had ended");
    },
    onError: (err) => log.error({ err }, "an ended attempt could not be asked about"),
  });
}

function openPractice({ clock }: SqliteStorage, log: Logger): SaleRunner {
  const newId = uuidV7Maker(clock, () => randomUUID().slice(19));
  return new SaleRunner({ clock, newId, log });
}

function observeStorage(metrics: Metrics, storage: SqliteStorage): void {
  const gauge = (name: string, help: string, value: () => number): void =>
    metrics.gauge(`storage_${name}`, help, value);
  gauge("head_seq", "Number of the last event", () => storage.status().headSeq);
  gauge("queued", "Commands that wait for a batch", () => storage.status().queuedCount);
  gauge("disk_free_bytes", "Room on the disk", () => storage.status().diskFreeBytes);
  gauge("writable", "1 while writes are taken", () => Number(storage.status().writable));
}

/** Errors that a person who starts the program can do something about: one line, no stack. */
function isOperational(error: unknown): error is Error {
  if (error instanceof SettingError) return true;
  if (error instanceof DirectoryInUse || error instanceof DatabaseTooNew) return true;
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" && /^(E[A-Z]+|ERR_SQLITE_ERROR|ERR_OSSL.*)$/.test(code);
}
