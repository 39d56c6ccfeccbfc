import { ConnectError } from "@connectrpc/connect";
import type { PlaceOrdersResponse } from "#gen/sluice/orders/v1/order_service_pb.ts";
import { present } from "../../core/assert.ts";
import type { Clients } from "../sluice-test-server.ts";
import { refusal } from "./ask.ts";
import type { Answer, History, PlaceOperation } from "./history.ts";

interface InFlight {
  readonly operation: PlaceOperation;
  readonly answer: (answer: Answer) => void;
}

/** Orders on their way at once over the one stream. */
const windowMax = 32;

/**
 * Places orders over one PlaceOrders stream, each a line in the history, until `alive` says no or the stream breaks.
 * What was on its way then has no answer. Never rejects.
 */
export async function streamOrders(
  clients: Clients,
  options: {
    readonly history: History;
    readonly alive: () => boolean;
    readonly next: () => PlaceOperation;
    readonly settle: (operation: PlaceOperation, answer: Answer) => void;
  },
): Promise<void> {
  const inFlight = new Map<string, InFlight[]>();
  let room = Promise.withResolvers<void>();
  const stream = { broken: false };

  async function* requests() {
    while (options.alive() && !stream.broken) {
      if (inFlight.size >= windowMax) {
        room = Promise.withResolvers<void>();
        await room.promise;
        continue;
      }
      const operation = options.next();
      const { promise, resolve } = Promise.withResolvers<Answer>();
      const { key, userId, lines } = operation;
      inFlight.set(key, [...(inFlight.get(key) ?? []), { operation, answer: resolve }]);
      void options.history
        .attempt("stream", operation, () => promise)
        .then((answer) => options.settle(operation, answer));
      yield { idempotencyKey: key, userId, lines: [...lines] };
    }
  }

  try {
    for await (const response of clients.orders.placeOrders(requests())) {
      const { idempotencyKey: key } = response;
      const [first, ...rest] = inFlight.get(key) ?? [];
      if (rest.length > 0) inFlight.set(key, rest);
      else inFlight.delete(key);
      first?.answer(answerOf(response));
      room.resolve();
    }
  } catch {
    // However it broke, what was on its way has no answer.
  }
  for (const { answer } of [...inFlight.values()].flat()) {
    answer({ verdict: "info", code: "Unavailable" });
  }
  stream.broken = true;
  room.resolve();
}

function answerOf({ result }: PlaceOrdersResponse): Answer {
  if (result.case === "ok") {
    const { order, replayed } = result.value;
    return { verdict: "ok", effect: order?.orderId ?? "", replayed };
  }
  const { code, message, details } = present(result.value, "a result");
  const error = new ConnectError(message, code);
  for (const { typeUrl, value } of details) {
    error.details.push({ type: typeUrl.slice(typeUrl.lastIndexOf("/") + 1), value });
  }
  return refusal(error);
}
