import { link } from "../live/live.ts";
import { isHeld } from "../live/stream-state.ts";
import { useLink, useLive } from "../live/use-live.ts";
import { countText } from "../ui/count-text.ts";
import { filterStatuses, isEmptyFilter } from "./feed-filter.ts";
import type { FeedFilter } from "./feed-filter.ts";
import styles from "./feed-controls.module.css";

/** The filter of the feed, how much the server left out, and the switch that holds it. */
export function FeedControls(props: {
  readonly filter: FeedFilter;
  readonly onFilter: (filter: FeedFilter) => void;
}) {
  const { filter, onFilter } = props;
  const paused = isHeld(useLink());
  const skippedCount = useLive((view) => view.wire.skippedCount);
  return (
    <div className={styles["controls"]}>
      {skippedCount > 0 && (
        <span
          className={styles["skipped"]}
          title="The feed brings the newest 50 changes of each tick. Left out since this page was opened."
        >
          {countText(skippedCount)} skipped
        </span>
      )}
      <label className={styles["field"]}>
        <span className="visually-hidden">Status</span>
        <select
          value={filter.status}
          onChange={(event) => onFilter({ ...filter, status: event.target.value })}
        >
          <option value="">All</option>
          {[...filterStatuses.keys()].map((status) => (
            <option key={status} value={status}>
              {status[0]?.toUpperCase()}
              {status.slice(1)}
            </option>
          ))}
        </select>
      </label>
      <TextField label="SKU" value={filter.sku} onChange={(sku) => onFilter({ ...filter, sku })} />
      <TextField
        label="Order or user"
        value={filter.text}
        onChange={(text) => onFilter({ ...filter, text })}
      />
      {!isEmptyFilter(filter) && (
        <button
          type="button"
          className={styles["button"]}
          onClick={() => onFilter({ status: "", sku: "", text: "" })}
        >
          Clear
        </button>
      )}
      <button
        type="button"
        className={styles["button"]}
        aria-pressed={paused}
        onClick={paused ? link.release : link.hold}
      >
        {paused ? "Resume" : "Pause"}
      </button>
    </div>
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
