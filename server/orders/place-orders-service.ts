import { ConnectError } from "@connectrpc/connect";
import type { HandlerContext } from "@connectrpc/connect";
import type {
  PlaceOrdersRequest,
  PlaceOrdersResponse,
} from "#gen/sluice/orders/v1/order_service_pb.ts";
import { shortened } from "../core/shortened.ts";
import { applyWithPatience } from "../rpc/apply-command.ts";
import { onDrain } from "../rpc/call-context.ts";
import { toRpcStatus } from "../rpc/errors.ts";
import { storageError } from "../rpc/storage-error.ts";
import type { Storage } from "../storage/storage.ts";
import { parsePlaceOrder, placeOrderResponse } from "./place-order-message.ts";

interface Dependencies {
  readonly storage: Storage;
  readonly placeOrdersWindow: number;
}

/**
 * Answers many orders over one stream, in the order they are decided. An order that is refused is answered with its
 * error and the stream goes on. At most `placeOrdersWindow` orders are read and not yet answered; past that, and while
 * the storage has no room, the next request is not read, and flow control holds the client back. When the client ends
 * its side, or the server drains, what was read is answered first.
 */
export async function* placeOrders(
  { storage, placeOrdersWindow }: Dependencies,
  requests: AsyncIterable<PlaceOrdersRequest>,
  context: HandlerContext,
): AsyncGenerator<PlaceOrdersResponse> {
  const run = new Run(storage, placeOrdersWindow, context);
  void run.readAll(requests);
  for (;;) {
    const answer = await run.nextAnswer();
    if (answer === undefined) return;
    yield answer;
    run.answered();
  }
}

/**
 * One stream. Two loops work on it, the reader of requests and the writer of answers; each sleeps on one promise of its
 * own. (Racing every read against an end signal is shorter, but each race leaves a reaction on the long-lived promise.)
 * All that can end the stream wakes both: a generator that is suspended when its client goes away never runs its
 * `finally`, so nothing here waits for one.
 */
class Run {
  readonly #storage: Storage;
  readonly #window: number;
  readonly #context: HandlerContext;
  readonly #answers: PlaceOrdersResponse[] = [];
  /** Orders that were read and whose answers were not written. */
  #openCount = 0;
  /** No more requests will be read. */
  #ended = false;
  #failure: unknown;
  readonly #reader = new Sleeper();
  readonly #writer = new Sleeper();

  constructor(storage: Storage, window: number, context: HandlerContext) {
    this.#storage = storage;
    this.#window = window;
    this.#context = context;
    context.signal.addEventListener("abort", () => this.#end(), { once: true });
    onDrain(context, () => this.#end());
  }

  /**
   * Reads requests while there is room, and starts each. Never rejects. Not a `for await`: that one reads before it
   * can be made to wait, and gives the stream up when it is left while answers are still to be written.
   */
  async readAll(requests: AsyncIterable<PlaceOrdersRequest>): Promise<void> {
    const { signal } = this.#context;
    const iterator = requests[Symbol.asyncIterator]();
    try {
      for (;;) {
        await this.#storage.whenRoom(signal);
        while (this.#openCount >= this.#window && !this.#ended) await this.#reader.sleep();
        if (this.#ended) return;
        const { done, value } = await iterator.next();
        if (done === true) break;
        if (this.#ended) return;
        this.#openCount += 1;
        void this.#place(value);
      }
    } catch (error) {
      this.#failure ??= storageError(error, signal);
    }
    this.#end();
  }

  /** The next answer; undefined when the stream has come to its end. Throws what ended it early. */
  async nextAnswer(): Promise<PlaceOrdersResponse | undefined> {
    const { signal } = this.#context;
    for (;;) {
      if (signal.aborted) throw signal.reason;
      const answer = this.#answers.shift();
      if (answer !== undefined) return answer;
      if (this.#ended && this.#openCount === 0) {
        if (this.#failure !== undefined) throw this.#failure;
        return undefined;
      }
      await this.#writer.sleep();
    }
  }

  /** The last answer was written: there is room for one more order. */
  answered(): void {
    this.#openCount -= 1;
    this.#reader.wake();
  }

  /** Never rejects: what is not an answer is a bug, and ends the stream. */
  async #place(request: PlaceOrdersRequest): Promise<void> {
    try {
      const idempotencyKey = shortened(request.idempotencyKey, echoMaxLength);
      const result = await this.#resultOf(request);
      this.#answers.push({ $typeName: typeName, idempotencyKey, result });
      this.#writer.wake();
    } catch (error) {
      this.#failure ??= error;
      this.#openCount -= 1;
      this.#end();
    }
  }

  async #resultOf(request: PlaceOrdersRequest): Promise<PlaceOrdersResponse["result"]> {
    try {
      const asked = parsePlaceOrder(request);
      const outcome = await applyWithPatience(this.#storage, this.#context, asked);
      return { case: "ok", value: placeOrderResponse(outcome) };
    } catch (error) {
      if (error instanceof ConnectError) return { case: "error", value: toRpcStatus(error) };
      throw error;
    }
  }

  #end(): void {
    this.#ended = true;
    this.#reader.wake();
    this.#writer.wake();
  }
}

/** A key is answered as it was sent, up to here: a valid one has 36 characters, a window of huge ones fills memory. */
const echoMaxLength = 200;
const typeName = "sluice.orders.v1.PlaceOrdersResponse";

/** Lets one loop sleep until another wakes it. A wake without a sleeper is lost: check, then sleep, in one step. */
class Sleeper {
  #wake: (() => void) | undefined;

  sleep(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  wake(): void {
    this.#wake?.();
    this.#wake = undefined;
  }
}
