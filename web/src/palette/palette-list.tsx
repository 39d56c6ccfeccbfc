// A select cannot be driven from a field beside it: the pattern is that of the combobox (ARIA Authoring Practices).
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { useEffect, useRef } from "react";
import { KeyCaps } from "../keys/key-caps.tsx";
import { useWords } from "../words/use-words.ts";
import type { TextRange } from "./match.ts";
import type { Option, OptionGroup } from "./options.ts";
import { paletteWords } from "./words.ts";
import styles from "./palette.module.css";

/** What was found, in groups. The field has the focus; the active line is only shown. */
export function PaletteList(props: {
  readonly id: string;
  readonly groups: readonly OptionGroup[];
  readonly activeId: string | undefined;
  /** True while a newer text is looked for. */
  readonly old: boolean;
  readonly onAct: (option: Option) => void;
}) {
  const { id, groups, activeId, old, onAct } = props;
  const words = useWords(paletteWords);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (activeId === undefined) return;
    const line = list.current?.querySelector(`#${CSS.escape(id + activeId)}`);
    line?.scrollIntoView({ block: "nearest" });
  }, [id, activeId]);
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={words.results}
      className={styles["list"]}
      data-old={old}
      tabIndex={-1}
    >
      {groups.map(({ title, options }) => (
        <div key={`${title} ${options[0]?.optionId}`} role="group" aria-label={title}>
          <p className={styles["title"]} aria-hidden="true">
            {title}
          </p>
          {options.map((option) => (
            <OptionLine
              key={option.optionId}
              id={`${id}${option.optionId}`}
              option={option}
              active={option.optionId === activeId}
              onAct={onAct}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

function OptionLine(props: {
  readonly id: string;
  readonly option: Option;
  readonly active: boolean;
  readonly onAct: (option: Option) => void;
}) {
  const { id, option, active, onAct } = props;
  const { label, ranges, detail, does } = option;
  const keys = "command" in does ? does.command.keys : undefined;
  return (
    <div
      id={id}
      role="option"
      aria-selected={active}
      tabIndex={-1}
      className={styles["option"]}
      // Before the field would lose the focus.
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => onAct(option)}
      onKeyDown={undefined}
    >
      <span className={styles["label"]}>
        <Marked text={label} ranges={ranges} />
      </span>
      <span className={styles["detail"]}>{detail}</span>
      {keys !== undefined && <KeyCaps keys={keys} />}
    </div>
  );
}

/** A text with what matched in bold. */
function Marked({
  text,
  ranges,
}: {
  readonly text: string;
  readonly ranges: readonly TextRange[];
}) {
  const parts = ranges.flatMap(({ start, end }, index) => [
    text.slice(ranges[index - 1]?.end ?? 0, start),
    <b key={start}>{text.slice(start, end)}</b>,
  ]);
  return (
    <>
      {parts}
      {text.slice(ranges.at(-1)?.end ?? 0)}
    </>
  );
}
