import type { Command, OutcomeOf } from "../commands/command.ts";
import type { Storage } from "../storage/storage.ts";

/**
 * Applies a command that nobody asked for, in the lane that admission does not stop: stock comes back, and money that has moved is noted
 * down, however many orders wait. Throws what Storage.apply throws.
 */
export async function applyInternal<C extends Command>(
  storage: Pick<Storage, "apply">,
  command: C,
  actor = "system",
): Promise<OutcomeOf<C>> {
  const request = { command, actor, traceId: "", idempotencyKey: undefined };
  return await storage.apply(request, { lane: "internal" });
}
