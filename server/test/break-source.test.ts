import { readFileSync } from "node:fs";
import { suite, test } from "node:test";
import { edited } from "./break-source.ts";
import type { BrokenParts } from "./break-source.ts";
import { brokenParts as brokenForKills } from "./kill/broken-parts.ts";
import { brokenParts as brokenLive } from "./live/broken-parts.ts";
import { brokenParts as brokenPayments } from "./pay-drill/broken-parts.ts";
import { brokenParts as brokenTimers } from "./timers/broken-parts.ts";

/** Looked at by `npm run check` too, where a change of the production code first shows. */
suite("every break finds the text that it changes", () => {
  const drills = {
    kill: brokenForKills,
    live: brokenLive,
    payments: brokenPayments,
    timers: brokenTimers,
  };
  for (const [drill, parts] of Object.entries(drills)) {
    for (const [name, edits] of Object.entries(parts satisfies BrokenParts)) {
      test(`${drill}: ${name}`, () => {
        for (const edit of edits) edited(textOf(edit.file), [edit]);
      });
    }
  }
});

function textOf(file: string): string {
  return readFileSync(new URL(`../${file}`, import.meta.url), "utf8");
}
