import type { DescEnum, DescField, DescMessage } from "@bufbuild/protobuf";
import { ScalarType } from "@bufbuild/protobuf";
import type { Fault } from "../core/fault.ts";
import { grouped, unknownValue } from "./violations.ts";

export const unknownField = {
  reason: "UNKNOWN_FIELD",
  description: "is not a field of this message",
} as const satisfies Fault;

/** What a field may be in JSON, said of one that is something else; with `isItem` of one of its list. */
export function jsonFault(field: DescField, isItem = false): Fault {
  if (field.fieldKind === "list" && !isItem) return notOf("list", "a list");
  if (field.fieldKind === "map") return notOf("map", "an object with values by name");
  if (field.enum !== undefined) return unknownName(field.enum);
  if (field.message !== undefined) return notMessage(field.message);
  return field.scalar === undefined ? notOf("value", "a value") : notScalar(field.scalar);
}

/** False for the types that JSON has as a text, such as a time. */
export function isObjectOnWire({ message, fieldKind }: DescField): boolean {
  return fieldKind !== "map" && message !== undefined && !textForms.has(message.typeName);
}

const textForms: ReadonlyMap<string, string> = new Map([
  ["google.protobuf.Timestamp", "a time, as in 2026-11-27T09:00:00Z"],
  ["google.protobuf.Duration", "a duration in seconds, as in 1.5s"],
  ["google.protobuf.FieldMask", "names of fields with commas between them, as in name,price"],
]);

function notMessage({ typeName }: DescMessage): Fault {
  const form = textForms.get(typeName);
  return form === undefined ? notOf("object", "an object") : notOf(typeName, form);
}

/** The first value of each enum says nothing, so nobody would want it. */
function unknownName({ values }: DescEnum): Fault {
  const known = values.slice(1).map(({ name }) => name);
  return unknownValue(`is none of ${known.join(", ")}`);
}

const wholeNumbers: ReadonlyMap<ScalarType, readonly [name: string, min: bigint, max: bigint]> =
  new Map([
    [ScalarType.INT32, ["int32", -(2n ** 31n), 2n ** 31n - 1n]],
    [ScalarType.UINT32, ["uint32", 0n, 2n ** 32n - 1n]],
    [ScalarType.INT64, ["int64", -(2n ** 63n), 2n ** 63n - 1n]],
    [ScalarType.UINT64, ["uint64", 0n, 2n ** 64n - 1n]],
  ]);

function notScalar(type: ScalarType): Fault {
  const whole = wholeNumbers.get(type);
  if (whole !== undefined) {
    const [name, min, max] = whole;
    const description = `a whole number from ${grouped(min)} to ${grouped(max)}`;
    return notOf(name, description, { min: String(min), max: String(max) });
  }
  const [name, form] = otherScalars.get(type) ?? ["number", "a number"];
  return notOf(name, form);
}

const otherScalars: ReadonlyMap<ScalarType, readonly [name: string, form: string]> = new Map([
  [ScalarType.BOOL, ["bool", "true or false"]],
  [ScalarType.STRING, ["string", "a text"]],
  [ScalarType.BYTES, ["bytes", "a text in Base64"]],
]);

function notOf(type: string, what: string, limits: Readonly<Record<string, string>> = {}): Fault {
  return { reason: "NOT_OF_TYPE", description: `is not ${what}`, values: { type, ...limits } };
}
