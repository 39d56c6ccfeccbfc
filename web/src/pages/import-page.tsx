import { useEffect } from "react";
import { Link, useLocation, useParams } from "wouter";
import { importRunner } from "../import/browser-import.ts";
import { ImportWizard } from "../import/import-wizard.tsx";
import { StoredImport } from "../import/stored-import.tsx";
import { useImport } from "../import/use-import.ts";
import { useImportActions } from "../import/use-import-actions.ts";
import type { RunState } from "../import/run-state.ts";
import { importWords } from "../import/words.ts";
import { PageHead } from "../ui/page-head.tsx";
import { usePageTitle } from "../ui/use-page-title.ts";
import { useWords } from "../words/use-words.ts";

/** Brings items in from a file: a new import, or one by its id. */
export function ImportPage() {
  const words = useWords(importWords);
  const { importId } = useParams<{ importId?: string }>();
  const [, navigate] = useLocation();
  const state = useImport();
  const ours = importIdOf(state);
  usePageTitle(words.title);
  useImportActions(state);
  useEffect(() => {
    if (importId !== undefined || ours === undefined) return;
    // An import that has begun has an address: it can be linked, and a reload finds it again. One that is done makes room.
    if (state.phase === "done") importRunner.reset();
    else navigate(`/stock/import/${ours}`, { replace: true });
  }, [importId, ours, state.phase, navigate]);
  return (
    <>
      <PageHead
        title={words.title}
        subtitle={words.about}
        trail={<Link href="/stock">{words.toStock}</Link>}
      />
      {importId === undefined || importId === ours ? (
        <ImportWizard state={state} />
      ) : (
        <StoredImport key={importId} importId={importId} />
      )}
    </>
  );
}

/** The id of the real import that this tab runs or has run. */
function importIdOf(state: RunState): string | undefined {
  return "run" in state && !state.run.dryRun ? state.run.importId : undefined;
}
