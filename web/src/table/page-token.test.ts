import assert from "node:assert/strict";
import { test } from "node:test";
import { withPageToken } from "./page-token.ts";

test("another page keeps the filters, and the first has no token", () => {
  const parameters = new URLSearchParams("status=paid&status=placed&page=old&q=a%26b");
  assert.equal(
    withPageToken(parameters, "page", "n/w+="),
    "?status=paid&status=placed&page=n%2Fw%2B%3D&q=a%26b",
  );
  assert.equal(withPageToken(parameters, "page", undefined), "?status=paid&status=placed&q=a%26b");
  assert.equal(withPageToken(new URLSearchParams("page=x"), "page", ""), "");
  assert.equal(parameters.get("page"), "old");
});
