import { Link } from "wouter";
import type { Item } from "#gen/sluice/inventory/v1/item_pb.ts";
import type { RefreshState } from "../refresh/refresh-state.ts";
import { useNowMs } from "../refresh/use-refresh.ts";
import { ButtonLink } from "../ui/button-link.tsx";
import { Empty } from "../ui/empty.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { Panel } from "../ui/panel.tsx";
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
  const nowMs = useNowMs();
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
        <Panel id="item" title="" noun={words.noun} state={state} nowMs={nowMs} retry={retry}>
          {() => null}
        </Panel>
      )}
    </>
  );
}

/** A SKU that cannot be one is not there either. */
const unknownCodes: ReadonlySet<string> = new Set(["NOT_FOUND", "INVALID_ARGUMENT"]);
