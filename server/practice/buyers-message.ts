import type { SaleCounts, SalePlan } from "./sale.ts";

/** Where the buyers find the server. */
export interface Shop {
  readonly url: string;
  /** File with the certificate that the server shows; empty when it speaks plaintext. */
  readonly tlsCert: string;
}

/** What the server tells the process of the buyers. The seed is decimal text: the channel is JSON. */
export type ToBuyers =
  | {
      readonly kind: "open";
      readonly shop: Shop;
      readonly plan: Omit<SalePlan, "seed"> & { readonly seed: string };
    }
  | { readonly kind: "close" };

/** What the process of the buyers tells the server. */
export type FromBuyers =
  /** Items and users are there, and the first buyers come. */
  | { readonly kind: "opened" }
  | { readonly kind: "counts"; readonly counts: SaleCounts }
  /** The last word: every call is answered. */
  | { readonly kind: "closed"; readonly counts: SaleCounts }
  | { readonly kind: "failed"; readonly failure: string };
