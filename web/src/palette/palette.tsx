import { useEffect, useId, useImperativeHandle, useState, useSyncExternalStore } from "react";
import type { Ref } from "react";
import { flushSync } from "react-dom";
import { useLocation } from "wouter";
import { failureOf } from "../refresh/failure.ts";
import { useWords } from "../words/use-words.ts";
import type { CommandGroup } from "./command-registry.ts";
import { sources } from "./find-objects.ts";
import { hrefOf } from "./found.ts";
import { ObjectSearch } from "./object-search.ts";
import { activeOption, paletteOptions, stepOption } from "./options.ts";
import type { Option } from "./options.ts";
import type { ActiveLine } from "./palette-frame.tsx";
import { PaletteList } from "./palette-list.tsx";
import { PaletteStatus } from "./palette-status.tsx";
import { noteRecent, recentObjects } from "./recent.ts";
import { usePageCommands } from "./use-page-commands.ts";
import { paletteWords } from "./words.ts";

/** What there is for what was typed. The field of the frame keeps the focus: the arrows choose, Enter does. */
export function Palette(props: {
  readonly query: string;
  /** What the page offers. */
  readonly here: readonly CommandGroup[];
  /** True once Enter was pressed: the active line is done as soon as there is one. */
  readonly entered: boolean;
  /** Told when that was done, or there is none. */
  readonly onAnswered: () => void;
  readonly step: Ref<((by: 1 | -1) => void) | undefined>;
  readonly onActive: (active: ActiveLine) => void;
  readonly onClose: () => void;
}) {
  const { query, here, entered, onAnswered, step, onActive, onClose } = props;
  const words = useWords(paletteWords);
  const listId = useId();
  const [chosen, setChosen] = useState<{
    readonly query: string;
    readonly id: string | undefined;
  }>();
  const everywhere = usePageCommands();
  const [recent] = useState(recentObjects);
  const groups = [...here, ...everywhere];
  const search = useObjectSearch(query);
  const titles = {
    order: words.orders,
    payment: words.payments,
    item: words.items,
    user: words.users,
    recent: words.recent,
  };
  const options = paletteOptions({ query, groups, recent, found: search.found, titles });
  // Another text has other lines: its first one is meant.
  const chosenHere = chosen?.query === query;
  const active = activeOption(options, chosenHere ? chosen.id : undefined);
  const act = useAct(onClose);
  useImperativeHandle(
    step,
    () => (by: 1 | -1) => setChosen({ query, id: stepOption(options, active?.optionId, by) }),
  );
  const activeId = active?.optionId;
  useEffect(() => {
    onActive({ listId, lineId: activeId && listId + activeId });
  }, [onActive, listId, activeId]);
  useEffect(() => {
    if (!entered) return;
    // What is shown while a newer text is looked for, or before that begins, was found for another one.
    const found = search.text === query && search.phase !== "searching";
    const meant = active?.sure === true || chosenHere || found;
    if (!meant) return;
    onAnswered();
    if (active !== undefined) act(active);
  });
  return (
    <>
      <PaletteList
        id={listId}
        groups={options}
        activeId={activeId}
        old={search.phase === "searching"}
        onAct={act}
      />
      <PaletteStatus
        query={query}
        search={search}
        count={options.flatMap((each) => each.options).length}
      />
    </>
  );
}

/** Looks for objects as the query changes, until the palette closes. */
function useObjectSearch(query: string) {
  const [search] = useState(
    () =>
      new ObjectSearch({
        sources,
        failureOf,
        schedule: (callback, delayMs) => {
          const timer = setTimeout(callback, delayMs);
          return () => clearTimeout(timer);
        },
      }),
  );
  useEffect(() => search.look(query), [search, query]);
  useEffect(() => () => search.stop(), [search]);
  return useSyncExternalStore(search.subscribe, search.state);
}

/** Closes, so that the focus is back where it was, and does it: what it does may open something, or take the focus itself. */
function useAct(onClose: () => void): (option: Option) => void {
  const [, navigate] = useLocation();
  return ({ does }) => {
    queueMicrotask(() => {
      flushSync(onClose);
      if ("command" in does) return does.command.run();
      noteRecent(does.opens);
      navigate(hrefOf(does.opens));
    });
  };
}
