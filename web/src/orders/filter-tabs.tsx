import styles from "./filter-bar.module.css";

/** One choice of a filter. */
export interface FilterTab {
  readonly key: string;
  readonly text: string;
  readonly pressed: boolean;
  /** It goes with any of the others, and stands a little apart from them. */
  readonly apart?: boolean;
  readonly choose: () => void;
}

/** Choices of a filter beside each other, such as groups of states. */
export function FilterTabs(props: { readonly label: string; readonly tabs: readonly FilterTab[] }) {
  const { label, tabs } = props;
  return (
    <fieldset className={styles["tabs"]} aria-label={label}>
      {tabs.map(({ key, text, pressed, apart = false, choose }) => (
        <button
          key={key}
          type="button"
          className={styles["tab"]}
          data-apart={apart}
          aria-pressed={pressed}
          onClick={choose}
        >
          {text}
        </button>
      ))}
    </fieldset>
  );
}
