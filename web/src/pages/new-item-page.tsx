import { Link } from "wouter";
import { itemWords } from "../inventory/item-words.ts";
import { listAddress } from "../inventory/list-address.ts";
import { NewItem } from "../inventory/new-item.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { usePageTitle } from "../ui/use-page-title.ts";
import { useWords } from "../words/use-words.ts";
import styles from "./new-item-page.module.css";

/** The form of a new item. */
export function NewItemPage() {
  const words = useWords(itemWords);
  usePageTitle(words.create.title);
  return (
    <>
      <PageHead
        title={words.create.title}
        trail={<Link href={listAddress.last()}>{words.back}</Link>}
      />
      <div className={styles["form"]}>
        <NewItem />
      </div>
    </>
  );
}
