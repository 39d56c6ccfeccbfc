import assert from "node:assert/strict";
import { test } from "node:test";
import { ownsKey } from "./key-owner.ts";

const field = { tagName: "INPUT", type: "search" };
const tick = { tagName: "INPUT", type: "checkbox" };

test("what is typed into a field stays there, except Escape and keys with Mod", () => {
  for (const target of [
    field,
    { tagName: "TEXTAREA" },
    { tagName: "DIV", isContentEditable: true },
  ])
    for (const key of ["j", "?", "/", "Enter", "ArrowDown"]) assert(ownsKey(target, key), key);
  for (const key of ["Escape", "Mod+k"]) assert(!ownsKey(field, key), key);
});

test("a button and a link keep Enter and Space, and nothing else", () => {
  for (const tagName of ["BUTTON", "A", "SUMMARY"]) {
    for (const key of ["Enter", "Space"]) assert(ownsKey({ tagName }, key));
    for (const key of ["j", "?", "ArrowDown"]) assert(!ownsKey({ tagName }, key));
  }
});

test("a checkbox keeps what moves and ticks it, and lets letters pass", () => {
  for (const key of ["Space", "ArrowDown"]) assert(ownsKey(tick, key));
  for (const key of ["j", "g"]) assert(!ownsKey(tick, key));
});

test("a row keeps nothing", () => {
  for (const key of ["Enter", "Space", "x", "ArrowDown"]) assert(!ownsKey({ tagName: "TR" }, key));
});
