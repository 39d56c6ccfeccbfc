import { Link } from "wouter";
import type { Item } from "#gen/sluice/inventory/v1/item_pb.ts";
import { Answered } from "../orders/answered.tsx";
import type { RefreshState } from "../refresh/refresh-state.ts";
import { ButtonLink } from "../ui/button-link.tsx";
import { Empty } from "../ui/empty.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { Loading } from "../ui/panel.tsx";
import { useWords } from "../words/use-words.ts";
import { itemWords } from "./item-words.ts";
import { listAddress } from "./list-address.ts";

/** Stands where an item would: while it is read, when it could not be, and when there is none of that SKU. */
export function NoItem(props: {
  readonly sku: string;
  readonly state: RefreshState<Item>;
  readonly retry: () => void;
}) {
  const { sku, state, retry } = props;
  const words = useWords(itemWords);
  const unknown = state.phase === "failed" && unknownCodes.has(state.failure.code);
  return (
    <>
      <PageHead title={sku} trail={<Link href={listAddress.last()}>{words.back}</Link>} />
      {unknown ? (
        <Empty
          title={words.notFound.title(sku)}
          actions={<ButtonLink href="/stock">{words.notFound.list}</ButtonLink>}
        >
          <p>{words.notFound.text}</p>
        </Empty>
      ) : (
        <Answered
          noun={words.noun}
          loading={<Loading noun={words.noun} />}
          state={state}
          retry={retry}
        >
          {() => null}
        </Answered>
      )}
    </>
  );
}

/** A SKU that cannot be one is not there either. */
const unknownCodes: ReadonlySet<string> = new Set(["NOT_FOUND", "INVALID_ARGUMENT"]);
