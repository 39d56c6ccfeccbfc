import type { Random } from "../kill/random.ts";
import type { Clients } from "../sluice-test-server.ts";
import { createItem, createUser, eur } from "../sluice-test-server.ts";

const userCount = 40;
const scarce = ["RARE-1", "RARE-2", "RARE-3"];
const plenty = ["PLAIN-1", "PLAIN-2", "PLAIN-3", "PLAIN-4", "PLAIN-5"];
const scarceStock = 25;

/** What is sold: items that never run out, and a few of which there is so little that a late payment may find none left. */
export class PayShop {
  readonly skus: readonly string[] = [...scarce, ...plenty];
  readonly #users: string[] = [];

  async open(clients: Clients): Promise<void> {
    for (let count = 0; count < userCount; count += 1)
      this.#users.push((await createUser(clients)).userId);
    for (const sku of scarce)
      await createItem(clients, { sku, onHand: BigInt(scarceStock), price: eur(4_999n) });
    for (const [index, sku] of plenty.entries())
      await createItem(clients, {
        sku,
        onHand: 10_000_000n,
        price: eur(BigInt(250 + 333 * index)),
      });
  }

  /** An order that somebody wants. */
  draw(random: Random) {
    const first = random.chance(0.2) ? random.pick(scarce) : random.pick(plenty);
    const second = random.pick(plenty);
    const skus = random.chance(0.3) && first !== second ? [first, second] : [first];
    const lines = skus.map((sku) => ({ sku, quantity: BigInt(random.between(1, 3)) }));
    return { userId: random.pick(this.#users), lines };
  }

  /** What is brought in when an order found too little; undefined when it was none of the scarce. */
  restock(lines: readonly { readonly sku: string }[], random: Random) {
    const sku = lines.map((line) => line.sku).find((each) => scarce.includes(each));
    return sku === undefined ? undefined : { sku, delta: BigInt(random.between(1, 8)) };
  }
}
