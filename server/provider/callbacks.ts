import type { Client } from "@connectrpc/connect";
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { CallbackService } from "#gen/sluice/gateway/v1/callback_service_pb.ts";
import { backoffMs } from "../platform/backoff.ts";
import { EarliestTimer } from "../platform/earliest-timer.ts";
import type { Logger } from "../platform/log.ts";
import { sign } from "../platform/signature.ts";
import type { NoticeRows, OpenNotice } from "./notice-rows.ts";

export interface CallbacksOptions {
  readonly notices: NoticeRows;
  readonly url: string;
  readonly channel: string;
  readonly key: Uint8Array;
  readonly now: () => number;
  readonly random: () => number;
  readonly log: Logger;
  /** Told of a ledger that failed. */
  readonly onError: (error: unknown) => void;
}

const inFlightMax = 16;
const timeoutMs = 5_000;
const backoffLimits = { baseMs: 200, maxMs: 10_000 };
/** What has not arrived by then is given up. */
const lifeMs = 3 * 24 * 3_600_000;

/**
 * Sends the callbacks of the ledger, each until it has arrived: signed anew with each try, with growing pauses. One that was
 * sent when the process was killed is sent again after the next start.
 */
export class Callbacks {
  readonly #options: CallbacksOptions;
  readonly #client: Client<typeof CallbackService>;
  readonly #inFlight = new Set<number>();
  readonly #timer: EarliestTimer;
  readonly #closing = new AbortController();

  constructor(options: CallbacksOptions) {
    const { url, now } = options;
    this.#options = options;
    this.#client = createClient(CallbackService, createGrpcTransport({ baseUrl: url }));
    this.#timer = new EarliestTimer({
      now,
      look: () => this.#pump(),
      onError: options.onError,
    });
  }

  /** Call it when callbacks were written, and at the start. */
  look(): void {
    this.#timer.due(this.#options.now());
  }

  async stop(): Promise<void> {
    this.#closing.abort();
    await this.#timer.stop();
  }

  /** Sends what is due, and answers when the next of those that there is room for is. */
  #pump(): number | undefined {
    const nowMs = this.#options.now();
    for (const notice of this.#waiting()) if (notice.dueAtMs <= nowMs) void this.#send(notice);
    return this.#waiting()[0]?.dueAtMs;
  }

  /** The callbacks that are not on their way and may go next: as many as there is room for. */
  #waiting(): readonly OpenNotice[] {
    const room = inFlightMax - this.#inFlight.size;
    const open = room === 0 ? [] : this.#options.notices.open(inFlightMax);
    return open.filter(({ noticeId }) => !this.#inFlight.has(noticeId)).slice(0, room);
  }

  async #send(notice: OpenNotice): Promise<void> {
    const { notices } = this.#options;
    this.#inFlight.add(notice.noticeId);
    try {
      await this.#notify(notice.body);
      notices.arrived(notice.noticeId);
    } catch (error) {
      if (!this.#closing.signal.aborted) this.#failed(notice, error);
    } finally {
      this.#inFlight.delete(notice.noticeId);
      this.look();
    }
  }

  async #notify(body: Uint8Array): Promise<void> {
    const { channel, key, now } = this.#options;
    const signedAtMs = BigInt(now());
    const signature = sign(key, { name: channel, signedAtMs, body });
    const { signal } = this.#closing;
    await this.#client.notify(
      { channel, signedAtMs, notice: body, signature },
      { timeoutMs, signal },
    );
  }

  #failed({ noticeId, createdAtMs, tries }: OpenNotice, error: unknown): void {
    const { notices, now, random, log } = this.#options;
    log.debug({ err: error, noticeId, tries }, "a callback has not arrived");
    const isHopeless = ConnectError.from(error).code === Code.InvalidArgument;
    if (isHopeless || now() - createdAtMs > lifeMs) notices.giveUp(noticeId);
    else notices.postpone(noticeId, Math.ceil(now() + backoffMs(tries, backoffLimits, random)));
  }
}
