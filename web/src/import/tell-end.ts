import { navigate } from "wouter/use-browser-location";
import { toasts } from "../ui/toast.ts";
import { pageLanguage } from "../words/page-language.ts";
import type { ImportRunner } from "./import-runner.ts";
import type { RunState } from "./run-state.ts";
import { importWords } from "./words.ts";

/** Tells of the end of an import where its page is not what is looked at. */
export function tellEnd(runner: ImportRunner): void {
  let before = runner.state();
  runner.subscribe(() => {
    const after = runner.state();
    const ended = before.phase === "running" && after.phase !== "running";
    before = after;
    if (ended && !location.pathname.startsWith("/stock/import")) tell(after);
  });
}

function tell(state: RunState): void {
  if (!("run" in state)) return;
  const words = importWords.known(pageLanguage.shown()) ?? importWords.en;
  const { importId, dryRun } = state.run;
  const href = dryRun ? "/stock/import" : `/stock/import/${importId}`;
  const action = { label: words.done.open, run: () => navigate(href) };
  if (state.phase === "done")
    toasts.show({ text: words.done.title(state.source.fileName), action });
  if (state.phase === "checked") {
    toasts.show({ text: words.checked.title(state.source.fileName), action });
  }
  if (state.phase === "stopped") {
    const text = words.stopped.title(state.source.fileName);
    toasts.show({ text, tone: "attention", action });
  }
}
