import type { BrokenParts } from "../break-source.ts";

/** The ways in which broken-server.ts breaks the live side, by name. */
export const brokenParts: BrokenParts = {
  "drops a frame": [
    {
      file: "live/hub.ts",
      from: "sink.write(shared);",
      to: "if (Math.random() > 0.05) sink.write(shared);",
    },
  ],
  "resumes too early": [
    {
      file: "live/watch.ts",
      from: 'return { kind: "continue", seq: cursor.seq };',
      to: 'return { kind: "continue", seq: Math.max(floorSeq, cursor.seq - 3) };',
    },
  ],
  "forgets rows of items": [
    {
      file: "live/hub.ts",
      from: "group.gatherItem(item.sku, piece);",
      to: "if (item.held % 7 > 0) group.gatherItem(item.sku, piece);",
    },
  ],
};
