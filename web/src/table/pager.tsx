import { Link, useLocation, useSearchParams } from "wouter";
import { useKeys } from "../keys/use-keys.ts";
import { useWords } from "../words/use-words.ts";
import { withPageToken } from "./page-token.ts";
import { tableWords } from "./words.ts";
import styles from "./pager.module.css";

/**
 * Leads to the pages before and after this one: their tokens stand in the address, so that a page can be linked and gone back to. A list
 * that cannot be walked backwards leads to its start instead.
 */
export function Pager(props: {
  /** Token of the page before; empty or undefined when there is none. */
  readonly previous?: string | undefined;
  /** Token of the page after; empty or undefined when there is none. */
  readonly next: string | undefined;
  /** "time" for newest first: "Newer" and "Older". */
  readonly order?: "time" | "name";
  /** Parameter of the address that has the token. */
  readonly parameter?: string;
}) {
  const { previous, next, order = "name", parameter = "page" } = props;
  const [path, navigate] = useLocation();
  const [parameters] = useSearchParams();
  const words = useWords(tableWords);
  const hrefOf = (token: string | undefined): string =>
    path + withPageToken(parameters, parameter, token);
  const later = parameters.has(parameter);
  const back = previous ? hrefOf(previous) : undefined;
  const on = next ? hrefOf(next) : undefined;
  const start = later ? hrefOf(undefined) : undefined;
  const [backWord, onWord] =
    order === "time" ? [words.newer, words.older] : [words.previousPage, words.nextPage];
  useKeys(
    {
      "[": back === undefined ? undefined : { label: backWord, run: () => navigate(back) },
      "]": on === undefined ? undefined : { label: onWord, run: () => navigate(on) },
    },
    { scope: words.pages },
  );
  if (!later && on === undefined) return null;
  return (
    <nav className={styles["pager"]} aria-label={words.pages}>
      <Step href={start} word={words.start} />
      {(previous !== undefined || order === "time") && (
        <Step href={back} word={backWord} rel="prev" />
      )}
      <Step href={on} word={onWord} rel="next" />
    </nav>
  );
}

/** Keeps its place when there is nothing to go to: what one presses again and again does not move away. */
function Step(props: {
  readonly href: string | undefined;
  readonly word: string;
  readonly rel?: string;
}) {
  const { href, word, rel } = props;
  return href === undefined ? (
    <span className={styles["step"]} aria-disabled="true">
      {word}
    </span>
  ) : (
    <Link href={href} className={styles["step"]} {...(rel && { rel })}>
      {word}
    </Link>
  );
}
