/** The parts of the console, as the navigation has them. `g` and then the key leads there. */
export const sections = [
  { href: "/", name: "live", key: "l" },
  { href: "/orders", name: "orders", key: "o" },
  { href: "/stock", name: "stock", key: "s" },
  { href: "/users", name: "users", key: "u" },
  { href: "/payments", name: "payments", key: "p" },
] as const;

/** What a section is to the page at a path: that page, or what it lies under. */
export function currentOf(path: string, href: string): "page" | "true" | undefined {
  if (path === href) return "page";
  return href !== "/" && path.startsWith(`${href}/`) ? "true" : undefined;
}
