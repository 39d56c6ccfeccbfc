import type { ServiceImpl } from "@connectrpc/connect";
import type {
  InventoryService,
  ListImportErrorsRequest,
  ListItemsRequest,
  ListStockEventsRequest,
} from "#gen/sluice/inventory/v1/inventory_service_pb.ts";
import type { ItemOutcome } from "../commands/command.ts";
import { accepted, applyCommand, readStorage } from "../rpc/apply-command.ts";
import { optionalSkuField, pageSizeField, queryField, skuField } from "../rpc/fields.ts";
import { encodePageToken, pageTokenField } from "../rpc/page-token.ts";
import type { ListFilter } from "../rpc/page-token.ts";
import { importNotFound, notFound } from "../rpc/problem-error.ts";
import { Violations } from "../rpc/violations.ts";
import type {
  ImportErrorsQuery,
  ItemsQuery,
  StockEventsQuery,
  Storage,
} from "../storage/storage.ts";
import { importErrorMessage, importMessage } from "./import-message.ts";
import { importItems, importItemsChunk } from "./import-service.ts";
import { itemMessage } from "./item-message.ts";
import { parseAdjustStock, parseCreateItem, parseUpdateItem } from "./item-request-message.ts";
import { stockEventMessage } from "./stock-event-message.ts";

/** The handlers of sluice.inventory.v1.InventoryService. */
export function inventoryService({
  storage,
}: {
  readonly storage: Storage;
}): ServiceImpl<typeof InventoryService> {
  return { ...itemHandlers(storage), ...importHandlers(storage) };
}

type ItemMethods =
  | "createItem"
  | "updateItem"
  | "adjustStock"
  | "getItem"
  | "listItems"
  | "listStockEvents";

function itemHandlers(storage: Storage): Pick<ServiceImpl<typeof InventoryService>, ItemMethods> {
  return {
    createItem: (request, context) =>
      applyCommand(storage, context, parseCreateItem(request), itemResponse),

    updateItem: (request, context) =>
      applyCommand(storage, context, parseUpdateItem(request), itemResponse),

    adjustStock: (request, context) =>
      applyCommand(storage, context, parseAdjustStock(request), itemResponse),

    getItem: async (request, context) => {
      const violations = new Violations();
      const sku = skuField(violations, "sku", request.sku);
      violations.throwIfAny();
      const item = await readStorage(context, () => storage.getItem(sku));
      if (item === undefined) throw notFound({ reason: "ITEM_NOT_FOUND", sku });
      return { item: itemMessage(item) };
    },

    listItems: async (request, context) => {
      const { query, filter } = parseListItems(request);
      const page = await readStorage(context, () => storage.listItems(query));
      return {
        items: page.rows.map(itemMessage),
        nextPageToken: encodePageToken(filter, page.next),
      };
    },

    listStockEvents: async (request, context) => {
      const { query, filter } = parseListStockEvents(request);
      const { sku } = query;
      const page = await readStorage(context, () => storage.listStockEvents(query));
      if (page.rows.length === 0) {
        const item = await readStorage(context, () => storage.getItem(sku));
        if (item === undefined) throw notFound({ reason: "ITEM_NOT_FOUND", sku });
      }
      return {
        stockEvents: page.rows.map(stockEventMessage),
        nextPageToken: encodePageToken(filter, page.next),
      };
    },
  };
}

function importHandlers(storage: Storage): Omit<ServiceImpl<typeof InventoryService>, ItemMethods> {
  return {
    importItems: (requests, context) => importItems(storage, requests, context),

    importItemsChunk: (request, context) => importItemsChunk(storage, request, context),

    getImport: async (request, context) => {
      const violations = new Violations();
      const importId = violations.uuid("import_id", request.importId);
      violations.throwIfAny();
      const progress = await readStorage(context, () => storage.getImport(importId));
      if (progress === undefined) throw importNotFound(importId);
      return { import: importMessage(progress) };
    },

    listImportErrors: async (request, context) => {
      const { query, filter } = parseListImportErrors(request);
      const { importId } = query;
      const page = await readStorage(context, () => storage.listImportErrors(query));
      if (page.rows.length === 0) {
        const progress = await readStorage(context, () => storage.getImport(importId));
        if (progress === undefined) throw importNotFound(importId);
      }
      return {
        errors: page.rows.map(importErrorMessage),
        nextPageToken: encodePageToken(filter, page.next),
      };
    },
  };
}

function itemResponse(outcome: ItemOutcome) {
  const { subject, replayed } = accepted(outcome);
  return { item: itemMessage(subject), replayed };
}

function parseListItems(request: ListItemsRequest): { query: ItemsQuery; filter: ListFilter } {
  const violations = new Violations();
  const limit = pageSizeField(violations, request.pageSize);
  const skuPrefix = optionalSkuField(violations, "sku_prefix", request.skuPrefix) ?? "";
  const words = queryField(violations, "query", request.query);
  const { paused, soldOut } = request;
  const filter = ["items", skuPrefix, words, paused, soldOut];
  const after = pageTokenField(violations, filter, request.pageToken);
  violations.throwIfAny();
  return { query: { limit, after, skuPrefix, words, paused, soldOut }, filter };
}

function parseListStockEvents(request: ListStockEventsRequest): {
  query: StockEventsQuery;
  filter: ListFilter;
} {
  const violations = new Violations();
  const { editsOnly } = request;
  const sku = skuField(violations, "sku", request.sku);
  const limit = pageSizeField(violations, request.pageSize);
  const filter = ["stock_events", sku, editsOnly];
  const after = pageTokenField(violations, filter, request.pageToken);
  violations.throwIfAny();
  return { query: { sku, limit, after, editsOnly }, filter };
}

function parseListImportErrors(request: ListImportErrorsRequest): {
  query: ImportErrorsQuery;
  filter: ListFilter;
} {
  const violations = new Violations();
  const importId = violations.uuid("import_id", request.importId);
  const limit = pageSizeField(violations, request.pageSize);
  const filter = ["import_errors", importId];
  const after = pageTokenField(violations, filter, request.pageToken);
  violations.throwIfAny();
  return { query: { importId, limit, after }, filter };
}
