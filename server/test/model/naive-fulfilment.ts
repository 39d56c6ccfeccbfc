/** What may be asked of a paid order, by a person or by its channel. Quantities by SKU; none for all. */
export type FulfilmentStep =
  | { readonly do: "fulfil" | "cancel" | "return"; readonly quantities: Quantities }
  | { readonly do: "deliver" | "close" | "hold" | "release" }
  | { readonly do: "refund"; readonly amount: number }
  /** The channel answers about the refund that is open. */
  | { readonly do: "answer"; readonly as: "approved" | "unknown" | "declined" };

export type Quantities = Readonly<Record<string, number>>;

interface Unit {
  readonly sku: string;
  where: "house" | "left" | "off" | "back";
}

const price = 1_000;

/**
 * What becomes of a paid order, once more and as plainly as can be: every unit is an object that is somewhere, and the money is two
 * numbers. It shares no code with the decisions it is compared with.
 */
export class NaiveFulfilment {
  status = "paid";
  onHold = false;
  /** Minor units that were given back or will be. */
  promised = 0;
  given = 0;
  readonly total: number;
  readonly #units: Unit[] = [];
  /** Amounts, the first is the one that its channel has or gets next. */
  #open: { amount: number; readonly due: boolean; sent: boolean }[] = [];

  constructor(quantities: Quantities) {
    for (const [sku, quantity] of Object.entries(quantities)) {
      for (let count = 0; count < quantity; count += 1) this.#units.push({ sku, where: "house" });
    }
    this.total = this.#units.length * price;
  }

  /** True when it was done. */
  apply(step: FulfilmentStep): boolean {
    switch (step.do) {
      case "fulfil":
        return this.#fulfil(step.quantities);
      case "cancel":
        return this.#cancel(step.quantities);
      case "return":
        return this.#return(step.quantities);
      case "deliver":
        return this.#move("shipped", "delivered");
      case "close":
        return this.#move("delivered", "closed");
      case "hold":
      case "release":
        return this.#flag(step.do === "hold");
      case "refund":
        return this.#refund(step.amount);
      case "answer":
        return this.#answer(step.as);
      default:
        return step satisfies never;
    }
  }

  count(sku: string, where: Unit["where"]): number {
    return this.#units.filter((unit) => unit.sku === sku && unit.where === where).length;
  }

  #fulfil(quantities: Quantities): boolean {
    if ((this.status !== "paid" && this.status !== "fulfilling") || this.onHold) return false;
    const units = this.#pick(quantities, "house");
    if (units === undefined) return false;
    for (const unit of units) unit.where = "left";
    this.status = this.#anyIn("house") ? "fulfilling" : "shipped";
    return true;
  }

  #cancel(quantities: Quantities): boolean {
    if (this.status !== "paid" && this.status !== "fulfilling") return false;
    const units = this.#pick(quantities, "house");
    if (units === undefined) return false;
    for (const unit of units) unit.where = "off";
    this.#owe(units.length);
    if (this.#anyIn("house")) return true;
    this.status = this.#anyIn("left") ? "shipped" : "cancelled";
    if (this.status === "cancelled") this.onHold = false;
    return true;
  }

  #return(quantities: Quantities): boolean {
    if (this.status !== "shipped" && this.status !== "delivered") return false;
    const units = this.#pick(quantities, "left");
    if (units === undefined || units.length === 0) return false;
    for (const unit of units) unit.where = "back";
    this.#owe(units.length);
    return true;
  }

  #move(from: string, to: string): boolean {
    if (this.status !== from || this.onHold) return false;
    this.status = to;
    return true;
  }

  #flag(on: boolean): boolean {
    const final = this.status === "cancelled" || this.status === "closed";
    if (this.onHold === on || (on && final)) return false;
    // A closed order is never on hold: an order on hold cannot be closed.
    this.onHold = on;
    return true;
  }

  #refund(amount: number): boolean {
    const left = this.total - this.promised;
    const asked = amount === 0 ? left : amount;
    if (this.#open.length > 0 || left === 0 || asked > left) return false;
    this.#open.push({ amount: asked, due: false, sent: false });
    this.promised += asked;
    return true;
  }

  #owe(count: number): void {
    const left = this.total - this.promised;
    const nobodyHas = !this.#anyIn("house") && !this.#anyIn("left");
    const amount = nobodyHas ? left : Math.min(left, count * price);
    if (amount === 0) return;
    this.promised += amount;
    const waiting = this.#open.find(({ due, sent }) => due && !sent);
    if (waiting === undefined) this.#open.push({ amount, due: true, sent: false });
    else waiting.amount += amount;
  }

  #answer(as: "approved" | "unknown" | "declined"): boolean {
    const [first] = this.#open;
    if (first === undefined) return false;
    first.sent = true;
    if (as === "unknown") return true;
    this.#open.shift();
    if (as === "approved") this.given += first.amount;
    // Tried again, behind what waits already.
    else this.#open.push({ ...first, sent: false });
    return true;
  }

  /** The units there, or undefined when there are not enough of one. */
  #pick(quantities: Quantities, where: Unit["where"]): readonly Unit[] | undefined {
    const there = this.#units.filter((unit) => unit.where === where);
    if (Object.keys(quantities).length === 0) return there;
    const picked: Unit[] = [];
    for (const [sku, quantity] of Object.entries(quantities)) {
      const some = there.filter((unit) => unit.sku === sku).slice(0, quantity);
      if (some.length < quantity) return undefined;
      picked.push(...some);
    }
    return picked;
  }

  #anyIn(where: Unit["where"]): boolean {
    return this.#units.some((unit) => unit.where === where);
  }
}
