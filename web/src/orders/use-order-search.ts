import { useEffect, useState } from "react";
import { failureOf } from "../refresh/failure.ts";
import type { Failure } from "../refresh/failure.ts";
import { isNoFilter, mergedFilter, noFilter } from "./order-filter.ts";
import type { OrderFilter } from "./order-filter.ts";
import type { SearchEngine } from "./search-engine.ts";
import type { SearchProblem, SearchRead } from "./search-text.ts";

/** The search box: what stands in it, what that means, and what became of it. */
export interface OrderSearch {
  readonly text: string;
  readonly read: SearchRead;
  /** Of what was sent last; what they are about stands in the box. */
  readonly problems: readonly SearchProblem[];
  readonly failure: Failure | undefined;
  /** True while the server is asked what an id stands for. */
  readonly looking: boolean;
  readonly type: (text: string) => void;
  /** Answers whether all of it was understood. */
  readonly submit: () => Promise<boolean>;
}

const nothing: SearchRead = { filter: noFilter, ids: [], problems: [] };

/** Understands what is typed, and puts it into the filter when it is sent. Words that filter nothing stay in the box. */
export function useOrderSearch(options: {
  readonly filter: OrderFilter;
  readonly go: (filter: OrderFilter) => void;
  readonly nowMs: number;
  readonly zone: string;
}): OrderSearch {
  const { filter, go, nowMs, zone } = options;
  const engine = useEngine();
  const [text, setText] = useState("");
  const [problems, setProblems] = useState<readonly SearchProblem[]>([]);
  const [failure, setFailure] = useState<Failure>();
  const [looking, setLooking] = useState(false);
  const read = engine?.read(text, { nowMs, zone }) ?? nothing;
  const submit = async (): Promise<boolean> => {
    setFailure(undefined);
    try {
      const { read: readText, resolve } = engine ?? (await loadEngine());
      const sent = readText(text, { nowMs, zone });
      setProblems(sent.problems);
      setLooking(sent.ids.length > 0);
      const answer = await resolve(sent);
      if (answer.kind === "failed") {
        setFailure(answer.failure);
        return false;
      }
      setText(sent.problems.map(({ word }) => word).join(" "));
      if (!isNoFilter(answer.filter)) go(mergedFilter(filter, answer.filter));
      return sent.problems.length === 0;
    } catch (error) {
      // Its code did not come.
      setFailure(failureOf(error));
      return false;
    } finally {
      setLooking(false);
    }
  };
  const type = (next: string): void => {
    setText(next);
    setProblems([]);
    setFailure(undefined);
  };
  return { text, read, problems, failure, looking, type, submit };
}

function useEngine(): SearchEngine | undefined {
  const [engine, setEngine] = useState<SearchEngine>();
  useEffect(() => {
    // When it does not come, sending the search tries again and says why.
    loadEngine().then(setEngine, () => {});
  }, []);
  return engine;
}

async function loadEngine(): Promise<SearchEngine> {
  const { searchEngine } = await import("./search-engine.ts");
  return searchEngine;
}
