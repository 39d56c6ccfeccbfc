import type { ReactNode } from "react";
import type { RefreshState } from "../refresh/refresh-state.ts";
import { useNowMs } from "../refresh/use-refresh.ts";
import { Freshness } from "../ui/freshness.tsx";
import { Refusal } from "../ui/refusal.tsx";
import styles from "./answered.module.css";

/** What a query brought, or why it brought nothing; what is old says so above it. Holds the room of the first rows while it loads. */
export function Answered<T>(props: {
  readonly noun: string;
  readonly loading: ReactNode;
  readonly state: RefreshState<T>;
  readonly retry: () => void;
  readonly children: (data: T, old: boolean) => ReactNode;
}) {
  const { noun, loading, state, retry, children } = props;
  if (state.phase === "loading") return loading;
  if (state.phase === "fresh") return children(state.data, false);
  return <Troubled noun={noun} state={state} retry={retry} shown={children} />;
}

function Troubled<T>(props: {
  readonly noun: string;
  readonly state: Exclude<RefreshState<T>, { readonly phase: "loading" | "fresh" }>;
  readonly retry: () => void;
  readonly shown: (data: T, old: boolean) => ReactNode;
}) {
  const { noun, state, retry, shown } = props;
  const nowMs = useNowMs();
  if (state.phase !== "stale") {
    return <Refusal noun={noun} state={state} nowMs={nowMs} retry={retry} />;
  }
  return (
    <>
      <div className={styles["old"]}>
        <Freshness state={state} nowMs={nowMs} retry={retry} />
      </div>
      {shown(state.data, true)}
    </>
  );
}
