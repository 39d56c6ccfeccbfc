/** The pages about payments, by the name of their words. `g p` leads to the first. */
export const paymentSections = [
  { href: "/payments", name: "payments" },
  { href: "/payments/review", name: "review" },
  { href: "/payments/channels", name: "channels" },
  { href: "/payments/stuck", name: "stuck" },
  { href: "/payments/ledger", name: "ledger" },
] as const;
