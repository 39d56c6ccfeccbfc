import type { ReactNode } from "react";
import { useWords } from "../words/use-words.ts";
import { importRunner } from "./browser-import.ts";
import { delimiters } from "./guess-delimiter.ts";
import type { Source } from "./run-state.ts";
import { encodingNames, encodings } from "./source-file.ts";
import { importWords } from "./words.ts";
import fieldStyles from "../form/field.module.css";
import styles from "./columns.module.css";

/** How the file is read: everything here was guessed, and can be said otherwise. */
export function FileSettings({ source }: { readonly source: Source }) {
  const words = useWords(importWords).reading;
  const { table, plan } = source;
  const { reading } = table;
  const delimiterNames: Readonly<Record<string, string>> = {
    ",": words.comma,
    ";": words.semicolon,
    "\t": words.tab,
    "|": words.bar,
  };
  return (
    <fieldset className={styles["settings"]} aria-label={words.title}>
      <Choice
        label={words.delimiter}
        value={reading.delimiter}
        options={delimiters.map((value) => [value, delimiterNames[value] ?? value])}
        onChoose={(delimiter) => importRunner.reread({ ...reading, delimiter })}
      />
      <EncodingChoice
        label={words.encoding}
        value={reading.encoding}
        onChoose={(encoding) => importRunner.reread({ ...reading, encoding })}
      />
      <Choice
        label={words.decimals}
        value={plan.decimalMark}
        options={[
          [".", words.point],
          [",", words.decimalComma],
        ]}
        onChoose={(mark) => importRunner.map({ ...plan, decimalMark: mark === "," ? "," : "." })}
      />
      <Labelled label={words.currency}>
        <input
          className={fieldStyles["control"]}
          data-kind="code"
          maxLength={3}
          value={plan.currency}
          onChange={({ target }) =>
            importRunner.map({ ...plan, currency: target.value.toUpperCase() })
          }
        />
      </Labelled>
    </fieldset>
  );
}

/** What the bytes of the file mean. */
export function EncodingChoice(props: {
  readonly label: string;
  readonly value: string;
  readonly onChoose: (encoding: (typeof encodings)[number]) => void;
}) {
  const { label, value, onChoose } = props;
  return (
    <Choice
      label={label}
      value={value}
      options={encodings.map((encoding) => [encoding, encodingNames[encoding]])}
      onChoose={(chosen) => onChoose(encodings.find((each) => each === chosen) ?? "utf-8")}
    />
  );
}

function Choice(props: {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly onChoose: (value: string) => void;
}) {
  const { label, value, options, onChoose } = props;
  return (
    <Labelled label={label}>
      <select
        className={fieldStyles["control"]}
        value={value}
        onChange={({ target }) => onChoose(target.value)}
      >
        {options.map(([each, name]) => (
          <option key={each} value={each}>
            {name}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

function Labelled({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // oxlint-disable-next-line jsx-a11y/label-has-associated-control -- the control is what it wraps
    <label>
      {label}
      {children}
    </label>
  );
}
