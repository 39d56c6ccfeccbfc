import assert from "node:assert/strict";
import { test } from "node:test";
import type { Command } from "./command-registry.ts";
import { rankCommands } from "./rank.ts";

const command = (label: string, keywords = ""): Command => ({
  id: label,
  label,
  keywords,
  run: () => {},
});

const groups = [
  { title: "This order", commands: [command("Cancel the order"), command("Put on hold", "stop")] },
  { title: "Pages", commands: [command("Go to Live"), command("Go to Orders", "sales list")] },
  { title: "Preferences", commands: [command("Dark theme", "night appearance")] },
];

function ranked(query: string): string {
  return rankCommands(query, groups)
    .map(
      ({ title, commands }) => `${title}: ${commands.map((each) => each.command.label).join(", ")}`,
    )
    .join("; ");
}

const table: readonly (readonly [string, string])[] = [
  [
    "",
    "This order: Cancel the order, Put on hold; Pages: Go to Live, Go to Orders; Preferences: Dark theme",
  ],
  ["order", "Pages: Go to Orders; This order: Cancel the order"],
  ["the order", "This order: Cancel the order"],
  ["go", "Pages: Go to Live, Go to Orders"],
  ["night", "Preferences: Dark theme"],
  ["stop", "This order: Put on hold"],
  ["dark night", "Preferences: Dark theme"],
  ["nothing like it", ""],
];

for (const [query, expected] of table) {
  test(`"${query}" finds ${expected === "" ? "nothing" : expected}`, () =>
    assert.equal(ranked(query), expected));
}

test("a word that can be seen is better than one in the keywords", () => {
  const found = rankCommands("dark", [
    { title: "A", commands: [command("Theme", "dark"), command("Go dark")] },
  ]);
  assert.deepEqual(
    found[0]?.commands.map((each) => each.command.label),
    ["Go dark", "Theme"],
  );
});
