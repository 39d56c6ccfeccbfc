import { moneyText } from "./money-text.ts";
import type { Amount } from "./money-text.ts";
import styles from "./text.module.css";

/** An amount with its currency, small, behind it: amounts of one column align on the decimal point. */
export function Money({ amount }: { readonly amount: Amount | undefined }) {
  if (amount === undefined) return null;
  return (
    <span className={styles["nowrap"]}>
      {moneyText(amount)}
      <span className={styles["unit"]}> {amount.currencyCode}</span>
    </span>
  );
}
