import { present } from "../../core/assert.ts";
import type { Bite } from "../bite.ts";
import { brokenParts } from "./broken-parts.ts";
import { runTimerDrill } from "./run-timer-drill.ts";

/** Enough of them that what each leaves behind is more than a young heap grows by. */
export const longDrill = { count: 12_000, seconds: 12, settleMaxMs: 60_000 };
const shortDrill = { count: 3_000, seconds: 6, settleMaxMs: 60_000 };

/** For each break the figure that has to tell of it, and the drill that it takes. What is never done is not waited for. */
const tellers: Readonly<Record<string, readonly [keyof Broken, typeof longDrill]>> = {
  "keeps what has fired in memory": ["overgrownKib", longDrill],
  "forgets holds at a restart": ["missed", { ...shortDrill, settleMaxMs: 1 }],
  "tries before it is time": ["early", shortDrill],
};

type Broken = Pick<
  Awaited<ReturnType<typeof runTimerDrill>>,
  "early" | "late" | "missed" | "otherwise" | "overgrownKib"
>;

/** What the drill of timers has to find, the first of them in `npm test` too. */
export const timerBites: readonly Bite[] = Object.keys(brokenParts).map((name) => {
  const [teller, drill] = present(tellers[name], `what tells of "${name}"`);
  return {
    name,
    teller,
    run: async (log): Promise<Readonly<Record<keyof Broken, number>>> => {
      const found = await runTimerDrill({ ...drill, env: { SLUICE_BREAK: name }, log });
      const { early, late, missed, otherwise, overgrownKib } = found;
      return { early, late, missed, otherwise, overgrownKib };
    },
  };
});
