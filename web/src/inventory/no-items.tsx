import { StartSale } from "../practice/start-sale.tsx";
import { ButtonLink } from "../ui/button-link.tsx";
import { Empty } from "../ui/empty.tsx";
import { useWords } from "../words/use-words.ts";
import { stockWords } from "./stock-words.ts";

/** Stands where items will be, and says how to make them appear. */
export function NoItems() {
  const words = useWords(stockWords);
  return (
    <Empty
      title={words.empty.title}
      actions={
        <>
          <ButtonLink href="/stock/new">{words.newItem}</ButtonLink>
          <ButtonLink href="/stock/import">{words.import}</ButtonLink>
        </>
      }
    >
      <p>{words.empty.text}</p>
      <StartSale />
    </Empty>
  );
}
