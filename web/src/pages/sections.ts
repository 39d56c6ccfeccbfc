/** The parts of the console, as the navigation has them. */
export const sections = [
  { href: "/", name: "live" },
  { href: "/orders", name: "orders" },
  { href: "/stock", name: "stock" },
  { href: "/users", name: "users" },
] as const;

/** What a section is to the page at a path: that page, or what it lies under. */
export function currentOf(path: string, href: string): "page" | "true" | undefined {
  if (path === href) return "page";
  return href !== "/" && path.startsWith(`${href}/`) ? "true" : undefined;
}
