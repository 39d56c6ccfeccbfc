import { EnvelopeCheck, envelopeBytes } from "./envelope-check.ts";
import type { Expectation, StreamState, Tally } from "./envelope-check.ts";
import { WireConnection } from "./wire-connection.ts";
import type { WireHeaders } from "./wire-connection.ts";

/** Subscribers that are opened together. */
export interface FleetPlan {
  readonly url: string;
  readonly headers: WireHeaders;
  /** Enveloped requests in base64; streams take them in turn. */
  readonly bodies: readonly string[];
  readonly connectionCount: number;
  readonly streamsPerConnection: number;
  /** So many of the connections, the last ones, take one window of each stream and then nothing more. */
  readonly stalledConnections?: number;
  readonly expectation: Expectation;
}

export interface FleetTally extends Tally {
  /** Streams that have ended. */
  readonly ended: number;
}

const windowBytes = 2 ** 28;
const stalledWindowBytes = 65_535;

/** Many subscribers of one server, with everything they have received. */
export class Fleet {
  readonly #check: EnvelopeCheck;
  /** Those that stall: what they bring before that is not counted. */
  readonly #stalledCheck: EnvelopeCheck;
  readonly #connections: WireConnection[] = [];
  #ended = 0;

  private constructor(expectation: Expectation) {
    this.#check = new EnvelopeCheck(expectation);
    this.#stalledCheck = new EnvelopeCheck({ preludeCount: expectation.preludeCount });
  }

  /** Opens all connections and sends all requests. */
  static async open(plan: FleetPlan): Promise<Fleet> {
    const fleet = new Fleet(plan.expectation);
    for (let index = 0; index < plan.connectionCount; index += 1)
      fleet.#connections.push(await fleet.#connect(plan, index));
    return fleet;
  }

  tally(): FleetTally {
    const { tally } = this.#check;
    const stalled = this.#stalledCheck.tally;
    return { ...tally, ready: tally.ready + stalled.ready, ended: this.#ended };
  }

  close(): void {
    for (const connection of this.#connections) connection.close();
  }

  async #connect(plan: FleetPlan, index: number): Promise<WireConnection> {
    const { hostname, port, host } = new URL(plan.url);
    const stalls = index >= plan.connectionCount - (plan.stalledConnections ?? 0);
    const check = stalls ? this.#stalledCheck : this.#check;
    const states = Array.from({ length: plan.streamsPerConnection }, (): StreamState => ({
      received: 0,
      partial: undefined,
    }));
    const connection = await WireConnection.open({
      host: hostname,
      port: Number(port),
      windowBytes: stalls ? stalledWindowBytes : windowBytes,
      refills: !stalls,
      data(stream, bytes, start, end) {
        const state = states[stream];
        if (state !== undefined) split(state, bytes, start, end, check);
      },
      ended: () => {
        this.#ended += 1;
      },
    });
    const headers: WireHeaders = [
      [":method", "POST"],
      [":scheme", "http"],
      [":path", "/sluice.live.v1.LiveService/Watch"],
      [":authority", host],
      ...plan.headers,
    ];
    for (let stream = 0; stream < plan.streamsPerConnection; stream += 1) {
      const number = index * plan.streamsPerConnection + stream;
      const body = plan.bodies[number % plan.bodies.length] ?? "";
      connection.request(stream, headers, Buffer.from(body, "base64"));
    }
    return connection;
  }
}

/** Hands over each whole envelope, and keeps the beginning of one that is not. */
function split(
  state: StreamState,
  bytes: Buffer,
  start: number,
  end: number,
  check: EnvelopeCheck,
): void {
  if (state.partial !== undefined) {
    const whole = Buffer.concat([state.partial, bytes.subarray(start, end)]);
    state.partial = undefined;
    split(state, whole, 0, whole.length, check);
    return;
  }
  let at = start;
  while (end - at >= envelopeBytes) {
    const next = at + envelopeBytes + bytes.readUInt32BE(at + 1);
    if (next > end) break;
    check.take(state, bytes, at, next);
    at = next;
  }
  if (at < end) state.partial = Buffer.from(bytes.subarray(at, end));
}
