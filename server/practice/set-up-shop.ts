import { randomUUIDv7 } from "node:crypto";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError } from "@connectrpc/connect";
import type { Item } from "#gen/sluice/inventory/v1/item_pb.ts";
import { ask } from "./ask.ts";
import type { Patience } from "./ask.ts";
import { sampleItems } from "./sample-items.ts";
import type { SampleItem } from "./sample-items.ts";
import { sampleEmailPrefix, sampleUsers } from "./sample-users.ts";
import type { SampleUser } from "./sample-users.ts";
import type { ShopClients } from "./shop-client.ts";

/** Users that are created at once. */
const atOnceMax = 16;
/** Pages of 1,000 users that are looked through for ours. */
const userPagesMax = 10;

/**
 * Makes the sample items and users that are missing, and fills up items that an earlier sale has emptied. Answers the
 * ids of the users, always in the same order. May be called as often as one likes.
 */
export async function setUpShop(
  clients: ShopClients,
  nowMs: number,
  patience: Patience,
): Promise<readonly string[]> {
  await Promise.all(sampleItems.map((item) => setUpItem(clients, item, nowMs, patience)));
  const known = await knownUsers(clients, patience);
  const missing = sampleUsers().filter(({ email }) => !known.has(email));
  const create = async (): Promise<void> => {
    for (let user = missing.pop(); user !== undefined; user = missing.pop())
      known.set(user.email, await createUser(clients, user, patience));
  };
  await Promise.all(Array.from({ length: atOnceMax }, create));
  return sampleUsers().flatMap(({ email }) => known.get(email) ?? []);
}

async function setUpItem(
  clients: ShopClients,
  sample: SampleItem,
  nowMs: number,
  patience: Patience,
): Promise<void> {
  const item = await findItem(clients, sample.sku, patience);
  if (item === undefined) return await createItem(clients, sample, nowMs, patience);
  if (sample.opensAfterMs > 0) await openLater(clients, sample, nowMs, patience);
  const missing = sample.stock - Number(item.available);
  if (missing <= 0) return;
  await addStock(clients, sample.sku, { units: missing, reason: "for the opening" }, patience);
}

/** Adds units, with a reason that says whose they are. */
export async function addStock(
  { inventory }: ShopClients,
  sku: string,
  { units, reason }: { readonly units: number; readonly reason: string },
  patience: Patience,
): Promise<void> {
  const idempotencyKey = randomUUIDv7();
  const request = {
    sku,
    delta: BigInt(units),
    reason: `Practice sale: ${reason}`,
    idempotencyKey,
  };
  await ask(() => inventory.adjustStock(request), patience);
}

/** The item as it is now; undefined when there is none. */
async function findItem(
  { inventory }: ShopClients,
  sku: string,
  patience: Patience,
): Promise<Item | undefined> {
  try {
    return (await ask(() => inventory.getItem({ sku }), patience)).item;
  } catch (error) {
    if (error instanceof ConnectError && error.code === Code.NotFound) return undefined;
    throw error;
  }
}

async function createItem(
  { inventory }: ShopClients,
  sample: SampleItem,
  nowMs: number,
  patience: Patience,
): Promise<void> {
  const { sku, name, priceCents, stock, perUserLimit, paused } = sample;
  const request = {
    sku,
    name,
    price: { currencyCode: "EUR", minorUnits: priceCents },
    onHand: BigInt(stock),
    perUserLimit: BigInt(perUserLimit),
    paused,
    idempotencyKey: randomUUIDv7(),
    ...(sample.opensAfterMs > 0 && { saleStartsAt: opening(sample, nowMs) }),
  };
  await ask(() => inventory.createItem(request), patience);
}

async function openLater(
  { inventory }: ShopClients,
  sample: SampleItem,
  nowMs: number,
  patience: Patience,
): Promise<void> {
  const request = {
    sku: sample.sku,
    updateMask: { paths: ["sale_starts_at"] },
    saleStartsAt: opening(sample, nowMs),
    idempotencyKey: randomUUIDv7(),
  };
  await ask(() => inventory.updateItem(request), patience);
}

function opening({ opensAfterMs }: SampleItem, nowMs: number) {
  return timestampFromMs(nowMs + opensAfterMs);
}

/** Ids by address of all users whose address begins as ours do. */
async function knownUsers(
  { users }: ShopClients,
  patience: Patience,
): Promise<Map<string, string>> {
  const known = new Map<string, string>();
  let pageToken = "";
  for (let page = 0; page < userPagesMax; page += 1) {
    const request = { emailPrefix: sampleEmailPrefix, pageSize: 1_000, pageToken };
    const answer = await ask(() => users.listUsers(request), patience);
    for (const { email, userId } of answer.users) known.set(email, userId);
    pageToken = answer.nextPageToken;
    if (pageToken === "") break;
  }
  return known;
}

async function createUser(
  { users }: ShopClients,
  sample: SampleUser,
  patience: Patience,
): Promise<string> {
  const request = { ...sample, idempotencyKey: randomUUIDv7() };
  const { user } = await ask(() => users.createUser(request), patience);
  return user?.userId ?? "";
}
