import { assert } from "../../core/assert.ts";
import type { Page } from "../storage.ts";

const pagesMax = 1_000;

/** Every row of a list, page by page. Throws when a page leads to itself, or the walk does not end. */
export async function walkPages<T>(
  list: (after: string | undefined) => Promise<Page<T>>,
): Promise<readonly T[]> {
  const rows: T[] = [];
  let after: string | undefined;
  for (let pages = 0; pages < pagesMax; pages += 1) {
    const page = await list(after);
    rows.push(...page.rows);
    if (page.next === undefined) return rows;
    assert(page.next !== after, "a page leads to itself");
    after = page.next;
  }
  throw new Error(`the walk does not end in ${pagesMax} pages`);
}
