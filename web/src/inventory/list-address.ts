/** Where the list of items was left, with its filter: the way back from an item leads there. It lasts as long as the page. */
export class ListAddress {
  #last = "/stock";

  readonly last = (): string => this.#last;

  /** Keeps the search of the list's address, "q=drop". */
  keep(search: string): void {
    this.#last = search === "" ? "/stock" : `/stock?${search}`;
  }
}

export const listAddress = new ListAddress();
