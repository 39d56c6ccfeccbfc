import { useState } from "react";

/** A list that stays the same object as long as it has the same rows: what is drawn from it is not drawn again. */
export function useSameRows<T>(rows: readonly T[]): readonly T[] {
  const [kept, setKept] = useState(rows);
  if (kept === rows) return kept;
  const same = kept.length === rows.length && kept.every((row, index) => row === rows[index]);
  if (same) return kept;
  setKept(rows);
  return rows;
}
