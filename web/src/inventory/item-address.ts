/** What an address takes for a page, or for a step up, though it is a SKU too. "~" is in no SKU. */
const taken: ReadonlySet<string> = new Set(["new", "import", ".", ".."]);

/** The page of an item. */
export function itemHref(sku: string, tool?: ItemTool): string {
  const path = `/stock/${taken.has(sku) ? `~${sku}` : encodeURIComponent(sku)}`;
  return tool === undefined ? path : `${path}?do=${tool}`;
}

/** The SKU in the address of a page of an item. */
export function skuOf(part: string): string {
  return part.startsWith("~") ? part.slice(1) : part;
}

/** What somebody is doing to an item; its page has a form for each. */
export type ItemTool = (typeof itemTools)[number];

export const itemTools = ["edit", "adjust", "schedule"] as const;

/** The tool that is open, by the address of the page. */
export function toolOf(parameters: URLSearchParams): ItemTool | undefined {
  return itemTools.find((tool) => tool === parameters.get("do"));
}

/** The parameters with a tool open, or none; others stay. */
export function withTool(parameters: URLSearchParams, tool: ItemTool | undefined): URLSearchParams {
  const next = new URLSearchParams(parameters);
  if (tool === undefined) next.delete("do");
  else next.set("do", tool);
  return next;
}
