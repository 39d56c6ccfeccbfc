import type { MessageInitShape } from "@bufbuild/protobuf";
import { ConnectError } from "@connectrpc/connect";
import type { WatchRequestSchema, WatchResponse } from "#gen/sluice/live/v1/live_service_pb.ts";
import { waitFor } from "../wait-for.ts";
import type { LiveClient } from "./live-server.ts";

export type WatchInit = MessageInitShape<typeof WatchRequestSchema>;
export type TopicInit = NonNullable<WatchInit["topics"]>[number];

/** Every event of every order, and every item. */
export const everything: readonly TopicInit[] = [
  { topic: { case: "orders", value: {} } },
  { topic: { case: "stock", value: {} } },
];

/** One stream and what has come over it. */
export class Watching {
  readonly responses: WatchResponse[] = [];
  /** Why it ended; undefined while it is open. */
  error: ConnectError | undefined;
  readonly ended: Promise<void>;
  readonly #abort = new AbortController();

  constructor(
    client: LiveClient,
    request: WatchInit,
    options: { readonly timeoutMs?: number; readonly headers?: Record<string, string> } = {},
  ) {
    const { signal } = this.#abort;
    this.ended = this.#read(client.watch(request, { ...options, signal }));
  }

  cancel(): void {
    this.#abort.abort();
  }

  /** Waits for the end, and answers why. */
  async failure(): Promise<ConnectError> {
    await waitFor("the stream ends", () => this.error !== undefined);
    return this.error ?? new ConnectError("it is open");
  }

  async until(what: string, is: (response: WatchResponse) => boolean): Promise<WatchResponse> {
    const found = (): WatchResponse | undefined => this.responses.find(is);
    await waitFor(what, () => found() !== undefined || this.error !== undefined);
    const response = found();
    if (response === undefined) throw new Error(`never came: ${what}`, { cause: this.error });
    return response;
  }

  async untilSnapshot(): Promise<WatchResponse> {
    return await this.until("the end of the snapshot", ({ snapshotDone }) => snapshotDone);
  }

  /** Seqs of events that came, those of a snapshot left out. */
  get seqs(): readonly bigint[] {
    return this.responses.flatMap(({ events }) =>
      events.flatMap(({ seq }) => (seq > 0n ? [seq] : [])),
    );
  }

  get cursor(): string {
    return this.responses.findLast(({ cursor }) => cursor !== "")?.cursor ?? "";
  }

  async #read(stream: AsyncIterable<WatchResponse>): Promise<void> {
    try {
      for await (const response of stream) this.responses.push(response);
      this.error = new ConnectError("the stream ended without an error");
    } catch (error) {
      this.error = ConnectError.from(error);
    }
  }
}
