import { Suspense } from "react";
import { Empty } from "../ui/empty.tsx";
import { lazyPart } from "../ui/lazy-part.ts";
import { useWords } from "../words/use-words.ts";
import { listWords } from "./list-words.ts";
import { isNoFilter } from "./order-filter.ts";
import type { OrderFilter } from "./order-filter.ts";
import { isUuid } from "./order-id.ts";

const FirstSteps = lazyPart(() =>
  import("../first-steps/order-steps.tsx").then((file) => file.FirstSteps),
);

/** Why a page of the list has no order, and what to do about it. */
export function OrdersEmpty(props: {
  readonly filter: OrderFilter;
  readonly firstPage: boolean;
  readonly hasOlder: boolean;
}) {
  const { filter, firstPage, hasOlder } = props;
  const words = useWords(listWords).empty;
  if (hasOlder) return <Empty title={words.notOnPage}>{words.notOnPageText}</Empty>;
  if (!firstPage) return <Empty title={words.noPage} />;
  if (isNoFilter(filter)) {
    return (
      <Suspense fallback={null}>
        <FirstSteps />
      </Suspense>
    );
  }
  if (filter.order !== undefined && isUuid(filter.order)) return <Empty title={words.unknownId} />;
  return <Empty title={words.none}>{words.noneText}</Empty>;
}
