/**
 * The load, in a process of its own so that it does not share a core with what it measures. It is told over IPC: first
 * whom to call, then one stretch after another, and answers each with its result.
 */
import type { Caller } from "./caller.ts";
import { openCaller } from "./caller.ts";
import { runStretch } from "./open-loop.ts";
import type { Stretch, StretchResult } from "./open-loop.ts";
import { warmUp } from "./warm-up.ts";
import type { WarmUpResult } from "./warm-up.ts";
import type { Protocol } from "./order-requests.ts";

export type LoadMessage =
  | { readonly type: "target"; readonly url: string; readonly userIds: readonly string[] }
  | { readonly type: "warm_up"; readonly stretch: Stretch; readonly callCount: number }
  | { readonly type: "stretch"; readonly stretch: Stretch };

export type LoadAnswer = StretchResult | WarmUpResult;

const connectionCount = 8;

let url = "";
let userIds: readonly string[] = [];
const callers = new Map<Protocol, Caller>();

process.on("message", (message: LoadMessage) => {
  if (message.type === "target") retarget(message);
  else void run(message);
});
process.on("disconnect", () => process.exit(0));

function retarget(message: LoadMessage & { readonly type: "target" }): void {
  ({ url, userIds } = message);
  for (const caller of callers.values()) caller.close();
  callers.clear();
}

async function run(message: Exclude<LoadMessage, { readonly type: "target" }>): Promise<void> {
  const { stretch } = message;
  const { protocol } = stretch;
  let caller = callers.get(protocol);
  if (caller === undefined) {
    callers.set(protocol, (caller = await openCaller(url, protocol, connectionCount)));
  }
  const answer: LoadAnswer =
    message.type === "warm_up"
      ? await warmUp(caller, stretch, { userIds, callCount: message.callCount })
      : await runStretch(caller, stretch, userIds);
  process.send?.(answer);
}
