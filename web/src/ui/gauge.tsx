import styles from "./gauge.module.css";

/** A thin bar of two shares of a whole, 0 to 1. The numbers beside it say the same: it is for the eye alone. */
export function Gauge({ full, part }: { readonly full: number; readonly part: number }) {
  const width = 100;
  const gap = full > 0 && part > 0 ? 1 : 0;
  return (
    <svg
      className={styles["gauge"]}
      viewBox={`0 0 ${width} 4`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <rect className={styles["track"]} width={width} height="4" />
      <rect className={styles["full"]} width={full * width} height="4" />
      <rect
        className={styles["part"]}
        x={full * width + gap}
        width={Math.max(0, part * width - gap)}
        height="4"
      />
    </svg>
  );
}
