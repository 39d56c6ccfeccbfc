import type { ReactNode } from "react";
import type { RefreshState } from "../refresh/refresh-state.ts";
import { dataOf, isOld } from "../refresh/refresh-state.ts";
import { Freshness } from "./freshness.tsx";
import { useWords } from "../words/use-words.ts";
import { Refusal } from "./refusal.tsx";
import { uiWords } from "./words.ts";
import styles from "./panel.module.css";

/**
 * A titled part of a page that shows one thing which is read or streamed. Shows what is known; dims it when it is old, and says
 * what it is instead of nothing: loading, failed, or not ours to see.
 */
export function Panel<T>(props: {
  readonly id: string;
  readonly title: string;
  /** What is read, for sentences: "orders". */
  readonly noun: string;
  readonly state: RefreshState<T>;
  readonly nowMs: number;
  readonly retry: () => void;
  /** Stands where the age would, while what is shown is fresh. */
  readonly aside?: ReactNode;
  /** Stands in the head as long as there is something to control. */
  readonly controls?: ReactNode;
  /** True for a body that takes the height there is. */
  readonly fills?: boolean;
  readonly children: (data: T) => ReactNode;
}) {
  const { id, title, noun, state, nowMs, retry, aside, controls, fills = false, children } = props;
  const data = dataOf(state);
  const old = isOld(state, nowMs);
  return (
    <section id={id} className={styles["panel"]} aria-labelledby={`${id}-title`} data-fills={fills}>
      <header className={styles["header"]}>
        <h2 id={`${id}-title`}>{title}</h2>
        {aside === undefined && controls === undefined && (
          <Freshness state={state} nowMs={nowMs} retry={retry} />
        )}
        {!old && aside}
        {data !== undefined && controls}
      </header>
      {state.phase === "loading" && <Loading noun={noun} />}
      {(state.phase === "failed" || state.phase === "denied") && (
        <Refusal noun={noun} state={state} nowMs={nowMs} retry={retry} />
      )}
      {data !== undefined && (
        <div className={styles["body"]} data-old={old}>
          {children(data)}
        </div>
      )}
    </section>
  );
}

/** Holds the room of the first rows, so that nothing jumps when they come. */
export function Loading({ noun }: { readonly noun: string }) {
  const { panel } = useWords(uiWords);
  return (
    <div className={styles["loading"]}>
      <p>{panel.reading(noun)}</p>
    </div>
  );
}
