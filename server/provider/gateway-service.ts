import { setTimeout as sleep } from "node:timers/promises";
import type { ServiceImpl } from "@connectrpc/connect";
import { Code, ConnectError } from "@connectrpc/connect";
import { ErrorInfoSchema } from "#gen/google/rpc/error_details_pb.ts";
import type { GatewayService } from "#gen/sluice/gateway/v1/gateway_service_pb.ts";
import type { Money } from "#gen/sluice/money/v1/money_pb.ts";
import { parseUuid } from "../core/ids.ts";
import { isCurrencyCode, moneyMaxMinorUnits } from "../core/money.ts";
import type { ConcurrencyLimit } from "../platform/concurrency-limit.ts";
import { chargeMessage, refundMessage } from "./entry-message.ts";
import type { Entry, EntryKind, EntryRequest } from "./entry.ts";
import type { Sandbox } from "./sandbox.ts";

export interface GatewayServiceOptions {
  readonly sandbox: Sandbox;
  readonly limit: ConcurrencyLimit;
  readonly silenceMs: number;
}

const textMaxLength = 500;

/** The handlers of the contract. */
export function gatewayService(options: GatewayServiceOptions): ServiceImpl<typeof GatewayService> {
  const { sandbox } = options;
  return {
    async charge(request, { signal }) {
      const { attemptId, cardToken, orderId, amount } = request;
      checkText("card_token", cardToken);
      const asked = checkAmount(amount);
      const charge = { kind: "charge", chargeAttemptId: "", orderId, cardToken, asked } as const;
      const entry = await take(options, { ...charge, attemptId: checkId(attemptId) }, signal);
      return { charge: chargeMessage(entry) };
    },
    async refund({ attemptId, chargeAttemptId, amount, reason }, { signal }) {
      checkText("reason", reason);
      const asked = checkAmount(amount);
      const refund = {
        kind: "refund",
        chargeAttemptId,
        orderId: "",
        cardToken: "",
        asked,
      } as const;
      const entry = await take(options, { ...refund, attemptId: checkId(attemptId) }, signal);
      return { refund: refundMessage(entry) };
    },
    getCharge: ({ attemptId, fence }) => ({
      charge: chargeMessage(ask(sandbox, "charge", attemptId, fence)),
    }),
    getRefund: ({ attemptId, fence }) => ({
      refund: refundMessage(ask(sandbox, "refund", attemptId, fence)),
    }),
  };
}

async function take(
  { sandbox, limit, silenceMs }: GatewayServiceOptions,
  request: EntryRequest,
  signal: AbortSignal,
): Promise<Entry> {
  const leave = limit.enter();
  if (leave === undefined) throw new ConnectError("too many calls", Code.ResourceExhausted);
  try {
    const taken = await sandbox.take(request);
    switch (taken.kind) {
      case "entry":
        return taken.entry;
      case "fenced":
        throw fenced(request.attemptId, Code.FailedPrecondition);
      case "other_payload":
        throw new ConnectError("this id asked for something else before", Code.AlreadyExists);
      case "silence":
        await sleep(silenceMs, undefined, { signal }).catch(() => {});
        // The caller has the same deadline, and this end of it may come a moment before the other.
        if (signal.aborted) throw new ConnectError("the time is over", Code.DeadlineExceeded);
        throw new ConnectError("the provider has lost its voice", Code.Unavailable);
      case "error":
      default:
        throw new ConnectError("the provider has failed", Code.Internal);
    }
  } finally {
    leave();
  }
}

function ask(sandbox: Sandbox, kind: EntryKind, attemptId: string, fence: boolean): Entry {
  const entry = sandbox.ask(kind, checkId(attemptId), fence);
  if (entry !== undefined) return entry;
  if (fence) throw fenced(attemptId, Code.NotFound);
  throw new ConnectError("not seen so far", Code.NotFound);
}

/** The words of the contract for an id under which nothing happens any more. */
function fenced(attemptId: string, code: Code): ConnectError {
  const value = { reason: "ATTEMPT_FENCED", metadata: { attempt_id: attemptId } };
  const message = "never seen, and refused from now on";
  return new ConnectError(message, code, undefined, [{ desc: ErrorInfoSchema, value }]);
}

function checkId(text: string): string {
  if (parseUuid(text) !== text) throw invalid("attempt_id: is not a UUID in lower case");
  return text;
}

function checkText(field: string, text: string): void {
  if (text === "" || text.length > textMaxLength) throw invalid(`${field}: is missing or too long`);
}

function checkAmount(amount: Money | undefined): EntryRequest["asked"] {
  const { currencyCode = "", minorUnits = 0n } = amount ?? {};
  const isPossible = minorUnits > 0n && minorUnits < moneyMaxMinorUnits;
  if (!isPossible || !isCurrencyCode(currencyCode)) throw invalid("amount: is not one");
  return { currencyCode, minorUnits };
}

function invalid(message: string): ConnectError {
  return new ConnectError(message, Code.InvalidArgument);
}
