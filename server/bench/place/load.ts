import { nextMessage, spawnPinned } from "../child.ts";
import type { Paid } from "./buyer.ts";
import type { ClosedLoop, ClosedLoopResult } from "./closed-loop.ts";
import type { LoadMessage } from "./load-process.ts";
import type { Stretch, StretchResult } from "./open-loop.ts";

/** The load process, from the outside. */
export interface Load {
  readonly aim: (target: { readonly url: string; readonly userIds: readonly string[] }) => void;
  readonly run: (stretch: Stretch) => Promise<StretchResult>;
  readonly runClosedLoop: (stretch: Stretch, loop: ClosedLoop) => Promise<ClosedLoopResult>;
  /** Waits until every payment of the latest stretch was answered. */
  readonly endPaying: () => Promise<Paid>;
  readonly stop: () => Promise<void>;
}

/** Starts the load process on the second core. */
export function startLoad(): Load {
  const child = spawnPinned({ script: "bench/place/load-process.ts", core: 1 });
  const tell = (message: LoadMessage): void => void child.process.send(message);
  const ask = async <T>(message: LoadMessage): Promise<T> => {
    const answer = nextMessage<T>(child);
    tell(message);
    return await answer;
  };
  return {
    aim: (target) => tell({ type: "target", ...target }),
    run: (stretch) => ask<StretchResult>({ type: "stretch", stretch }),
    runClosedLoop: (stretch, loop) => ask<ClosedLoopResult>({ type: "closed_loop", stretch, loop }),
    endPaying: () => ask<Paid>({ type: "end_paying" }),
    stop: child.stop,
  };
}
