/**
 * The order in which files of tests begin when some of them run at a time: those that take long first, for one of them that begins last
 * would run alone while the other core has nothing to do. Those with deadlines of a second or two do not begin while the tests beside
 * the code take a core. What takes long is told at the end of each run.
 */
const longest: readonly string[] = [
  "web/e2e/every-page.test.ts",
  "server/test/kill.test.ts",
  "server/test/import-large.test.ts",
  "server/test/practice.test.ts",
  "web/e2e/import.test.ts",
  "web/e2e/live.test.ts",
  "web/e2e/payments.test.ts",
  "server/test/provider.test.ts",
  "web/e2e/stock.test.ts",
  "web/e2e/stuck-orders.test.ts",
  "server/test/payments-drill.test.ts",
  "server/test/live-drill.test.ts",
];

/** Files in that order, the others after those it names. Throws where it names a file that is not there. */
export function inOrder(files: readonly string[]): readonly string[] {
  const gone = longest.filter((file) => !files.includes(file));
  if (gone.length > 0) throw new Error(`scripts/test-order.ts names ${gone.join()}`);
  return [...longest, ...files.filter((file) => !longest.includes(file))];
}
