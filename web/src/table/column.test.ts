import assert from "node:assert/strict";
import { test } from "node:test";
import { tracksOf } from "./column.ts";

const columns = [
  { width: "104px" },
  { width: "minmax(120px, 1fr)" },
  { width: "minmax(88px, 144px)" },
  { width: "92px", wideOnly: true },
] as const;

test("a table has its tracks, and fewer where there is little room", () => {
  const { all, narrow } = tracksOf(columns, true);
  assert.equal(all, "32px 104px minmax(120px, 1fr) minmax(88px, 144px) 92px");
  assert.equal(narrow, "32px 104px minmax(120px, 1fr) minmax(88px, 144px)");
});

test("where there is much room every column gets its share, but for the boxes to select with", () => {
  const { wide } = tracksOf(columns, true);
  assert.deepEqual(wide.split(/ (?=minmax)/), [
    "32px",
    "minmax(104px, 104fr)",
    "minmax(120px, 320fr)",
    "minmax(88px, 144fr)",
    "minmax(92px, 92fr)",
  ]);
});

test("on paper there are no boxes to select with, and every column gets smaller with the sheet", () => {
  const { print } = tracksOf(columns, true);
  assert.equal(print, "minmax(0px, 104fr) minmax(0px, 160fr) minmax(0px, 144fr)");
});
