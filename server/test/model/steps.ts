import fc from "fast-check";
import type { Command, Request } from "../../commands/command.ts";
import type { FulfilmentCommand } from "../../commands/fulfilment-command.ts";
import type { PaymentCommand } from "../../commands/payment-command.ts";
import type { CatalogueChange } from "../../inventory/item.ts";
import type { ImportRow } from "../../inventory/import.ts";
import { nthId } from "./naive-model.ts";
import type { NaiveModel } from "./naive-model.ts";
import { anyWords } from "./naive-import.ts";

/** When a run starts, and how long its holds live: few milliseconds, so that steps of time often end on a boundary. */
export const startMs = 1_000_000;
export const holdMs = 10;

/** One step of a run: a request that joins the batch, an earlier one sent again, or the end of the batch. */
export type Step =
  | { readonly do: "commit"; readonly afterMs: number }
  | { readonly do: "send"; readonly who: Who; readonly what: What }
  | { readonly do: "retry"; readonly back: number };

/** The first items of a run and what is done to them. */
export interface Sequence {
  readonly items: readonly FirstItem[];
  readonly steps: readonly Step[];
}

interface Who {
  readonly actor: string;
  readonly key: string | undefined;
}

type OrderChangeType = "cancel_order" | "hold_order" | "release_order";

/** A command, with orders and users named by when they were made: 0 is the latest order, and the first user. */
type What =
  | Exclude<
      Command,
      | { readonly type: "place_order" | "expire_hold" | OrderChangeType }
      | PaymentCommand
      | FulfilmentCommand
    >
  | { readonly type: "place_order"; readonly user: number; readonly quantities: readonly number[] }
  | {
      readonly type: OrderChangeType;
      readonly order: number;
      readonly expectedVersion: number;
      readonly reason: string;
    }
  | { readonly type: "expire_hold"; readonly order: number };

interface FirstItem {
  readonly stock: number;
  readonly limit: number;
  readonly minorUnits: bigint;
  readonly currencyCode: string;
  readonly window: readonly [startsMs: number | undefined, endsMs: number | undefined];
  readonly paused: boolean;
}

const skus = ["A", "B", "C", "D"] as const;
const stockLimit = 1_000_000_000;
/** The most units of the dearest item whose total is still kept exactly: one more is too large. */
const dearestMax = 9_007;
const dearest = 1_000_000_000_000n;

const always: FirstItem["window"] = [undefined, undefined];
const windows: readonly FirstItem["window"][] = [
  ...times(7, always),
  [startMs, startMs + 21],
  [startMs + 5, undefined],
  [undefined, startMs + 30],
];

const limit = fc.constantFrom(0, 0, 0, 2, 3, 5);
const minorUnits = fc.constantFrom(0n, 1n, 250n, dearest);
const currencyCode = fc.constantFrom(...times(11, "EUR"), "USD");
const rarely = fc.constantFrom(...times(14, false), true);

const firstItem: fc.Arbitrary<FirstItem> = plain({
  stock: fc.constantFrom(1, 2, 3, 4, 6, 9, 20_000),
  limit,
  minorUnits,
  currencyCode,
  window: fc.constantFrom(...windows),
  paused: rarely,
});

const [k1, k2] = ["0c000000-0000-4000-8000-000000000001", "0c000000-0000-4000-8000-000000000002"];
const who = fc.constantFrom<Who>(
  ...times(15, { actor: "shop", key: undefined }),
  { actor: "shop", key: k1 },
  { actor: "shop", key: k2 },
  { actor: "desk", key: undefined },
  { actor: "desk", key: k1 },
);

const sku = fc.constantFrom(...skus);
const version = fc.constantFrom(0, 0, 1, 2);
const price = plain({ minorUnits, currencyCode });
const some = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined, freq: 2 });

