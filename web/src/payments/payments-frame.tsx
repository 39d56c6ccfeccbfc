import type { ReactNode } from "react";
import { Link, useLocation } from "wouter";
import { PageHead } from "../ui/page-head.tsx";
import { useWords } from "../words/use-words.ts";
import { NotLive } from "./not-live.tsx";
import { sectionWords } from "./section-words.ts";
import { paymentSections } from "./section-tabs.ts";
import styles from "./payments-frame.module.css";

/** What the pages about payments have in common: a head, the way to the others, and a word when they are not live. */
export function PaymentsFrame(props: {
  readonly title: string;
  readonly subtitle?: ReactNode;
  readonly actions?: ReactNode;
  /** True while the stream of the page is broken. */
  readonly lost?: boolean;
  readonly children: ReactNode;
}) {
  const { title, subtitle, actions, lost = false, children } = props;
  const words = useWords(sectionWords);
  const [path] = useLocation();
  return (
    <>
      <PageHead title={title} subtitle={subtitle} actions={actions} />
      <nav className={styles["tabs"]} aria-label={words.label}>
        {paymentSections.map(({ href, name }) => (
          <Link key={href} href={href} aria-current={path === href ? "page" : undefined}>
            {name === "stuck" ? words.stuckTab : words[name]}
          </Link>
        ))}
      </nav>
      {lost && <NotLive />}
      {children}
    </>
  );
}
