import type { ComponentType } from "react";
import { lazyPart } from "../ui/lazy-part.ts";

/** A page and its address. A page takes no props: it reads the parameters of its address by `useParams` of wouter. */
export interface PageRoute {
  readonly path: string;
  readonly page: ComponentType;
}

/** Every page of the console, each a chunk of its own. The first whose path matches is shown. */
export const routes: readonly PageRoute[] = [
  { path: "/", page: lazyPart(() => import("./live-page.tsx").then((file) => file.LivePage)) },
  {
    path: "/orders",
    page: lazyPart(() => import("./orders-page.tsx").then((file) => file.OrdersPage)),
  },
  {
    path: "/orders/:orderId",
    page: lazyPart(() => import("./order-page.tsx").then((file) => file.OrderPage)),
  },
  {
    path: "/stock",
    page: lazyPart(() => import("./stock-page.tsx").then((file) => file.StockPage)),
  },
  {
    path: "/stock/new",
    page: lazyPart(() => import("./new-item-page.tsx").then((file) => file.NewItemPage)),
  },
  {
    path: "/stock/import/:importId?",
    page: lazyPart(() => import("./import-page.tsx").then((file) => file.ImportPage)),
  },
  {
    path: "/stock/:sku",
    page: lazyPart(() => import("./item-page.tsx").then((file) => file.ItemPage)),
  },
  {
    path: "/users",
    page: lazyPart(() => import("./users-page.tsx").then((file) => file.UsersPage)),
  },
  {
    path: "/users/new",
    page: lazyPart(() => import("./new-user-page.tsx").then((file) => file.NewUserPage)),
  },
  {
    path: "/users/:userId",
    page: lazyPart(() => import("./user-page.tsx").then((file) => file.UserPage)),
  },
  {
    path: "/payments",
    page: lazyPart(() => import("./payments-page.tsx").then((file) => file.PaymentsPage)),
  },
  {
    path: "/payments/review",
    page: lazyPart(() => import("./review-page.tsx").then((file) => file.ReviewPage)),
  },
  {
    path: "/payments/channels",
    page: lazyPart(() => import("./channels-page.tsx").then((file) => file.ChannelsPage)),
  },
  {
    path: "/payments/stuck",
    page: lazyPart(() => import("./stuck-page.tsx").then((file) => file.StuckPage)),
  },
  {
    path: "/payments/ledger",
    page: lazyPart(() => import("./ledger-page.tsx").then((file) => file.LedgerPage)),
  },
  {
    path: "/payments/:paymentId",
    page: lazyPart(() => import("./payment-page.tsx").then((file) => file.PaymentPage)),
  },
];

/** For every other address. */
export const NotFoundPage = lazyPart(() =>
  import("./not-found-page.tsx").then((file) => file.NotFoundPage),
);
