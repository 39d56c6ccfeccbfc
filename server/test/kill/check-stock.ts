import { StockEventKind } from "#gen/sluice/inventory/v1/item_pb.ts";
import type { StockEvent } from "#gen/sluice/inventory/v1/item_pb.ts";
import { present } from "../../core/assert.ts";
import type { Finding } from "./finding.ts";
import type { Observed } from "./observed.ts";

/** P1: for each SKU, after every single movement, and at the end against the item itself. */
export function checkStock({ items, stockEvents, orders }: Observed): Finding[] {
  const findings: Finding[] = [];
  const heldByOrders = heldUnits(orders.values());
  for (const [sku, events] of stockEvents) {
    const sums = new Sums(sku);
    for (const event of events) findings.push(...sums.add(event));
    const item = present(items.get(sku), sku);
    findings.push(...sums.compare(item, heldByOrders.get(sku) ?? 0));
  }
  return findings;
}

/** What the movements of one item come to. */
class Sums {
  readonly #sku: string;
  #onHand = 0;
  #held = 0;
  #sold = 0;
  /** First stock and signed adjustments. */
  #broughtIn = 0;
  #seq = 0;

  constructor(sku: string) {
    this.#sku = sku;
  }

  add(event: StockEvent): Finding[] {
    const before = this.#seq;
    this.#seq = Number(event.seq);
    this.#onHand += Number(event.onHandDelta);
    this.#held += Number(event.heldDelta);
    this.#sold += Number(event.soldDelta);
    const { CREATED, ADJUSTED } = StockEventKind;
    if (event.kind === CREATED || event.kind === ADJUSTED) {
      this.#broughtIn += Number(event.onHandDelta);
    }
    const wrong: string[] = [];
    if (this.#seq <= before) wrong.push(`comes after seq ${before}`);
    if (this.#held < 0) wrong.push(`leaves ${this.#held} held`);
    if (this.#held > this.#onHand) wrong.push(`leaves ${this.#held} held of ${this.#onHand}`);
    if (this.#sold < 0) wrong.push(`leaves ${this.#sold} sold`);
    if (this.#broughtIn !== this.#onHand + this.#sold) {
      wrong.push(`leaves ${this.#onHand} on hand and ${this.#sold} sold of ${this.#broughtIn}`);
    }
    return wrong.map((text) => this.#finding(`seq ${this.#seq} ${text}`));
  }

  compare(
    item: { readonly onHand: number; readonly held: number; readonly sold: number },
    heldByOrders: number,
  ): Finding[] {
    const shown = `${item.onHand}/${item.held}/${item.sold}`;
    const summed = `${this.#onHand}/${this.#held}/${this.#sold}`;
    const findings: Finding[] = [];
    if (shown !== summed)
      findings.push(this.#finding(`shows ${shown}, its moves sum to ${summed}`));
    if (item.held !== heldByOrders) {
      findings.push(this.#finding(`shows ${item.held} held, its orders hold ${heldByOrders}`));
    }
    return findings;
  }

  #finding(text: string): Finding {
    return { figure: "sumErrors", text: `${this.#sku}: ${text}` };
  }
}

function heldUnits(
  orders: Iterable<Observed["orders"] extends ReadonlyMap<string, infer O> ? O : never>,
) {
  const units = new Map<string, number>();
  for (const { hold, lines } of orders) {
    if (hold !== "held") continue;
    for (const { sku, quantity } of lines) units.set(sku, (units.get(sku) ?? 0) + quantity);
  }
  return units;
}
