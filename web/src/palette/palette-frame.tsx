import { Suspense, useRef, useState } from "react";
import type { KeyboardEvent } from "react";
import { KeyLayer } from "../keys/use-keys.ts";
import { keysWords } from "../keys/words.ts";
import { FaultBoundary } from "../ui/fault-boundary.tsx";
import { lazyPart } from "../ui/lazy-part.ts";
import { useModal } from "../ui/use-modal.ts";
import { useWords } from "../words/use-words.ts";
import { commands } from "./use-commands.ts";
import styles from "./palette-frame.module.css";

const Palette = lazyPart(() => import("./palette.tsx").then((file) => file.Palette));

/** The line of the palette that Enter is for, as the field tells it to those who hear it. */
export interface ActiveLine {
  readonly listId: string;
  /** Undefined when there is none. */
  readonly lineId: string | undefined;
}

/**
 * One field that finds every page, action and object. It is there with the key that opens it: what is typed, and an Enter, wait in it for
 * the rest of the palette, which comes on its own.
 */
export function PaletteFrame({ onClose }: { readonly onClose: () => void }) {
  const words = useWords(keysWords);
  const element = useRef<HTMLDialogElement>(null);
  const layer = useModal(element, "popover");
  // As they are when it opens: what it stands on does not change under it.
  const [here] = useState(() => commands.groups());
  const [query, setQuery] = useState("");
  const [entered, setEntered] = useState(false);
  const [active, setActive] = useState<ActiveLine>();
  const step = useRef<(by: 1 | -1) => void>(undefined);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown") step.current?.(1);
    else if (event.key === "ArrowUp") step.current?.(-1);
    else if (event.key === "Enter") setEntered(true);
    else if (event.key === "Escape") onClose();
    // The field is the one thing here that takes the focus; the page behind it waits.
    else if (event.key !== "Tab") return;
    event.preventDefault();
  };
  return (
    <KeyLayer value={layer}>
      <dialog
        ref={element}
        popover="manual"
        aria-modal="true"
        className={styles["palette"]}
        aria-label={words.palette}
        onPointerDown={(event) => {
          // On what covers the page.
          if (event.target === event.currentTarget) onClose();
        }}
      >
        <div className={styles["box"]}>
          <input
            className={styles["field"]}
            role="combobox"
            aria-label={words.palette}
            aria-expanded={active !== undefined}
            aria-controls={active?.listId}
            aria-activedescendant={active?.lineId}
            aria-autocomplete="list"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            placeholder={words.placeholder}
            value={query}
            onChange={(event) => {
              setQuery(event.target.value);
              setEntered(false);
            }}
            onKeyDown={onKeyDown}
          />
          <FaultBoundary noun={words.palette}>
            <Suspense fallback={null}>
              <Palette
                query={query}
                here={here}
                entered={entered}
                onAnswered={() => setEntered(false)}
                step={step}
                onActive={setActive}
                onClose={onClose}
              />
            </Suspense>
          </FaultBoundary>
        </div>
      </dialog>
    </KeyLayer>
  );
}
