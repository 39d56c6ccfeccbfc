import { MarkShape } from "../ui/mark-view.tsx";
import { useWords } from "../words/use-words.ts";
import { sectionWords } from "./section-words.ts";
import styles from "./payments-frame.module.css";

/** Says that what stands below is old, because the stream that keeps it is broken. */
export function NotLive() {
  const words = useWords(sectionWords);
  return (
    <output className={styles["lost"]}>
      <MarkShape shape="square" />
      {words.notLive}
    </output>
  );
}
