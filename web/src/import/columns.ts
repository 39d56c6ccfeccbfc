/** What a column of a file can be read as. */
export const fields = [
  "sku",
  "name",
  "price",
  "price_minor",
  "currency",
  "stock_delta",
  "per_user_limit",
  "paused",
] as const;

export type Field = (typeof fields)[number];

/** How the records of a file become rows of an import. */
export interface RowPlan {
  /** What each column is read as, by its place; undefined for one that is left out. A field stands at most once. */
  readonly columns: readonly (Field | undefined)[];
  /** Of prices that do not say theirs. */
  readonly currency: string;
  readonly decimalMark: DecimalMark;
}

export type DecimalMark = "." | ",";

/** Gives a column a field, or none, and takes that field from the column that had it. */
export function withColumn(plan: RowPlan, column: number, field: Field | undefined): RowPlan {
  const columns = plan.columns.map((before, index) => {
    if (index === column) return field;
    return before === field ? undefined : before;
  });
  return { ...plan, columns };
}

/** Why rows cannot be made with a plan; undefined when they can. */
export type PlanProblem = "no_sku" | "nothing_to_change" | "two_prices" | "no_currency";

export function planProblem({ columns, currency }: RowPlan): PlanProblem | undefined {
  const has = (field: Field): boolean => columns.includes(field);
  if (!has("sku")) return "no_sku";
  if (!fields.some((field) => field !== "sku" && field !== "currency" && has(field))) {
    return "nothing_to_change";
  }
  if (has("price") && has("price_minor")) return "two_prices";
  const priced = has("price") || has("price_minor");
  return priced && !has("currency") && !isCurrencyCode(currency) ? "no_currency" : undefined;
}

/** True when items that are not there yet can be created: they need a name and a price. */
export function canCreate({ columns }: RowPlan): boolean {
  return columns.includes("name") && (columns.includes("price") || columns.includes("price_minor"));
}

/** The form of a code; whether such a currency exists is for the server to say. */
export function isCurrencyCode(text: string): boolean {
  return /^[A-Z]{3}$/.test(text);
}
