import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import { fields, withColumn } from "./columns.ts";
import type { Field } from "./columns.ts";
import { importRunner } from "./browser-import.ts";
import type { Source } from "./run-state.ts";
import { importWords } from "./words.ts";
import fieldStyles from "../form/field.module.css";
import styles from "./columns.module.css";

/** Which column of the file goes to which field of an item. */
export function MapColumns({ source }: { readonly source: Source }) {
  const words = useWords(importWords).columns;
  const { count } = useFormats();
  const { table, plan } = source;
  return (
    <table className={styles["columns"]} aria-label={words.label}>
      <thead>
        <tr>
          <th scope="col">{words.header}</th>
          <th scope="col">{words.field}</th>
          <th scope="col">{words.samples}</th>
        </tr>
      </thead>
      <tbody>
        {table.headers.map((header, column) => {
          const name = header === "" ? words.noName(count(column + 1)) : header;
          return (
            // Two columns may have one name: their place tells them apart.
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={column} data-left-out={plan.columns[column] === undefined}>
              <th scope="row" title={name}>
                {name}
              </th>
              <td>
                <FieldChoice
                  label={words.fieldOf(name)}
                  field={plan.columns[column]}
                  onChoose={(field) => importRunner.map(withColumn(plan, column, field))}
                />
              </td>
              <td>
                <Samples cells={table.samples.map(({ cells }) => cells[column] ?? "")} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function FieldChoice(props: {
  readonly label: string;
  readonly field: Field | undefined;
  readonly onChoose: (field: Field | undefined) => void;
}) {
  const { label, field, onChoose } = props;
  const words = useWords(importWords);
  return (
    <select
      className={fieldStyles["control"]}
      aria-label={label}
      value={field ?? ""}
      onChange={({ target }) => onChoose(fields.find((each) => each === target.value))}
    >
      <option value="">{words.columns.none}</option>
      {fields.map((each) => (
        <option key={each} value={each}>
          {words.fields[each]}
        </option>
      ))}
    </select>
  );
}

function Samples({ cells }: { readonly cells: readonly string[] }) {
  const { emptyCell } = useWords(importWords).columns;
  return (
    <ul className={styles["samples"]}>
      {cells.slice(0, 3).map((cell, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- cells may be the same
        <li key={index} data-empty={cell.trim() === ""} title={cell}>
          {cell.trim() === "" ? emptyCell : cell}
        </li>
      ))}
    </ul>
  );
}