/** Among them windows that are empty, alone or together with the other end that stands already. */
const windowChange = fc.constantFrom<CatalogueChange>(
  ...times(6, {}),
  { saleStartsAtMs: startMs },
  { saleStartsAtMs: startMs + 5, clearSaleEnd: true },
  { saleStartsAtMs: startMs + 21 },
  { saleStartsAtMs: startMs + 21, saleEndsAtMs: startMs + 21 },
  { saleEndsAtMs: startMs + 5 },
  { saleEndsAtMs: startMs + 30, clearSaleStart: true },
  { clearSaleStart: true, clearSaleEnd: true },
);

const change: fc.Arbitrary<CatalogueChange> = fc
  .tuple(
    plain<CatalogueChange>({
      name: some(fc.constantFrom("shirt", "mug")),
      price: some(price),
      perUserLimit: some(limit),
      paused: some(rarely),
    }),
    windowChange,
  )
  .map(([fields, window]) => ({ ...fields, ...window }));

const quantity = fc.constantFrom(...times(8, 0), ...times(4, 1), 2, 2, 3, dearestMax);
const lastQuantity = fc.constantFrom(...times(20, 0), 1, dearestMax + 1);
const placeOrder = plain<What>({
  type: fc.constant("place_order"),
  user: fc.constantFrom(0, 0, 0, 0, 1, 1, 1, 2, 3),
  quantities: fc.tuple(quantity, quantity, quantity, lastQuantity),
});
const cancelOrder = plain<What>({
  type: fc.constant("cancel_order"),
  order: fc.nat(3),
  expectedVersion: version,
  reason: fc.constantFrom("changed my mind", "fraud"),
});
const setOnHold = plain<What>({
  type: fc.constantFrom("hold_order", "hold_order", "release_order"),
  order: fc.nat(2),
  expectedVersion: version,
  reason: fc.constantFrom("looks like fraud", "address checked"),
});
const expireHold = plain<What>({ type: fc.constant("expire_hold"), order: fc.nat(3) });
const createUser = plain<What>({
  type: fc.constant("create_user"),
  email: fc.constantFrom("u0@x.test", "u2@x.test", "u3@x.test"),
  name: fc.constantFrom("Ann", "Bob"),
});
const createItem = plain<What>({
  type: fc.constant("create_item"),
  sku,
  name: fc.constant("cap"),
  price,
  onHand: fc.constantFrom(0, 1, 3),
  perUserLimit: limit,
  saleStartsAtMs: fc.constant(undefined),
  saleEndsAtMs: fc.constantFrom(undefined, undefined, startMs + 21),
  paused: rarely,
});
const updateItem = plain<What>({
  type: fc.constant("update_item"),
  sku,
  change,
  expectedVersion: version,
});
const adjustStock = plain<What>({
  type: fc.constant("adjust_stock"),
  sku,
  delta: fc.constantFrom(-3, -1, -1, 1, 2, stockLimit),
  reason: fc.constantFrom("count", "damaged"),
  expectedVersion: version,
});

const rowTail = plain<Omit<ImportRow, "row">>({
  sku: fc.constantFrom(...skus, "D", "E"),
  change: plain({
    name: some(fc.constantFrom("shirt", "cap")),
    price: some(price),
    perUserLimit: some(limit),
    paused: some(rarely),
  }),
  stockDelta: fc.constantFrom(-2, -1, 0, 0, 1, 2, stockLimit),
  problems: fc.constantFrom<ImportRow["problems"]>([], [], [], [{ field: "sku", ...anyWords }]),
});
const importRows: fc.Arbitrary<What> = fc
  .tuple(
    fc.constantFrom(1, 2),
    rarely,
    fc.nat(5),
    fc.array(rowTail, { maxLength: 3, size: "max" }),
    fc.constantFrom(false, false, false, true),
  )
  .map(([id, otherMode, firstRow, rows, complete]) => ({
    type: "import_rows",
    importId: nthId(900 + id),
    dryRun: (id === 2) !== otherMode,
    rows: rows.map((row, index) => ({ ...row, row: 1 + firstRow + index })),
    complete,
  }));

