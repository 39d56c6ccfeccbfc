import { Link } from "wouter";
import { isLost } from "../live/stream-state.ts";
import { useLink, useLive } from "../live/use-live.ts";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import { LedgerSign } from "./ledger-sign.tsx";
import { ledgerStanding, lightText, lightTitle } from "./ledger-standing.ts";
import { ledgerWords } from "./ledger-words.ts";
import styles from "./ledger-light.module.css";

/** Whether the books add up, on every page, as the stream tells it: green, or why not. Leads to the page that says more. */
export function LedgerLight() {
  const told = useLive((view) => view.ledger);
  const standing = ledgerStanding(told, !isLost(useLink()));
  const words = useWords(ledgerWords);
  const formats = useFormats();
  const text = lightText(standing, words, formats);
  return (
    <Link
      href="/payments/ledger"
      className={styles["light"]}
      data-kind={standing.kind}
      title={lightTitle(standing, words)}
      aria-label={text}
    >
      <LedgerSign kind={standing.kind} />
      <span className={styles["word"]}>{text}</span>
      {standing.kind === "red" && (
        <span className={styles["count"]}>{formats.count(standing.count)}</span>
      )}
    </Link>
  );
}
