import { useSaleAction } from "./use-sale-action.ts";
import { useWords } from "../words/use-words.ts";
import { practiceWords } from "./words.ts";
import styles from "./practice.module.css";

/** Offers a practice sale where there is nothing to see yet. */
export function StartSale() {
  const words = useWords(practiceWords);
  const { run, busy, refusal } = useSaleAction("start");
  return (
    <div className={styles["start"]}>
      <button type="button" className={styles["primary"]} disabled={busy} onClick={run}>
        {words.start}
      </button>
      <p>{words.about}</p>
      {refusal !== "" && (
        <p role="alert" className={styles["refusal"]}>
          {refusal}
        </p>
      )}
    </div>
  );
}
