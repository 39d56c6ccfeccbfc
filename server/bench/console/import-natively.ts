import { randomUUID } from "node:crypto";
import { createClient } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { InventoryService } from "#gen/sluice/inventory/v1/inventory_service_pb.ts";

const rowsPerMessage = 1_000;
const timeoutMs = 600_000;

/** The rows as a file: what a shop would export. */
export function csvOf(rowCount: number): string {
  const rows = numbers(rowCount).map((index) => {
    const { sku, name, cents, stock } = itemOf(index);
    return `${sku},"${name}",${(cents / 100).toFixed(2)},${stock}\r\n`;
  });
  return `SKU,Name,Price (EUR),Stock\r\n${rows.join("")}`;
}

/** Streams the rows as fast as they are taken, and answers how long it took until all of them were durable. */
export async function importNatively(url: string, rowCount: number): Promise<number> {
  const client = createClient(InventoryService, createGrpcTransport({ baseUrl: url }));
  const startedMs = performance.now();
  const { import: done } = await client.importItems(messages(rowCount), { timeoutMs });
  const tookMs = performance.now() - startedMs;
  if (done?.createdCount !== BigInt(rowCount)) throw new Error("not every row was imported");
  return tookMs;
}

async function* messages(rowCount: number) {
  const importId = randomUUID();
  for (let first = 0; first < rowCount; first += rowsPerMessage) {
    const count = Math.min(rowsPerMessage, rowCount - first);
    const rows = numbers(count).map((offset) => {
      const { sku, name, cents, stock } = itemOf(first + offset);
      const price = { currencyCode: "EUR", minorUnits: BigInt(cents) };
      return { row: BigInt(first + offset + 2), sku, name, price, stockDelta: BigInt(stock) };
    });
    yield await Promise.resolve({ importId, rows });
  }
}

function itemOf(index: number) {
  const number = String(index).padStart(7, "0");
  return {
    sku: `BENCH-${number}`,
    name: `Imported item ${number}, from a file`,
    cents: 100 + (index % 10_000),
    stock: index % 50,
  };
}

function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}
