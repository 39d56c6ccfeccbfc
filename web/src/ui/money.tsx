import type { Amount } from "./money-text.ts";
import { useFormats } from "./use-formats.ts";
import styles from "./text.module.css";

/** An amount with its currency, small, behind it: amounts of one column align on the decimal point. */
export function Money({ amount }: { readonly amount: Amount | undefined }) {
  const { money } = useFormats();
  if (amount === undefined) return null;
  return (
    <span className={styles["nowrap"]}>
      {money(amount)}
      <span className={styles["unit"]}> {amount.currencyCode}</span>
    </span>
  );
}
