import { Link, useLocation } from "wouter";
import { PageHead } from "../ui/page-head.tsx";
import { usePageTitle } from "../ui/use-page-title.ts";
import { useWords } from "../words/use-words.ts";
import { sections } from "./sections.ts";
import { pagesWords } from "./words.ts";
import styles from "./not-found-page.module.css";

/** Longest part of an address that is repeated to who came by it. */
const pathMaxLength = 80;

/** For an address without a page: says so, and where to go. */
export function NotFoundPage() {
  const words = useWords(pagesWords);
  const [path] = useLocation();
  const shown = path.length > pathMaxLength ? `${path.slice(0, pathMaxLength)}…` : path;
  usePageTitle(words.notFound.title);
  return (
    <>
      <PageHead title={words.notFound.title} subtitle={words.notFound.text(shown)} />
      <nav className={styles["ways"]} aria-label={words.notFound.goTo}>
        <p>{words.notFound.goTo}</p>
        <ul>
          {sections.map(({ href, name }) => (
            <li key={href}>
              <Link href={href}>{words[name]}</Link>
            </li>
          ))}
        </ul>
      </nav>
    </>
  );
}
