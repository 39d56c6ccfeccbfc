let last = "/orders";

/** The list of orders as it was left: the way back from an order keeps filter and page. */
export function listPath(): string {
  return last;
}

/** Takes note of the list as it is shown, "/orders?status=placed". */
export function keepListPath(path: string): void {
  last = path;
}
