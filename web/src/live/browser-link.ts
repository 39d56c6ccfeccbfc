import type { MessageInitShape } from "@bufbuild/protobuf";
import type { TopicSchema } from "#gen/sluice/live/v1/live_pb.ts";
import { liveClient } from "../rpc.ts";
import { Link } from "./link.ts";
import type { LinkOptions } from "./link.ts";

/** The metrics and the channels come each second, so this much silence is one beat: two of them say that something is wrong. */
const beatMs = 2_500;

/** A stream of some topics from the server of the page, on the browser's clocks and timers. It is opened when somebody looks. */
export function browserLink(options: {
  readonly topics: readonly MessageInitShape<typeof TopicSchema>[];
  readonly snapshotLimit: number;
  readonly onBegin: LinkOptions["onBegin"];
  readonly onFrame: LinkOptions["onFrame"];
}): Link {
  const { topics, snapshotLimit, onBegin, onFrame } = options;
  return new Link({
    open: ({ cursor, signal, onOpened }) =>
      liveClient.watch(
        { topics: [...topics], cursor, snapshotLimit },
        // A stream has no deadline of ours: silence is what ends it.
        { signal, timeoutMs: 0, onHeader: onOpened },
      ),
    onBegin,
    onFrame,
    beatMs,
    wallMs: () => Date.now(),
    steadyMs: () => performance.now(),
    chance: () => Math.random(),
    schedule: (callback, delayMs) => {
      const timer = setTimeout(callback, delayMs);
      return () => clearTimeout(timer);
    },
  });
}
