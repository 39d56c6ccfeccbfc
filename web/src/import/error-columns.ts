import type { ImportError } from "#gen/sluice/inventory/v1/import_pb.ts";
import { violationText } from "../refresh/violation-text.ts";
import type { Column } from "../table/column.ts";
import type { Formats } from "../ui/formats.ts";
import type { Reasons } from "../ui/reasons.ts";
import { fields } from "./columns.ts";
import type { ImportWords } from "./words.ts";

/** An error and its place in the list: a row may fail for several reasons. */
export interface NumberedError {
  readonly index: number;
  readonly error: ImportError;
}

export function numberedErrors(errors: readonly ImportError[]): readonly NumberedError[] {
  return errors.map((error, index) => ({ index, error }));
}

export function keyOfError({ index }: NumberedError): string {
  return String(index);
}

/** Where it is, what it is about, and what is wrong. */
export function errorColumns(
  words: ImportWords,
  violations: Reasons,
  formats: Pick<Formats, "count">,
): readonly Column<NumberedError>[] {
  const { errors } = words;
  const reasons = { ...violations, ...words.faults };
  const what = ({ error }: NumberedError) => violationText(error, reasons);
  return [
    {
      name: "line",
      title: errors.line,
      width: "88px",
      align: "end",
      phone: "top-end",
      cell: ({ error }) => formats.count(error.row),
    },
    {
      name: "sku",
      title: errors.sku,
      width: "minmax(96px, 180px)",
      phone: "top",
      cell: ({ error }) => error.sku,
      hint: ({ error }) => error.sku,
    },
    {
      name: "field",
      title: errors.field,
      width: "160px",
      phone: "bottom-end",
      cell: ({ error }) => fieldName(error.field, words.fields),
    },
    {
      name: "what",
      title: errors.what,
      width: "minmax(200px, 1fr)",
      phone: "bottom",
      cell: what,
      hint: what,
    },
  ];
}

/** "price.minor_units" is the price; what we have no word for stays as the server names it. */
export function fieldName(path: string, words: ImportWords["fields"]): string {
  if (path === "") return words.row;
  const [head = ""] = path.split(".");
  const field = fields.find((each) => each === head);
  return field === undefined ? path : words[field];
}
