import { Link } from "wouter";
import { Empty } from "../ui/empty.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { shortId } from "../ui/short-id.ts";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import { detailWords } from "./detail-words.ts";
import { isUuid, placedAround } from "./order-id.ts";

/** There is no such order: says so, and what is wrong with the id when something is. */
export function UnknownOrder({ orderId }: { readonly orderId: string }) {
  const words = useWords(detailWords);
  const formats = useFormats();
  const whole = isUuid(orderId);
  // Only ids that begin with 01 carry a time of this age.
  const placedMs = whole && orderId.startsWith("01") ? placedAround(orderId).beforeMs : undefined;
  return (
    <>
      <PageHead
        trail={<Link href="/orders">← {words.back}</Link>}
        title={words.title(shortId(orderId))}
      />
      <Empty
        title={whole ? words.unknown.title : words.unknown.notId}
        actions={<Link href="/orders">{words.unknown.search}</Link>}
      >
        <p>
          <code>{orderId.slice(0, shownMaxLength)}</code>
        </p>
        {whole
          ? placedMs !== undefined && <p>{words.unknown.placed(formats.dateTime(placedMs))}</p>
          : words.unknown.notIdText}
      </Empty>
    </>
  );
}

const shownMaxLength = 100;
