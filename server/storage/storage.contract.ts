import { describe } from "node:test";
import { durabilityContract } from "./contract/durability.contract.ts";
import { eventsContract } from "./contract/events.contract.ts";
import type { OpenForContract } from "./contract/harness.ts";
import { idempotencyContract } from "./contract/idempotency.contract.ts";
import { importsContract } from "./contract/imports.contract.ts";
import { lanesContract } from "./contract/lanes.contract.ts";
import { listOrdersContract } from "./contract/list-orders.contract.ts";
import { listsContract } from "./contract/lists.contract.ts";
import { outcomesContract } from "./contract/outcomes.contract.ts";
import { paymentsContract } from "./contract/payments.contract.ts";
import { retentionContract } from "./contract/retention.contract.ts";
import { searchContract } from "./contract/search.contract.ts";

/** What every adapter of the Storage port has to do. `open` gives each test a storage of its own, empty. */
export function storageContract(name: string, open: OpenForContract): void {
  describe(`${name}: outcomes`, () => outcomesContract(open));
  describe(`${name}: idempotency`, () => idempotencyContract(open));
  describe(`${name}: durability`, () => durabilityContract(open));
  describe(`${name}: lanes and admission`, () => lanesContract(open));
  describe(`${name}: events`, () => eventsContract(open));
  describe(`${name}: lists`, () => listsContract(open));
  describe(`${name}: searches`, () => searchContract(open));
  describe(`${name}: list of orders`, () => listOrdersContract(open));
  describe(`${name}: payments`, () => paymentsContract(open));
  describe(`${name}: imports`, () => importsContract(open));
  describe(`${name}: retention`, () => retentionContract(open));
}
