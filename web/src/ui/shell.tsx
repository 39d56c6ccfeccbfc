import { useEffect, useRef } from "react";
import type { ReactNode } from "react";
import { Link, useLocation } from "wouter";
import { PaletteButton } from "../palette/palette-button.tsx";
import { useWords } from "../words/use-words.ts";
import { uiWords } from "./words.ts";
import styles from "./shell.module.css";

/** A page of the console, for the navigation. */
export interface PageEntry {
  readonly href: string;
  readonly label: string;
  /** "page" when it is what is shown, "true" when that lies under it. */
  readonly current?: "page" | "true" | undefined;
  /** True for what is not a page of the console: it is loaded as a whole. */
  readonly outside?: boolean;
}

/** The frame of every page: name, state of the link, tools, what is not for real, navigation. */
export function Shell(props: {
  readonly badge: ReactNode;
  /** Stand at the end of the head. */
  readonly tools: ReactNode;
  readonly banner: ReactNode;
  readonly pages: readonly PageEntry[];
  readonly children: ReactNode;
}) {
  const { badge, tools, banner, pages, children } = props;
  const words = useWords(uiWords).shell;
  const [path] = useLocation();
  const content = useRef<HTMLElement>(null);
  useNewPage(path, content);
  return (
    <div className={styles["shell"]}>
      <a className={styles["skip"]} href="#content">
        {words.skip}
      </a>
      <header className={styles["header"]}>
        <Link className={styles["brand"]} href="/">
          <BrandSign />
          Sluice
        </Link>
        <PaletteButton />
        <div className={styles["badge"]}>{badge}</div>
        {tools}
      </header>
      <div className={styles["banner"]}>{banner}</div>
      <nav className={styles["navigation"]} aria-label={words.pages}>
        {pages.map(({ href, label, current, outside = false }) =>
          outside ? (
            <a key={href} href={href}>
              {label}
            </a>
          ) : (
            <Link key={href} href={href} aria-current={current}>
              {label}
            </Link>
          ),
        )}
      </nav>
      <main ref={content} id="content" className={styles["content"]} tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

/** A page that is opened from another begins at its top, and has the focus: nothing else was loaded. */
function useNewPage(path: string, content: React.RefObject<HTMLElement | null>): void {
  const last = useRef(path);
  useEffect(() => {
    if (last.current === path) return;
    last.current = path;
    scrollTo({ top: 0 });
    content.current?.focus({ preventScroll: true });
  }, [path, content]);
}

/** A gate between two posts, half up, and the water under it. */
function BrandSign() {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true">
      <path d="M1.5 1.5h2v13h-2zM12.5 1.5h2v13h-2zM5 1.5h6v6H5z" fill="currentColor" />
      <path d="M5 10.5h6M5 13.5h6" stroke="currentColor" strokeWidth="1.5" opacity="0.55" />
    </svg>
  );
}
