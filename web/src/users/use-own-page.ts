import { useEffect } from "react";
import { useSearchParams } from "wouter";
import { failureOf } from "../refresh/failure.ts";

/** A page in the address that is none of this list (it was cut, or is from another server) gives way to the first page. */
export function useOwnPage(error: unknown): void {
  const [parameters, setParameters] = useSearchParams();
  const stale = parameters.has("page") && error !== null && isAboutPage(error);
  useEffect(() => {
    if (!stale) return;
    setParameters(
      (before) => {
        const next = new URLSearchParams(before);
        next.delete("page");
        return next;
      },
      { replace: true },
    );
  }, [stale, setParameters]);
}

function isAboutPage(error: unknown): boolean {
  const { violations = [] } = failureOf(error);
  return violations.some(({ field }) => field === "page_token");
}
