import type { ComponentType } from "react";
import { answeredPart } from "../data/answered-part.tsx";
import { lazyPart } from "../ui/lazy-part.ts";

/** A page and its address. A page takes no props: it reads the parameters of its address by `useParams` of wouter. */
export interface PageRoute {
  readonly path: string;
  readonly page: ComponentType;
}

/**
 * Every page of the console, each a chunk of its own; all but the Live page stand in the cache of answers, which comes beside them. The first whose path matches is shown.
 */
export const routes: readonly PageRoute[] = [
  { path: "/", page: lazyPart(() => import("./live-page.tsx").then((file) => file.LivePage)) },
  {
    path: "/orders",
    page: answeredPart(() => import("./orders-page.tsx").then((file) => file.OrdersPage)),
  },
  {
    path: "/orders/:orderId",
    page: answeredPart(() => import("./order-page.tsx").then((file) => file.OrderPage)),
  },
  {
    path: "/stock",
    page: answeredPart(() => import("./stock-page.tsx").then((file) => file.StockPage)),
  },
  {
    path: "/stock/new",
    page: answeredPart(() => import("./new-item-page.tsx").then((file) => file.NewItemPage)),
  },
  {
    path: "/stock/import/:importId?",
    page: answeredPart(() => import("./import-page.tsx").then((file) => file.ImportPage)),
  },
  {
    path: "/stock/:sku",
    page: answeredPart(() => import("./item-page.tsx").then((file) => file.ItemPage)),
  },
  {
    path: "/users",
    page: answeredPart(() => import("./users-page.tsx").then((file) => file.UsersPage)),
  },
  {
    path: "/users/new",
    page: answeredPart(() => import("./new-user-page.tsx").then((file) => file.NewUserPage)),
  },
  {
    path: "/users/:userId",
    page: answeredPart(() => import("./user-page.tsx").then((file) => file.UserPage)),
  },
  {
    path: "/payments",
    page: answeredPart(() => import("./payments-page.tsx").then((file) => file.PaymentsPage)),
  },
  {
    path: "/payments/review",
    page: answeredPart(() => import("./review-page.tsx").then((file) => file.ReviewPage)),
  },
  {
    path: "/payments/channels",
    page: answeredPart(() => import("./channels-page.tsx").then((file) => file.ChannelsPage)),
  },
  {
    path: "/payments/stuck",
    page: answeredPart(() => import("./stuck-page.tsx").then((file) => file.StuckPage)),
  },
  {
    path: "/payments/ledger",
    page: answeredPart(() => import("./ledger-page.tsx").then((file) => file.LedgerPage)),
  },
  {
    path: "/payments/:paymentId",
    page: answeredPart(() => import("./payment-page.tsx").then((file) => file.PaymentPage)),
  },
];
