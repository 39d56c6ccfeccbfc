import { useState } from "react";
import { useLocation } from "wouter";
import fieldStyles from "../form/field.module.css";
import { isUuid } from "../orders/order-id.ts";
import { failureOf } from "../refresh/failure.ts";
import type { Failure } from "../refresh/failure.ts";
import { FailureText } from "../ui/failure-text.tsx";
import { useWords } from "../words/use-words.ts";
import { listWords } from "./list-words.ts";
import { noFilter } from "./payment-address.ts";
import type { PaymentFilter } from "./payment-address.ts";
import styles from "./payment-find.module.css";

type Told = "idle" | "looking" | "not_id" | "nobody" | Failure;

/** One field for an id of whatever is known: that of a payment opens it, others become a filter. */
export function PaymentFind({ go }: { readonly go: (filter: PaymentFilter) => void }) {
  const words = useWords(listWords).find;
  const [, navigate] = useLocation();
  const [text, setText] = useState("");
  const [told, setTold] = useState<Told>("idle");
  const find = async (): Promise<void> => {
    const id = text.trim().toLowerCase();
    if (id === "") return;
    if (!isUuid(id)) return setTold("not_id");
    setTold("looking");
    try {
      // Only who looks for something loads it.
      const { findPayment } = await import("./find-payment.ts");
      const found = await findPayment(id);
      setTold(found.kind === "nothing" ? "nobody" : "idle");
      if (found.kind === "nothing") return;
      setText("");
      if (found.kind === "payment") navigate(`/payments/${found.paymentId}`);
      else if (found.kind === "order") go({ ...noFilter, order: found.orderId });
      else go({ ...noFilter, user: found.userId });
    } catch (thrown) {
      setTold(failureOf(thrown));
    }
  };
  const wrong = told !== "idle" && told !== "looking";
  return (
    <search>
      <form
        className={styles["find"]}
        onSubmit={(event) => {
          event.preventDefault();
          void find();
        }}
      >
        <input
          type="search"
          className={fieldStyles["control"]}
          data-kind="code"
          aria-label={words.label}
          aria-invalid={wrong}
          aria-describedby="payment-find-told"
          placeholder={words.placeholder}
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
          value={text}
          onChange={({ target }) => {
            setText(target.value);
            setTold("idle");
          }}
        />
        <p id="payment-find-told" className={styles["told"]} data-wrong={wrong} aria-live="polite">
          {told === "looking" && words.looking}
          {told === "not_id" && words.notId}
          {told === "nobody" && words.nobody}
          {typeof told === "object" && <FailureText failure={told} />}
        </p>
      </form>
    </search>
  );
}
