import { nextMessage, spawnPinned } from "../child.ts";
import type { LoadMessage } from "./load-process.ts";
import type { Stretch, StretchResult } from "./open-loop.ts";
import type { WarmUpResult } from "./warm-up.ts";

/** The load process, from the outside. */
export interface Load {
  readonly aim: (target: { readonly url: string; readonly userIds: readonly string[] }) => void;
  readonly run: (stretch: Stretch) => Promise<StretchResult>;
  readonly warmUp: (stretch: Stretch, callCount: number) => Promise<WarmUpResult>;
  readonly stop: () => Promise<void>;
}

/** Starts the load process on the second core. */
export function startLoad(): Load {
  const child = spawnPinned({ script: "bench/place/load-process.ts", core: 1 });
  const tell = (message: LoadMessage): void => void child.process.send(message);
  return {
    aim: (target) => tell({ type: "target", ...target }),
    async run(stretch) {
      const answer = nextMessage<StretchResult>(child);
      tell({ type: "stretch", stretch });
      return await answer;
    },
    async warmUp(stretch, callCount) {
      const answer = nextMessage<WarmUpResult>(child);
      tell({ type: "warm_up", stretch, callCount });
      return await answer;
    },
    stop: child.stop,
  };
}
