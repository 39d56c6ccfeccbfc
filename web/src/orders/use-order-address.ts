import { useEffect, useMemo } from "react";
import { useLocation, useSearchParams } from "wouter";
import { useFormats } from "../ui/use-formats.ts";
import { keepListPath } from "./list-path.ts";
import { filterAddress, readAddress } from "./order-address.ts";
import type { OrderAddress } from "./order-address.ts";
import type { OrderFilter } from "./order-filter.ts";
import { useAsOfMs } from "./use-as-of.ts";

export interface AddressHandle extends OrderAddress {
  /** What moving times count from on this page. */
  readonly asOfMs: number;
  readonly zone: string;
  /** Goes to the first page of another filter; the way back leads here. */
  readonly go: (filter: OrderFilter) => void;
  /** The same filter without what means nothing, on the first page. */
  readonly tidy: () => void;
}

/** The filter and page that the address of this page says: the one place where they are kept. */
export function useOrderAddress(): AddressHandle {
  const [, navigate] = useLocation();
  const [parameters] = useSearchParams();
  const { zone } = useFormats();
  const minuteMs = useAsOfMs();
  const query = parameters.toString();
  useEffect(() => keepListPath(query === "" ? "/orders" : `/orders?${query}`), [query]);
  return useMemo(() => {
    const current = new URLSearchParams(query);
    const address = readAddress(current, { nowMs: minuteMs, zone });
    const go = (filter: OrderFilter, replace = false): void =>
      navigate(pathOf(filterAddress(current, filter)), { replace });
    return {
      ...address,
      asOfMs: address.page.asOfMs ?? minuteMs,
      zone,
      go,
      tidy: () => go(address.filter, true),
    };
  }, [query, minuteMs, zone, navigate]);
}

function pathOf(parameters: URLSearchParams): string {
  return parameters.size === 0 ? "/orders" : `/orders?${parameters.toString()}`;
}
