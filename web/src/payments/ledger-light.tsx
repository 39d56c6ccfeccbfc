import { Link } from "wouter";
import { useRefresh, useWhileVisible } from "../refresh/use-refresh.ts";
import { MarkShape } from "../ui/mark-view.tsx";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import { ledgerPoller } from "./ledger-poller.ts";
import { ledgerStanding } from "./ledger-standing.ts";
import type { LedgerStanding } from "./ledger-standing.ts";
import { ledgerWords } from "./ledger-words.ts";
import type { LedgerWords } from "./ledger-words.ts";
import styles from "./ledger-light.module.css";

const pollers = [ledgerPoller] as const;

const shapes = { green: "disc", checking: "half", red: "square", unread: "ring" } as const;

/** Whether the books add up, on every page: green, or why not. Leads to the page that says more. */
export function LedgerLight() {
  useWhileVisible(pollers);
  const standing = ledgerStanding(useRefresh(ledgerPoller));
  const { light } = useWords(ledgerWords);
  const formats = useFormats();
  const text = textOf(standing, light, formats.counted);
  return (
    <Link
      href="/payments/ledger"
      className={styles["light"]}
      data-kind={standing.kind}
      title={light.title}
      aria-label={text}
    >
      <MarkShape shape={shapes[standing.kind]} />
      <span className={styles["word"]}>{text}</span>
    </Link>
  );
}

function textOf(
  standing: LedgerStanding,
  light: LedgerWords["light"],
  counted: (count: bigint) => { readonly value: bigint | number; readonly text: string },
): string {
  return standing.kind === "red" ? light.red(counted(standing.count)) : light[standing.kind];
}
