import type { ServerProcess } from "./server-process.ts";

/** A file as a test hands it to a page. */
export interface TestFile {
  readonly name: string;
  readonly mimeType: "text/csv";
  readonly buffer: Buffer;
}

export function csvFile(content: string | Buffer, name = "items.csv"): TestFile {
  return { name, mimeType: "text/csv", buffer: Buffer.from(content) };
}

/** A file of so many new items, their SKUs with a prefix of the test's own. */
export function itemsFile(prefix: string, rowCount: number): TestFile {
  const rows = Array.from({ length: rowCount }, (_, index) => `${prefix}-${index},Item,1.50,3\n`);
  return csvFile(`sku,name,price,stock\n${rows.join("")}`, `${prefix}.csv`);
}

/** As the API shows it, in JSON. */
export interface ItemJson {
  readonly sku: string;
  readonly name: string;
  readonly onHand?: string;
  readonly version: string;
  readonly price: { readonly currencyCode: string; readonly minorUnits: string };
}

/** Items whose SKU begins so, at most 1,000 of them. */
export async function itemsOf(server: ServerProcess, skuPrefix: string) {
  const query = { skuPrefix, pageSize: 1_000 };
  const { items } = await server.call("inventory.v1.InventoryService/ListItems", query);
  return (items ?? []) as readonly ItemJson[];
}