const what = fc.oneof(
  { weight: 10, arbitrary: placeOrder },
  { weight: 3, arbitrary: cancelOrder },
  { weight: 3, arbitrary: setOnHold },
  { weight: 4, arbitrary: expireHold },
  { weight: 2, arbitrary: adjustStock },
  { weight: 3, arbitrary: updateItem },
  { weight: 2, arbitrary: importRows },
  { weight: 1, arbitrary: createItem },
  { weight: 1, arbitrary: createUser },
);

const step = fc.oneof(
  { weight: 12, arbitrary: plain<Step>({ do: fc.constant("send"), who, what }) },
  { weight: 2, arbitrary: plain<Step>({ do: fc.constant("retry"), back: fc.nat(3) }) },
  {
    weight: 4,
    arbitrary: plain<Step>({
      do: fc.constant("commit"),
      afterMs: fc.constantFrom(0, 1, 4, 5, 9, 10, 11),
    }),
  },
);

/** A short life of a small shop: four SKUs, of which three exist, four users, of whom two exist, hardly any stock. */
export const sequences: fc.Arbitrary<Sequence> = plain({
  items: fc.tuple(firstItem, firstItem, firstItem),
  steps: fc.array(step, { minLength: 1, maxLength: 40, size: "max" }),
});

/** The requests that set the shop up. */
export function openingRequests(items: readonly FirstItem[]): readonly Request[] {
  const users = [0, 1].map((n) => {
    return { type: "create_user", email: `u${n}@x.test`, name: "Ann" } as const;
  });
  const firstItems = items.map(({ stock, window, minorUnits: units, ...item }, index) => ({
    type: "create_item" as const,
    sku: skus[index] ?? "D",
    name: "shirt",
    price: { currencyCode: item.currencyCode, minorUnits: units },
    onHand: stock,
    perUserLimit: item.limit,
    saleStartsAtMs: window[0],
    saleEndsAtMs: window[1],
    paused: item.paused,
  }));
  return [...users, ...firstItems].map((command) => requestOf(command, "shop", undefined));
}

/** The request a step stands for, given the users and orders there are. */
export function resolve(model: NaiveModel, wanted: What, by: Who): Request {
  switch (wanted.type) {
    case "place_order": {
      const lines = skus
        .map((name, index) => ({ sku: name, quantity: wanted.quantities[index] ?? 0 }))
        .filter((line) => line.quantity > 0);
      const userId = model.users[wanted.user]?.userId ?? nthId(999);
      const atLeastOne = lines.length > 0 ? lines : [{ sku: "A", quantity: 1 }];
      return requestOf({ type: "place_order", userId, lines: atLeastOne }, by.actor, by.key);
    }
    case "cancel_order":
    case "hold_order":
    case "release_order": {
      const { order, ...rest } = wanted;
      return requestOf({ ...rest, orderId: orderIdOf(model, order) }, by.actor, by.key);
    }
    case "expire_hold": {
      const orderId = orderIdOf(model, wanted.order);
      return requestOf({ type: "expire_hold", orderId }, "system", undefined);
    }
    case "import_rows":
      return requestOf(wanted, by.actor, undefined);
    case "create_user":
    case "create_item":
    case "update_item":
    case "adjust_stock":
      return requestOf(wanted, by.actor, by.key);
    default:
      return wanted satisfies never;
  }
}

function orderIdOf(model: NaiveModel, back: number): string {
  return model.orders.at(-1 - back)?.placed.orderId ?? nthId(998);
}

function requestOf(command: Command, actor: string, idempotencyKey: string | undefined): Request {
  return { command, actor, traceId: "", idempotencyKey };
}

function plain<T>(shape: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<T> {
  return fc.record(shape, { noNullPrototype: true }) as fc.Arbitrary<T>;
}

/** A value as often as it is to be drawn. */
function times<T>(count: number, value: T): readonly T[] {
  return Array.from({ length: count }, () => value);
}
