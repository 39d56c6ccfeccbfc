import { useLocation } from "wouter";
import { useKeys } from "../keys/use-keys.ts";
import { useCommands } from "../palette/use-commands.ts";
import { useWords } from "../words/use-words.ts";
import { importRunner } from "./browser-import.ts";
import { planProblem } from "./columns.ts";
import type { RunState } from "./run-state.ts";
import { importWords } from "./words.ts";
import type { ImportWords } from "./words.ts";

interface Action {
  readonly id: string;
  readonly keys: string;
  readonly label: string;
  readonly run: () => void;
}

/** What can be done at the step an import is at, by key and from the palette. */
export function useImportActions(state: RunState): void {
  const words = useWords(importWords);
  const [, navigate] = useLocation();
  const startAnew = (): void => {
    importRunner.reset();
    navigate("/stock/import");
  };
  const actions = actionsOf(state, words.commands, startAnew);
  const map = Object.fromEntries(actions.map(({ keys, label, run }) => [keys, { label, run }]));
  useKeys(map, { scope: words.scope });
  useCommands(words.title, actions);
}

function actionsOf(
  state: RunState,
  words: ImportWords["commands"],
  startAnew: () => void,
): readonly Action[] {
  const choose = { id: "choose", keys: "f", label: words.choose, run: openChoice };
  switch (state.phase) {
    case "empty":
    case "unreadable":
      return [choose];
    case "mapping":
      return planProblem(state.source.plan) === undefined
        ? [go("check", words.check, importRunner.check), choose]
        : [choose];
    case "checked":
      return [go("import", words.import, importRunner.import)];
    case "running":
      return [{ id: "stop", keys: "s", label: words.stop, run: importRunner.stop }];
    case "stopped":
      return [go("go-on", words.goOn, importRunner.goOn)];
    case "done":
      return [go("another", words.another, startAnew)];
    case "reading":
      return [];
  }
}

/** What leads on from a step has the same key at each. */
function go(id: string, label: string, run: () => void): Action {
  return { id, keys: "Mod+Enter", label, run };
}

/** The browser opens its choice of files only while it handles a key or a click. */
function openChoice(): void {
  document.querySelector<HTMLInputElement>("#content input[type=file]")?.click();
}
