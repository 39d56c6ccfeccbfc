import type { Command, OutcomeOf, Request } from "../commands/command.ts";
import { QueueFull } from "../storage/storage.ts";
import type { ApplyOptions, Storage } from "../storage/storage.ts";

/** The same storage, telling `onRefused` the reason of every order that was refused, for the first time, by state or by load. */
export function observeRefusals(storage: Storage, onRefused: (reason: string) => void): Storage {
  const apply = async <C extends Command>(
    request: Request<C>,
    options?: ApplyOptions,
  ): Promise<OutcomeOf<C>> => {
    if (request.command.type !== "place_order") return await storage.apply(request, options);
    try {
      const outcome = await storage.apply(request, options);
      if (outcome.kind === "rejected" && !outcome.replayed) {
        onRefused(outcome.problems[0]?.reason ?? "");
      }
      return outcome;
    } catch (error) {
      if (error instanceof QueueFull) onRefused("OVERLOADED");
      throw error;
    }
  };
  return { ...storage, apply };
}
