import { useSaleAction } from "./use-sale-action.ts";
import styles from "./practice.module.css";

/** Offers a practice sale where there is nothing to see yet. */
export function StartSale() {
  const { run, busy, refusal } = useSaleAction("start");
  return (
    <div className={styles["start"]}>
      <button type="button" className={styles["primary"]} disabled={busy} onClick={run}>
        Start a practice sale
      </button>
      <p>
        Simulated buyers order sample items through the public API for three minutes. Their orders
        are real orders in this database.
      </p>
      {refusal !== "" && (
        <p role="alert" className={styles["refusal"]}>
          {refusal}
        </p>
      )}
    </div>
  );
}
