import { Suspense, lazy } from "react";
import { Link, Route, Switch } from "wouter";
import { LinkBadge } from "../live/link-badge.tsx";
import { PracticeBanner } from "../practice/practice-banner.tsx";
import { salePoller } from "../practice/sale-poller.ts";
import { useWhileVisible } from "../refresh/use-refresh.ts";
import { FaultBoundary } from "../ui/fault-boundary.tsx";
import { Shell } from "../ui/shell.tsx";
import type { PageEntry } from "../ui/shell.tsx";
import { LivePage } from "./live-page.tsx";
import styles from "./app.module.css";

const OrdersPage = lazy(() =>
  import("./orders-page.tsx").then((module) => ({ default: module.OrdersPage })),
);
const StockPage = lazy(() =>
  import("./stock-page.tsx").then((module) => ({ default: module.StockPage })),
);

/** What runs on every page while the tab is visible. */
const pollers = [salePoller] as const;

/** The console. */
export function App() {
  useWhileVisible(pollers);
  return (
    <Shell badge={<LinkBadge />} banner={<PracticeBanner />} pages={pages}>
      <FaultBoundary noun="This page">
        <Suspense fallback={<p className={styles["message"]}>Loading the page</p>}>
          <Switch>
            <Route path="/" component={LivePage} />
            <Route path="/orders" component={OrdersPage} />
            <Route path="/stock" component={StockPage} />
            <Route>
              <p className={styles["message"]}>
                There is no page at this address. <Link href="/">Go to Live</Link>
              </p>
            </Route>
          </Switch>
        </Suspense>
      </FaultBoundary>
    </Shell>
  );
}

const pages: readonly PageEntry[] = [
  { href: "/", label: "Live" },
  { href: "/orders", label: "Orders" },
  { href: "/stock", label: "Stock" },
  { href: "/metrics", label: "Metrics", outside: true },
];
