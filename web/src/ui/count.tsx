import { useState } from "react";
import { useFormats } from "./use-formats.ts";
import styles from "./text.module.css";

/** A count that can change: a change draws one fading underline, from the left when it grew, from the right when it fell. */
export function Count({ value }: { readonly value: bigint }) {
  const { count } = useFormats();
  const [last, setLast] = useState({ value, direction: "none" });
  if (last.value !== value) {
    setLast({ value, direction: value > last.value ? "up" : "down" });
  }
  return (
    <span key={String(value)} className={styles["count"]} data-direction={last.direction}>
      {count(value)}
    </span>
  );
}
