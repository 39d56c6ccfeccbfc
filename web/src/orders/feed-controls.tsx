import { link } from "../live/live.ts";
import { isHeld } from "../live/stream-state.ts";
import { useLink, useLive } from "../live/use-live.ts";
import { useSpeech } from "../ui/use-speech.ts";
import { useWords } from "../words/use-words.ts";
import { filterStatuses, isEmptyFilter } from "./feed-filter.ts";
import type { FeedFilter } from "./feed-filter.ts";
import { feedWords } from "./feed-words.ts";
import { orderMark } from "./order-status.ts";
import { statusWords } from "./status-words.ts";
import styles from "./feed-controls.module.css";

/** The filter of the feed, how much the server left out, and the switch that holds it. */
export function FeedControls(props: {
  readonly filter: FeedFilter;
  readonly onFilter: (filter: FeedFilter) => void;
}) {
  const { filter, onFilter } = props;
  const { words, formats } = useSpeech(feedWords);
  const paused = isHeld(useLink());
  const skippedCount = useLive((view) => view.wire.skippedCount);
  return (
    <div className={styles["controls"]}>
      {skippedCount > 0 && (
        <span className={styles["skipped"]} title={words.skippedTitle}>
          {words.skipped(formats.count(skippedCount))}
        </span>
      )}
      <StatusField value={filter.status} onChange={(status) => onFilter({ ...filter, status })} />
      <TextField
        label={words.filter.sku}
        value={filter.sku}
        onChange={(sku) => onFilter({ ...filter, sku })}
      />
      <TextField
        label={words.filter.id}
        value={filter.text}
        onChange={(text) => onFilter({ ...filter, text })}
      />
      {!isEmptyFilter(filter) && (
        <button
          type="button"
          className={styles["button"]}
          onClick={() => onFilter({ status: "", sku: "", text: "" })}
        >
          {words.filter.clear}
        </button>
      )}
      <button
        type="button"
        className={styles["button"]}
        aria-pressed={paused}
        onClick={paused ? link.release : link.hold}
      >
        {paused ? words.resume : words.pause}
      </button>
    </div>
  );
}

function StatusField(props: {
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const { filter } = useWords(feedWords);
  const words = useWords(statusWords);
  return (
    <label className={styles["field"]}>
      <span className="visually-hidden">{filter.status}</span>
      <select value={props.value} onChange={(event) => props.onChange(event.target.value)}>
        <option value="">{filter.all}</option>
        {[...filterStatuses].map(([name, status]) => (
          <option key={name} value={name}>
            {orderMark(status, words).word}
          </option>
        ))}
      </select>
    </label>
  );
}

function TextField(props: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  return (
    <label className={styles["field"]}>
      <span className="visually-hidden">{props.label}</span>
      <input
        type="search"
        placeholder={props.label}
        value={props.value}
        maxLength={64}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </label>
  );
}
