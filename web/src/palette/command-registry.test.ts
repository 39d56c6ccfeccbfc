import assert from "node:assert/strict";
import { test } from "node:test";
import { CommandRegistry } from "./command-registry.ts";

test("what one is at stands before what is always there, and goes with it", () => {
  const registry = new CommandRegistry();
  const titles = () => registry.groups().map(({ title }) => title);
  registry.add(() => ({ title: "Pages", commands: [] }));
  const leave = registry.add(() => ({ title: "This order", commands: [] }));
  assert.deepEqual(titles(), ["This order", "Pages"]);
  leave();
  assert.deepEqual(titles(), ["Pages"]);
});

test("a group is asked for when it is needed: its labels follow the language", () => {
  const registry = new CommandRegistry();
  let title = "Pages";
  registry.add(() => ({ title, commands: [] }));
  title = "页面";
  assert.equal(registry.groups()[0]?.title, "页面");
});
