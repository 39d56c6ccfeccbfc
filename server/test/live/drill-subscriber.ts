import * as http2 from "node:http2";
import { create, toBinary, toJsonString } from "@bufbuild/protobuf";
import { WatchRequestSchema } from "#gen/sluice/live/v1/live_service_pb.ts";
import { topicSet } from "../../live/topic-set.ts";
import type { TopicSet } from "../../live/topic-set.ts";
import { parseWatch } from "../../live/watch-message.ts";
import type { Random } from "../kill/random.ts";
import { envelope } from "../rpc-raw-client.ts";
import { responseOf, splitEnvelopes } from "./fake-sink.ts";
import { WatchedState } from "./watched-state.ts";
import type { TopicInit } from "./watching.ts";

/** How a subscriber reads: as fast as it can, a few bytes at a time, or not at all before the end. */
export type Pace = "brisk" | "trickle" | "stall";

export interface SubscriberOptions {
  readonly topics: readonly TopicInit[];
  readonly pace: Pace;
  readonly random: Random;
  /** Where the server is now; undefined while it is down. */
  readonly url: () => string | undefined;
  /** The connection that brisk readers share. */
  readonly shared: SharedSession;
}

const path = "/sluice.live.v1.LiveService/Watch";
const trickleBytes = 300;

/** The wires that subscribers use; envelopes are alike in all of them. */
const wires = [
  { type: "application/grpc+proto", codec: "proto", accept: "grpc-accept-encoding" },
  { type: "application/connect+proto", codec: "proto", accept: "connect-accept-encoding" },
  { type: "application/connect+json", codec: "json", accept: "connect-accept-encoding" },
  { type: "application/grpc-web+proto", codec: "proto", accept: "grpc-accept-encoding" },
] as const;

/** One subscriber of the drill over all of its streams: it comes back by its last cursor whenever a stream ends. */
export class DrillSubscriber {
  readonly state = new WatchedState();
  readonly set: TopicSet;
  connectCount = 0;
  resumeCount = 0;
  readonly #options: SubscriberOptions;
  readonly #wire: (typeof wires)[number];
  readonly #gzip: boolean;
  #pace: Pace;
  #stream: http2.ClientHttp2Stream | undefined;
  /** Its own connection: one that does not read would hold up the others on it. */
  #session: http2.ClientHttp2Session | undefined;
  #rest: Buffer = Buffer.alloc(0);
  #retryAtMs = 0;

  constructor(options: SubscriberOptions) {
    this.#options = options;
    this.#pace = options.pace;
    this.#wire = options.random.pick(wires);
    this.#gzip = options.random.chance(0.5);
    this.set = topicSet([]);
    const request = create(WatchRequestSchema, { topics: [...options.topics] as never[] });
    this.set = parseWatch(request).set;
  }

  /** To be called every 100 ms or so: opens a stream if there is none, reads some, breaks one now and then. */
  act(nowMs: number, breakShare: number): void {
    const { random } = this.#options;
    if (this.#stream === undefined) {
      if (nowMs >= this.#retryAtMs) this.#connect();
    } else if (random.chance(breakShare)) {
      this.#break(nowMs);
    } else if (this.#pace === "trickle") {
      const bytes = this.#stream.read(trickleBytes) as Buffer | null;
      if (bytes !== null) this.#take(bytes);
    }
  }

  /** From here on it reads as fast as it can. */
  hurry(): void {
    if (this.#pace === "brisk") return;
    this.#pace = "brisk";
    // A stream with a "readable" listener does not flow.
    this.#stream?.removeAllListeners("readable");
    this.#stream?.on("data", (bytes: Buffer) => this.#take(bytes)).resume();
  }

  close(): void {
    const stream = this.#stream;
    this.#stream = undefined;
    stream?.close(http2.constants.NGHTTP2_CANCEL);
    this.#session?.destroy();
    this.#session = undefined;
  }

  #connect(): void {
    const url = this.#options.url();
    if (url === undefined) return;
    this.state.connect();
    this.connectCount += 1;
    if (this.state.cursor !== "") this.resumeCount += 1;
    this.#rest = Buffer.alloc(0);
    const stream = this.#open(url);
    this.#stream = stream;
    stream.on("error", () => {});
    stream.on("close", () => {
      if (this.#stream !== stream) return;
      this.#stream = undefined;
      this.#retryAtMs = performance.now() + this.#options.random.between(20, 400);
      this.#session?.destroy();
      this.#session = undefined;
    });
    stream.end(this.#request());
    if (this.#pace === "brisk") stream.on("data", (bytes: Buffer) => this.#take(bytes));
    // Without "data" nothing flows; "readable" makes `read` work, for one who trickles.
    else if (this.#pace === "trickle") stream.on("readable", () => {});
  }

  #open(url: string): http2.ClientHttp2Stream {
    const session = this.#pace === "brisk" ? this.#options.shared.at(url) : this.#ownSession(url);
    return session.request({
      ":method": "POST",
      ":path": path,
      "content-type": this.#wire.type,
      ...(this.#gzip && { [this.#wire.accept]: "gzip" }),
    });
  }

  #ownSession(url: string): http2.ClientHttp2Session {
    const session = http2.connect(url);
    session.on("error", () => {});
    this.#session = session;
    return session;
  }

  #request(): Uint8Array {
    const { topics } = this.#options;
    const init = {
      topics: [...topics] as never[],
      cursor: this.state.cursor,
      snapshotLimit: 1_000,
    };
    const request = create(WatchRequestSchema, init);
    const { codec } = this.#wire;
    if (codec === "proto") return envelope(toBinary(WatchRequestSchema, request));
    return envelope(Buffer.from(toJsonString(WatchRequestSchema, request)));
  }

  #break(nowMs: number): void {
    this.close();
    this.#retryAtMs = nowMs + this.#options.random.between(0, 300);
  }

  #take(bytes: Buffer): void {
    const { envelopes, rest } = splitEnvelopes(Buffer.concat([this.#rest, bytes]));
    this.#rest = rest;
    for (const each of envelopes) {
      // The end of a stream of Connect or gRPC-Web is no message.
      if (each.flags <= 1) this.state.apply(responseOf(each, this.#wire.codec));
    }
  }
}

/** One connection for many streams, made anew when the server is. */
export class SharedSession {
  #session: http2.ClientHttp2Session | undefined;
  #url = "";

  at(url: string): http2.ClientHttp2Session {
    if (this.#session === undefined || this.#session.closed || url !== this.#url) {
      this.#session?.destroy();
      const session = http2.connect(url);
      session.on("error", () => {});
      session.on("goaway", () => session.close());
      session.setMaxListeners(0);
      this.#session = session;
      this.#url = url;
    }
    return this.#session;
  }

  close(): void {
    this.#session?.destroy();
  }
}
