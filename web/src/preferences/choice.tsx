import styles from "./preferences.module.css";

/** One of a few, all of them in view. */
export function Choice<T extends string>(props: {
  readonly name: string;
  readonly legend: string;
  readonly value: T;
  /** Values with their labels, and the language of a label where it is not the page's. */
  readonly options: readonly {
    readonly value: T;
    readonly label: string;
    readonly lang?: string;
  }[];
  readonly onChoose: (value: T) => void;
}) {
  const { name, legend, value, options, onChoose } = props;
  return (
    <fieldset className={styles["choice"]}>
      <legend>{legend}</legend>
      <div className={styles["options"]}>
        {options.map((option) => (
          <label key={option.value} lang={option.lang}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChoose(option.value)}
              className="visually-hidden"
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
