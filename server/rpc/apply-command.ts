import type { HandlerContext } from "@connectrpc/connect";
import type { Command, OutcomeOf, Rejected, Request } from "../commands/command.ts";
import { QueueFull } from "../storage/storage.ts";
import type { ApplyOptions, Storage } from "../storage/storage.ts";
import { callKey } from "./call.ts";
import { principalOf, traceIdOf } from "./call-context.ts";
import { problemError } from "./problem-error.ts";
import { storageError } from "./storage-error.ts";

/** What a request was parsed into. */
export interface Asked<C extends Command> {
  readonly command: C;
  /** Canonical UUID; undefined when the caller gave none. */
  readonly idempotencyKey: string | undefined;
}

/**
 * Applies a command in the name of the caller and answers with what `respond` makes of its outcome, once that is
 * durable. There is one await on the way, because PlaceOrder is the hot path. Throws what storageError says.
 */
export async function applyCommand<C extends Command, Response>(
  storage: Storage,
  context: HandlerContext,
  asked: Asked<C>,
  respond: (outcome: OutcomeOf<C>) => Response,
): Promise<Response> {
  let outcome;
  // The call stands for its signal: making that would cost a tenth of the whole call.
  const signal = context.values.get(callKey) ?? context.signal;
  try {
    outcome = await storage.apply(requestOf(context, asked), { signal });
  } catch (error) {
    throw storageError(error, signal);
  }
  return respond(outcome);
}

/**
 * The same for a message of a stream: when the queue is full it waits for room instead of refusing, so that the client
 * is held back by flow control.
 */
export async function applyWithPatience<C extends Command>(
  storage: Storage,
  context: HandlerContext,
  asked: Asked<C>,
  lane: ApplyOptions["lane"] = "normal",
): Promise<OutcomeOf<C>> {
  const { signal } = context;
  const request = requestOf(context, asked);
  for (;;) {
    try {
      return await storage.apply(request, { signal, lane });
    } catch (error) {
      if (!(error instanceof QueueFull)) throw storageError(error, signal);
    }
    await readStorage(context, () => storage.whenRoom(signal));
  }
}

/** Runs a call of the storage that is not a command; throws what storageError says. */
export async function readStorage<T>(context: HandlerContext, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw storageError(error, context.signal);
  }
}

/** The outcome of a command that was not refused; throws problemError for one that was. */
export function accepted<O extends { readonly kind: string }>(outcome: O | Rejected): O {
  if (isRejected(outcome)) throw problemError(outcome);
  return outcome;
}

function isRejected(outcome: { readonly kind: string }): outcome is Rejected {
  return outcome.kind === "rejected";
}

function requestOf<C extends Command>(context: HandlerContext, asked: Asked<C>): Request<C> {
  return {
    command: asked.command,
    actor: principalOf(context),
    traceId: traceIdOf(context),
    idempotencyKey: asked.idempotencyKey,
  };
}
