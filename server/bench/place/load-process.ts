/**
 * The load, in a process of its own so that it does not share a core with what it measures. It is told over IPC: first
 * whom to call, then one stretch after another, and answers each with its result.
 */
import { Buyer } from "./buyer.ts";
import type { Paid } from "./buyer.ts";
import { openCaller } from "./caller.ts";
import type { Caller } from "./caller.ts";
import { runClosedLoop } from "./closed-loop.ts";
import type { ClosedLoop, ClosedLoopResult } from "./closed-loop.ts";
import { runStretch } from "./open-loop.ts";
import type { Stretch, StretchResult } from "./open-loop.ts";
import type { Protocol } from "./order-requests.ts";

export type LoadMessage =
  | { readonly type: "target"; readonly url: string; readonly userIds: readonly string[] }
  | { readonly type: "closed_loop"; readonly stretch: Stretch; readonly loop: ClosedLoop }
  | { readonly type: "stretch"; readonly stretch: Stretch }
  | { readonly type: "end_paying" };

export type LoadAnswer = StretchResult | ClosedLoopResult | Paid;

const connectionCount = 8;
/** Payments are a share of the orders. */
const payingConnectionCount = 2;

let url = "";
let userIds: readonly string[] = [];
/** By protocol. */
const callers = new Map<Protocol, Caller>();
let payingCaller: Caller | undefined;
/** Of the latest stretch. */
let buyer: Buyer | undefined;

process.on("message", (message: LoadMessage) => {
  if (message.type === "target") retarget(message);
  else void answer(message);
});
process.on("disconnect", () => process.exit(0));

function retarget(message: LoadMessage & { readonly type: "target" }): void {
  ({ url, userIds } = message);
  for (const caller of callers.values()) caller.close();
  callers.clear();
  payingCaller?.close();
  payingCaller = undefined;
}

async function answer(message: Exclude<LoadMessage, { readonly type: "target" }>): Promise<void> {
  process.send?.(await answerTo(message));
}

async function answerTo(
  message: Exclude<LoadMessage, { readonly type: "target" }>,
): Promise<LoadAnswer> {
  if (message.type === "end_paying") return (await buyer?.end()) ?? { accepted: 0, error: "" };
  const { stretch } = message;
  const caller = await callerFor(stretch.protocol);
  buyer = await buyerFor(stretch);
  return message.type === "closed_loop"
    ? await runClosedLoop(caller, stretch, { ...message.loop, userIds, buyer })
    : await runStretch(caller, stretch, { userIds, buyer });
}

async function callerFor(protocol: Protocol): Promise<Caller> {
  const known = callers.get(protocol);
  if (known !== undefined) return known;
  const caller = await openCaller(url, protocol, { rpc: "place", connectionCount });
  callers.set(protocol, caller);
  return caller;
}

async function buyerFor({ payShare = 0 }: Stretch): Promise<Buyer | undefined> {
  if (payShare === 0) return undefined;
  payingCaller ??= await openCaller(url, "connect", {
    rpc: "pay",
    connectionCount: payingConnectionCount,
  });
  return new Buyer(payingCaller, payShare);
}
