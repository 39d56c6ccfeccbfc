import { randomUUIDv7 } from "node:crypto";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError } from "@connectrpc/connect";
import { ask } from "./ask.ts";
import type { Patience } from "./ask.ts";
import { sampleItems } from "./sample-items.ts";
import type { SampleItem } from "./sample-items.ts";
import { sampleEmailPrefix, sampleUsers } from "./sample-users.ts";
import type { SampleUser } from "./sample-users.ts";
import type { ShopClients } from "./shop-client.ts";

/** What was there already is not among what was created. */
export interface Samples {
  readonly createdSkus: readonly string[];
  readonly createdUserCount: number;
  /** All sample users, always in the same order. */
  readonly userIds: readonly string[];
}

/** Users that are created at once. */
const atOnceMax = 16;
/** Pages of 1,000 users that are looked through for ours. */
const userPagesMax = 10;

/**
 * Creates the sample items and users that are missing and leaves the others as they are. May be called as often as one
 * likes, also by several at once: what another has created meanwhile counts as having been there.
 */
export async function createSamples(
  clients: ShopClients,
  nowMs: number,
  patience: Patience,
): Promise<Samples> {
  const items = sampleItems.map(async (sample) =>
    (await createItem(clients, sample, nowMs, patience)) ? [sample.sku] : [],
  );
  const createdSkus = (await Promise.all(items)).flat();
  const known = await idsByEmail(clients, sampleEmailPrefix, patience);
  const missing = sampleUsers().filter(({ email }) => !known.has(email));
  let createdUserCount = 0;
  const create = async (): Promise<void> => {
    for (let user = missing.pop(); user !== undefined; user = missing.pop()) {
      const { userId, created } = await createUser(clients, user, patience);
      known.set(user.email, userId);
      createdUserCount += created ? 1 : 0;
    }
  };
  await Promise.all(Array.from({ length: atOnceMax }, create));
  const userIds = sampleUsers().flatMap(({ email }) => known.get(email) ?? []);
  return { createdSkus, createdUserCount, userIds };
}

/** When ordering of an item opens. */
export function opening({ opensAfterMs }: SampleItem, nowMs: number) {
  return timestampFromMs(nowMs + opensAfterMs);
}

/** True when it was created, false when it is there already. */
async function createItem(
  clients: ShopClients,
  sample: SampleItem,
  nowMs: number,
  patience: Patience,
): Promise<boolean> {
  const { inventory } = clients;
  const { sku, name, priceCents, stock, perUserLimit, paused } = sample;
  if (await exists(ask(() => inventory.getItem({ sku }), patience))) return false;
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
  const created = ask(() => inventory.createItem(request), patience);
  return (await unlessTaken(created)) !== undefined;
}

async function createUser(
  clients: ShopClients,
  sample: SampleUser,
  patience: Patience,
): Promise<{ readonly userId: string; readonly created: boolean }> {
  const request = { ...sample, idempotencyKey: randomUUIDv7() };
  const made = await unlessTaken(ask(() => clients.users.createUser(request), patience));
  if (made !== undefined) return { userId: made.user?.userId ?? "", created: true };
  const known = await idsByEmail(clients, sample.email, patience);
  return { userId: known.get(sample.email) ?? "", created: false };
}

/** Ids by address of all users whose address begins so. */
async function idsByEmail(
  { users }: ShopClients,
  emailPrefix: string,
  patience: Patience,
): Promise<Map<string, string>> {
  const known = new Map<string, string>();
  let pageToken = "";
  for (let page = 0; page < userPagesMax; page += 1) {
    const request = { emailPrefix, pageSize: 1_000, pageToken };
    const answer = await ask(() => users.listUsers(request), patience);
    for (const { email, userId } of answer.users) known.set(email, userId);
    pageToken = answer.nextPageToken;
    if (pageToken === "") break;
  }
  return known;
}

async function exists(read: Promise<unknown>): Promise<boolean> {
  return (await unless(Code.NotFound, read)) !== undefined;
}

/** The answer; undefined when another was first. */
async function unlessTaken<T>(create: Promise<T>): Promise<T | undefined> {
  return await unless(Code.AlreadyExists, create);
}

async function unless<T>(code: Code, call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof ConnectError && error.code === code) return undefined;
    throw error;
  }
}
