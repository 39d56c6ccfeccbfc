import type { Item } from "#gen/sluice/inventory/v1/item_pb.ts";
import { useLive } from "../live/use-live.ts";
import { useNowMs } from "../refresh/use-refresh.ts";
import { Button } from "../ui/button.tsx";
import { MarkShape } from "../ui/mark-view.tsx";
import { millisecondsOf } from "../ui/time-text.ts";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import { fieldLabel, fieldText } from "./field-text.ts";
import { itemWords } from "./item-words.ts";
import { openConflicts, standing } from "./merge-fields.ts";
import type { Choice, FieldMerge } from "./merge-fields.ts";
import type { ItemConflict } from "./use-item-edit.ts";
import styles from "./merge-panel.module.css";

/** What an editor wants and what somebody else has meanwhile made of an item, side by side, field by field, with a choice for each. */
export function ItemMerge(props: { readonly conflict: ItemConflict; readonly item: Item }) {
  const { conflict, item } = props;
  const words = useWords(itemWords);
  const formats = useFormats();
  const nowMs = useNowMs();
  const { merges, choices, asked, goOn } = conflict;
  const aheadMs = useLive((view) => view.wire.clockAheadMs);
  const age = formats.age(nowMs + aheadMs - (millisecondsOf(item.updatedAt) ?? 0));
  const open = openConflicts(merges, choices);
  const openNames = formats.list(open.map((field) => fieldLabel(field, words)));
  return (
    <section
      className={styles["panel"]}
      aria-label={words.merge.title}
      tabIndex={-1}
      // The form gives it the focus when somebody saves without having decided.
      data-refusal={asked || undefined}
    >
      <output className={styles["title"]}>
        <MarkShape shape="triangle" />
        {words.merge.title}
      </output>
      <p className={styles["text"]}>{words.merge.text(formats.count(item.version), age)}</p>
      <table className={styles["table"]}>
        <thead>
          <tr>
            {(["field", "base", "mine", "theirs"] as const).map((name) => (
              <th key={name} scope="col">
                {words.merge[name]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {merges.map((merge) => (
            <MergeRow key={merge.field} merge={merge} conflict={conflict} />
          ))}
        </tbody>
      </table>
      <div className={styles["actions"]}>
        {open.length > 0 && asked && (
          <p className={styles["ask"]} role="alert">
            {words.merge.decide(openNames)}
          </p>
        )}
        <Button onClick={goOn} disabled={open.length > 0}>
          {words.merge.goOn}
        </Button>
      </div>
    </section>
  );
}

function MergeRow({
  merge,
  conflict,
}: {
  readonly merge: FieldMerge;
  readonly conflict: ItemConflict;
}) {
  const words = useWords(itemWords);
  const formats = useFormats();
  const { versions, asked } = conflict;
  const { field } = merge;
  const label = fieldLabel(field, words);
  return (
    <tr data-open={standing(merge, conflict.choices) === undefined} data-asked={asked}>
      <th scope="row">
        {label}
        <span className={styles["who"]}>{words.merge.by[merge.changedBy]}</span>
      </th>
      <td data-title={words.merge.base}>{fieldText(field, versions.base, { words, formats })}</td>
      <ChoiceCell
        merge={merge}
        conflict={conflict}
        side="mine"
        label={words.merge.keepMine(label)}
      />
      <ChoiceCell
        merge={merge}
        conflict={conflict}
        side="theirs"
        label={words.merge.takeTheirs(label)}
      />
    </tr>
  );
}

function ChoiceCell(props: {
  readonly merge: FieldMerge;
  readonly conflict: ItemConflict;
  readonly side: Choice;
  readonly label: string;
}) {
  const { merge, conflict, side, label } = props;
  const words = useWords(itemWords);
  const formats = useFormats();
  const { versions, choices, choose } = conflict;
  const { field } = merge;
  const stands = standing(merge, choices);
  const unreadable = side === "mine" && versions.unreadable.has(field);
  return (
    <td data-title={words.merge[side]} data-stands={stands === side}>
      <label className={styles["choice"]}>
        <input
          type="radio"
          name={`merge-${field}`}
          aria-label={label}
          checked={stands === side}
          onChange={() => choose({ ...choices, [field]: side })}
        />
        <span className={styles["value"]}>
          {unreadable
            ? words.merge.unreadable
            : fieldText(field, versions[side], { words, formats })}
        </span>
      </label>
    </td>
  );
}
