import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { readLedger } from "../../provider/read-ledger.ts";
import type { Witness } from "../../provider/read-ledger.ts";
import { providerPath } from "../payments/provider-process.ts";
import { startServerProcess } from "../server-process.ts";
import { calmProvider } from "./calm-provider.ts";
import type { Cards } from "./cards.ts";
import { Restartable } from "./restartable.ts";

export interface StageOptions {
  /** Data and ledgers go here. */
  readonly directory: string;
  readonly seed: number;
  readonly cards: Cards;
  /** The file that Sluice's process runs; the real main when left out. */
  readonly entry?: string;
  /** More settings of Sluice, by their environment names. */
  readonly env: Readonly<Record<string, string>>;
}

/** Short, so that some orders are never paid, and many a late payment finds its order expired. */
export const holdMs = 2_500;
const channelNames = ["alpha", "beta"] as const;
const key = "5a".repeat(32);

/** Life at another speed: everything that takes a minute takes a second. */
const sluiceEnv = {
  HOLD_MS: String(holdMs),
  DISK_FREE_MIN_BYTES: "0",
  PAYMENT_CALLBACK_KEYS: channelNames.map((name) => `${name}=${key}`).join(","),
  PAYMENT_HOLD_EXTENSION_MS: "2000",
  PAYMENT_RESOLVE_MS: "1500",
  PAYMENT_ASK_FIRST_MS: "150",
  PAYMENT_WAIT_MAX_MS: "1000",
  PAYMENT_LOOK_SOON_MS: "1500",
  PAYMENT_LOOK_LATE_MS: "6000",
  PAYMENT_LOOKS_PER_SECOND_MAX: "1000",
  PAYMENT_BREAKER_WINDOW_MS: "2000",
  PAYMENT_BREAKER_OPEN_MS: "500",
};
const deadlineMs = 600;

const providerEnv = {
  PROVIDER_SLOW_MS: "1000",
  PROVIDER_LATE_MS: "3000",
  PROVIDER_SILENCE_MS: "1500",
  PROVIDER_CALLBACK_KEY: key,
};

/** A Sluice and two providers, each a process of its own that can be killed and started again. */
export class Stage {
  readonly sluice: Restartable;
  readonly providers: readonly Restartable[];
  readonly dataDir: string;
  readonly #options: StageOptions;

  constructor(options: StageOptions) {
    this.#options = options;
    this.dataDir = join(options.directory, "data");
    mkdirSync(this.dataDir, { recursive: true });
    this.sluice = new Restartable({ name: "sluice", start: (port) => this.#startSluice(port) });
    this.providers = channelNames.map(
      (name) => new Restartable({ name, start: (port) => this.#startProvider(name, port) }),
    );
  }

  /** Starts the providers, which are told where Sluice will be, and then Sluice. It must have run once, for its port. */
  async open(): Promise<void> {
    await Promise.all(this.providers.map((provider) => provider.start()));
    await this.sluice.start();
  }

  /** Fine weather: what the shares decide is approved from now on. */
  async calm(): Promise<void> {
    for (const { url } of this.providers) await calmProvider(url);
  }

  /** What each provider has done, by its channel's name. */
  witnesses(): ReadonlyMap<string, Witness> {
    return new Map(channelNames.map((name) => [name, readLedger(this.#ledgerPath(name))]));
  }

  async close(): Promise<void> {
    await Promise.all([this.sluice, ...this.providers].map((program) => program.stop()));
  }

  async #startSluice(port: number) {
    const channels = this.providers.map(
      ({ name, url }) => `${name}=${url};deadline-ms=${deadlineMs}`,
    );
    const known = port === 0 ? {} : { PAYMENT_CHANNELS: channels.join(",") };
    const { PAYMENT_CALLBACK_KEYS, ...rest } = sluiceEnv;
    const { entry } = this.#options;
    return await startServerProcess({
      dataDir: this.dataDir,
      ...(entry !== undefined && { entry }),
      env: {
        ...rest,
        ...known,
        ...(port !== 0 && { PAYMENT_CALLBACK_KEYS }),
        PORT: String(port),
        ...this.#options.env,
      },
    });
  }

  async #startProvider(channel: string, port: number) {
    const { cards, seed } = this.#options;
    return await startServerProcess({
      dataDir: "",
      entry: providerPath,
      env: {
        ...providerEnv,
        PROVIDER_CHARGES: cards.chargeShares,
        PROVIDER_REFUNDS: cards.refundShares,
        PROVIDER_PORT: String(port),
        PROVIDER_LEDGER: this.#ledgerPath(channel),
        PROVIDER_CHANNEL: channel,
        PROVIDER_CALLBACK_URL: this.sluice.url,
        PROVIDER_SEED: `${seed} ${channel}`,
      },
    });
  }

  #ledgerPath(channel: string): string {
    return join(this.#options.directory, `${channel}.db`);
  }
}
