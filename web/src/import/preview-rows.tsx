import { violationText } from "../refresh/violation-text.ts";
import { useFormats } from "../ui/use-formats.ts";
import type { Formats } from "../ui/formats.ts";
import { useWords } from "../words/use-words.ts";
import { fields } from "./columns.ts";
import type { Field } from "./columns.ts";
import { rowOfRecord } from "./row-of-record.ts";
import type { Row } from "./row-of-record.ts";
import type { Source } from "./run-state.ts";
import { importWords } from "./words.ts";
import styles from "./columns.module.css";

const numbers: ReadonlySet<Field> = new Set([
  "price",
  "price_minor",
  "stock_delta",
  "per_user_limit",
]);

/** The first rows as the server will get them: what was mapped wrongly is seen at a glance. */
export function PreviewRows({ source }: { readonly source: Source }) {
  const words = useWords(importWords);
  const formats = useFormats();
  const { table, plan } = source;
  const shown = fields.filter((field) => field !== "currency" && plan.columns.includes(field));
  const rows = table.samples.map((record) => rowOfRecord(record, plan, table.headers.length));
  return (
    <div className={styles["previewScroll"]}>
      <table className={styles["preview"]} aria-label={words.preview.title}>
        <thead>
          <tr>
            <th scope="col">{words.preview.line}</th>
            {shown.map((field) => (
              <th key={field} scope="col" data-number={numbers.has(field)}>
                {words.fields[field]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <PreviewRow key={row.row} row={row} shown={shown} formats={formats} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function PreviewRow(props: {
  readonly row: Row;
  readonly shown: readonly Field[];
  readonly formats: Formats;
}) {
  const { row, shown, formats } = props;
  const words = useWords(importWords);
  const told = (name: string): string | undefined => {
    const fault = row.faults?.find(({ field }) => field === name);
    return fault && violationText(fault, words.faults);
  };
  const whole = told("");
  return (
    <tr>
      <td>{formats.count(row.row)}</td>
      {whole !== undefined && (
        <td className={styles["fault"]} colSpan={shown.length} title={whole}>
          {words.preview.cannotRead}: {whole}
        </td>
      )}
      {whole === undefined &&
        shown.map((field) => {
          const fault = told(field);
          return (
            <td
              key={field}
              className={fault === undefined ? undefined : styles["fault"]}
              data-number={numbers.has(field)}
              title={fault}
            >
              {fault ?? cellText(row, field, formats)}
            </td>
          );
        })}
    </tr>
  );
}

/** A field that the row leaves as it is shows nothing. */
function cellText(row: Row, field: Field, { count, money }: Formats): string {
  switch (field) {
    case "sku":
      return row.sku ?? "";
    case "name":
      return row.name ?? "";
    case "price":
    case "price_minor": {
      const { currencyCode = "", minorUnits } = row.price ?? {};
      return minorUnits === undefined
        ? ""
        : `${money({ currencyCode, minorUnits })} ${currencyCode}`;
    }
    case "stock_delta":
      return row.stockDelta === undefined ? "" : count(row.stockDelta);
    case "per_user_limit":
      return row.perUserLimit === undefined ? "" : count(row.perUserLimit);
    case "paused":
      return row.paused === undefined ? "" : row.paused ? "✓" : "–";
    case "currency":
      return row.price?.currencyCode ?? "";
  }
}
