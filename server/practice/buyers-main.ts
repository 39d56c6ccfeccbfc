/** The process of the buyers. It is told what to do by the server that started it, and ends with it. */
import { assert } from "../core/assert.ts";
import { ask } from "./ask.ts";
import type { FromBuyers, ToBuyers } from "./buyers-message.ts";
import { Buyers } from "./buyers.ts";
import { arrivals } from "./demand.ts";
import { seededRandom } from "./random.ts";
import { restock } from "./restock.ts";
import { setUpShop } from "./set-up-shop.ts";
import { enterShop } from "./shop-client.ts";
import { shopper } from "./shopping.ts";

type Open = Extract<ToBuyers, { kind: "open" }>;

const countsEveryMs = 250;
const nothingYet = { sentCount: 0, placedCount: 0, refusedCount: 0, failedCount: 0 };
const closing = new AbortController();

// A Ctrl-C in a terminal reaches every process under it; the server then tells us to close, in order.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => undefined);
// The channel closes when the server has heard our last word, and when it was killed.
process.on("disconnect", () => process.exit(0));
process.on("message", (message: ToBuyers) => {
  if (message.kind === "close") closing.abort();
  else void run(message);
});

async function run(open: Open): Promise<void> {
  try {
    await sell(open);
  } catch (error) {
    if (closing.signal.aborted) tell({ kind: "closed", counts: nothingYet });
    else tell({ kind: "failed", failure: error instanceof Error ? error.message : String(error) });
  }
}

async function sell({ shop, plan }: Open): Promise<void> {
  const { clients, leave } = enterShop(shop);
  // One stream of numbers each: how often somebody has to wait must not change what the others buy.
  const [arriving, choosing, waiting] = [0n, 1n, 2n].map((stream) =>
    seededRandom(BigInt(plan.seed) * 3n + stream),
  );
  assert(arriving && choosing && waiting, "three streams");
  const patience = { random: waiting, signal: closing.signal };
  const userIds = await setUpShop(clients, Date.now(), patience);
  const { channels } = await ask(() => clients.payments.listChannels({}), patience);
  tell({ kind: "opened" });
  const buyers = new Buyers({
    clients,
    durationMs: plan.durationMs,
    nextArrivalMs: arrivals({ ...plan, random: arriving }),
    nextPurchase: shopper(choosing, userIds),
    canPay: channels.length > 0,
    patience,
  });
  const report = setInterval(() => tell({ kind: "counts", counts: buyers.counts }), countsEveryMs);
  void restock(clients, patience);
  await buyers.run();
  clearInterval(report);
  closing.abort();
  leave();
  tell({ kind: "closed", counts: buyers.counts });
}

function tell(message: FromBuyers): void {
  process.send?.(message);
}
