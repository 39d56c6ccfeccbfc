import type { Field } from "./columns.ts";

/**
 * What each column is, as far as its header tells, in English or Chinese. The first column with a name gets the field; the
 * others, and those whose header says nothing, get none.
 */
export function guessColumns(headers: readonly string[]): readonly (Field | undefined)[] {
  const taken = new Set<Field>();
  return headers.map((header) => {
    const field = fieldByName.get(plainName(header));
    if (field === undefined || taken.has(field)) return undefined;
    taken.add(field);
    return field;
  });
}

/** The currency that a header of prices names, "Price (EUR)"; undefined when none does. */
export function guessCurrency(
  headers: readonly string[],
  columns: readonly (Field | undefined)[],
): string | undefined {
  const known = new Set(Intl.supportedValuesOf("currency"));
  return headers
    .filter((_, index) => columns[index] === "price" || columns[index] === "price_minor")
    .flatMap((header) => header.match(/[A-Z]{3}/g) ?? [])
    .find((code) => known.has(code));
}

/** Names as they are after `plainName`. */
const namesByField: Readonly<Record<Field, string>> = {
  sku: "sku|skucode|skuid|code|itemcode|productcode|no|number|articlenumber|artno|partnumber|货号|编码|编号|款号|条码|sku编码|sku编号|料号",
  name: "name|title|productname|designation|description|label|名称|品名|标题|名|产品名|商品名",
  price:
    "price|unitprice|retailprice|saleprice|sellingprice|listprice|rrp|价格|单价|售价|零售价|销售价",
  price_minor:
    "priceminor|priceminorunits|minorunits|pricecents|priceincents|cents|价格分|单价分|售价分",
  currency: "currency|currencycode|pricecurrency|pricecurrencycode|币种|货币|货币代码|币别",
  stock_delta:
    "stock|stockdelta|stocktoadd|addstock|quantity|qty|onhand|units|inventory|count|库存|库存数|库存数量|数量|入库数|入库数量|新增库存",
  per_user_limit:
    "peruserlimit|userlimit|limit|limitperuser|limitpercustomer|maxperuser|maxpercustomer|purchaselimit|限购|限购数|限购数量|每人限购|单人限购",
  paused: "paused|pause|suspended|ispaused|暂停|是否暂停|停售|暂停销售|是否停售",
};

const fieldByName: ReadonlyMap<string, Field> = new Map(
  (Object.entries(namesByField) as [Field, string][]).flatMap(([field, names]) =>
    names.split("|").map((name): [string, Field] => [name, field]),
  ),
);

/** Words that say what the whole row is, not what the column is. */
const rowWords = new Set(["product", "item", "article", "variant", "goods"]);

/** A header without what differs from program to program: case, width, punctuation, brackets, "product" or 商品 before it. */
function plainName(header: string): string {
  const text = header.normalize("NFKC").replaceAll(/\(.*?\)|\[.*?\]/g, " ");
  const spaced = text.replaceAll(/(\p{Ll})(\p{Lu})/gu, "$1 $2").toLowerCase();
  const words = spaced.match(/[\p{L}\p{N}]+/gu) ?? [];
  const telling = words.filter((word) => !rowWords.has(word));
  const name = (telling.length > 0 ? telling : words).join("");
  return name
    .replace(/^(商品|产品|货品)(?=.)/, "")
    .replace(/^item$/, "sku")
    .replace(/^product$/, "name");
}
