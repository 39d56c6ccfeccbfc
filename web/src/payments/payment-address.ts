import { PaymentStatus } from "#gen/sluice/orders/v1/order_pb.ts";
import type { Payment } from "#gen/sluice/payments/v1/payment_pb.ts";
import { isUuid } from "../orders/order-id.ts";

/** Which payments are listed: what is set must hold, all of it. The page's address has it. */
export interface PaymentFilter {
  readonly order: string | undefined;
  readonly user: string | undefined;
  /** One of these; empty for any. In the order of `statusNames`, each once. */
  readonly statuses: readonly PaymentStatusName[];
  readonly review: boolean | undefined;
}

/** States of a payment as the address has them, in the order a payment goes through them. */
export const statusNames = [
  "pending",
  "authorized",
  "captured",
  "refund_due",
  "partially_refunded",
  "refunded",
  "failed",
  "voided",
] as const;

export type PaymentStatusName = (typeof statusNames)[number];

export const noFilter: PaymentFilter = {
  order: undefined,
  user: undefined,
  statuses: [],
  review: undefined,
};

/** States that are looked for together. */
export const statusGroups = {
  all: [],
  open: ["pending", "authorized"],
  captured: ["captured"],
  refunds: ["refund_due", "partially_refunded", "refunded"],
  failed: ["failed", "voided"],
} as const satisfies Readonly<Record<string, readonly PaymentStatusName[]>>;

export type StatusGroup = keyof typeof statusGroups;

export const groupNames = Object.keys(statusGroups) as readonly StatusGroup[];

/** What an address says, and what of it means nothing: a link that was cut still shows something. */
export function readPaymentAddress(parameters: URLSearchParams): {
  readonly filter: PaymentFilter;
  readonly ignored: readonly string[];
} {
  const ignored: string[] = [];
  const id = (name: "order" | "user"): string | undefined => {
    const text = parameters.get(name)?.trim().toLowerCase() ?? "";
    if (isUuid(text)) return text;
    if (text !== "") ignored.push(shortened(`${name}=${text}`));
    return undefined;
  };
  const texts = (parameters.get("status") ?? "").slice(0, textMaxLength).split(",");
  const wanted = new Set(texts.map((text) => text.trim().toLowerCase()));
  const statuses = statusNames.filter((name) => wanted.delete(name));
  for (const text of wanted) if (text !== "") ignored.push(shortened(`status=${text}`));
  const review = parameters.get("review") ?? "";
  if (!["", "yes", "no"].includes(review)) ignored.push(shortened(`review=${review}`));
  const filter = { order: id("order"), user: id("user"), statuses, review: yesOrNo(review) };
  return { filter, ignored };
}

/** The parameters of the first page of a filter; what belongs to the console as a whole stays. */
export function paymentAddress(
  parameters: URLSearchParams,
  { order, user, statuses, review }: PaymentFilter,
): URLSearchParams {
  const next = new URLSearchParams();
  const locale = parameters.get("locale");
  if (locale !== null) next.set("locale", locale);
  if (order !== undefined) next.set("order", order);
  if (user !== undefined) next.set("user", user);
  if (statuses.length > 0) next.set("status", statuses.join(","));
  if (review !== undefined) next.set("review", review ? "yes" : "no");
  return next;
}

/** The path of the list with a filter, for links from elsewhere. */
export function paymentsPath(filter: Partial<PaymentFilter>): string {
  const parameters = paymentAddress(new URLSearchParams(), { ...noFilter, ...filter });
  return parameters.size === 0 ? "/payments" : `/payments?${parameters.toString()}`;
}

/** The group that has just these states; undefined when none has. */
export function groupOf(statuses: readonly PaymentStatusName[]): StatusGroup | undefined {
  const wanted = statuses.join();
  return groupNames.find((group) => statusGroups[group].join() === wanted);
}

/** The state as the API has it. */
export function statusOf(name: PaymentStatusName): PaymentStatus {
  return PaymentStatus[name.toUpperCase() as Uppercase<PaymentStatusName>];
}

/** Whether a payment is one of those that are listed. */
export function matchesFilter(payment: Payment, filter: PaymentFilter): boolean {
  const { order, user, statuses, review } = filter;
  return (
    (order === undefined || payment.orderId === order) &&
    (user === undefined || payment.userId === user) &&
    (review === undefined || payment.needsReview === review) &&
    (statuses.length === 0 || statuses.some((name) => statusOf(name) === payment.status))
  );
}

const textMaxLength = 500;
const shownMaxLength = 40;

function yesOrNo(text: string): boolean | undefined {
  return text === "yes" ? true : text === "no" ? false : undefined;
}

function shortened(text: string): string {
  return text.length <= shownMaxLength ? text : `${text.slice(0, shownMaxLength)}…`;
}
