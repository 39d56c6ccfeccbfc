import type { ReactNode } from "react";
import { Link } from "wouter";
import styles from "./button.module.css";

/** A link to a page that is as much of an act as a button: "New item". */
export function ButtonLink(props: {
  readonly href: string;
  readonly tone?: "plain" | "primary";
  /** Shown on hover: its shortcut. */
  readonly title?: string;
  readonly children: ReactNode;
}) {
  const { href, tone = "plain", title, children } = props;
  return (
    <Link href={href} className={styles["button"]} data-tone={tone} title={title}>
      {children}
    </Link>
  );
}
