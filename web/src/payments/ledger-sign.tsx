import type { LedgerStanding } from "./ledger-standing.ts";

/**
 * A ledger, with a tick, a bang, dots or a question mark on its page: told apart without its colour, and from the disc of the link beside
 * it, where there is no room for words.
 */
export function LedgerSign({ kind }: { readonly kind: LedgerStanding["kind"] }) {
  return (
    <svg viewBox="0 0 18 16" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.5">
      <path d="M1.75 1.75h14.5v12.5H1.75zM4.5 1.75v12.5" />
      <path d={marks[kind]} strokeWidth="1.75" />
    </svg>
  );
}

const marks: Readonly<Record<LedgerStanding["kind"], string>> = {
  green: "m7 8.25 2.25 2.25L14 5.5",
  checking: "M6.5 8h1.75M9.5 8h1.75m1.25 0h1.75",
  red: "M10.5 4v4.75m0 1.25v1.75",
  unread: "M8.5 5.75c.25-2 4-2 4 .25 0 1.5-2 1.5-2 3m0 1v1.75",
};
