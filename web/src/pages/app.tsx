import { Suspense } from "react";
import { Route, Switch, useLocation } from "wouter";
import { PageKeys } from "../keys/page-keys.tsx";
import { LinkBadge } from "../live/link-badge.tsx";
import { PracticeBanner } from "../practice/practice-banner.tsx";
import { salePoller } from "../practice/sale-poller.ts";
import { PreferencesButton } from "../preferences/preferences-button.tsx";
import { useWhileVisible } from "../refresh/use-refresh.ts";
import { FaultBoundary } from "../ui/fault-boundary.tsx";
import { lazyPart } from "../ui/lazy-part.ts";
import { Shell } from "../ui/shell.tsx";
import type { PageEntry } from "../ui/shell.tsx";
import { useWords } from "../words/use-words.ts";
import { NotFoundPage } from "./not-found-page.tsx";
import { routes } from "./routes.ts";
import { currentOf, sections } from "./sections.ts";
import { pagesWords } from "./words.ts";
import styles from "./app.module.css";

const LedgerLight = lazyPart(() =>
  import("../payments/ledger-light.tsx").then((file) => file.LedgerLight),
);

/** What runs on every page while the tab is visible. */
const pollers = [salePoller] as const;

/** The console. */
export function App() {
  useWhileVisible(pollers);
  const words = useWords(pagesWords);
  const [path] = useLocation();
  const pages: readonly PageEntry[] = [
    ...sections.map(({ href, name }) => ({
      href,
      label: words[name],
      current: currentOf(path, href),
    })),
    { href: "/metrics", label: words.metrics, outside: true },
  ];
  return (
    <Shell
      badge={<LinkBadge />}
      tools={
        <>
          <FaultBoundary noun={words.payments}>
            <Suspense fallback={null}>
              <LedgerLight />
            </Suspense>
          </FaultBoundary>
          <PreferencesButton />
        </>
      }
      banner={<PracticeBanner />}
      pages={pages}
    >
      <PageKeys />
      <FaultBoundary noun={words.thisPage}>
        <Suspense fallback={<p className={styles["message"]}>{words.loading}</p>}>
          <Switch>
            {routes.map((route) => (
              <Route key={route.path} path={route.path} component={route.page} />
            ))}
            <Route component={NotFoundPage} />
          </Switch>
        </Suspense>
      </FaultBoundary>
    </Shell>
  );
}
