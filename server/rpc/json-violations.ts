import type { DescField, DescMessage, JsonObject, JsonValue } from "@bufbuild/protobuf";
import { fromJson } from "@bufbuild/protobuf";
import type { FieldViolation } from "./errors.ts";
import { isObjectOnWire, jsonFault, unknownField } from "./json-fault.ts";

/** No more are told: an error travels in headers. */
const foundMax = 20;
/** A message of a megabyte may have half a million values. Past so many nobody looks on. */
const looksMax = 10_000;
/** As deep as the library reads. */
const depthMax = 100;
const nameMaxLength = 200;

/**
 * What is wrong with a request in JSON that the library has refused, field by field: it stops at the first, and its words name a
 * type where the caller needs a path. Walks along the schema and asks the library about each value by itself, so that there are no rules
 * of our own for what a value may be. Empty when nothing was found: the text is not JSON, or a field is there twice.
 */
export function jsonViolations(schema: DescMessage, text: string): readonly FieldViolation[] {
  const walk = new Walk();
  try {
    walk.message(schema, JSON.parse(text) as JsonValue, "");
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return walk.found;
}

class Walk {
  readonly found: FieldViolation[] = [];
  #looks = 0;
  #depth = 0;

  message(schema: DescMessage, json: JsonValue, path: string): void {
    if (!isObject(json) || this.#depth === depthMax) return;
    this.#depth += 1;
    for (const [key, value] of Object.entries(json)) {
      if (this.#isOver()) break;
      const field = schema.fields.find(({ name, jsonName }) => name === key || jsonName === key);
      if (field !== undefined) this.#field(field, value, path + field.name);
      else this.found.push({ field: path + key.slice(0, nameMaxLength), ...unknownField });
    }
    this.#depth -= 1;
  }

  #field(field: DescField, value: JsonValue, path: string): void {
    if (value === null) return;
    if (field.fieldKind !== "list") return this.#value(field, value, path, (json) => json);
    if (!Array.isArray(value)) return this.#wrong(field, path);
    for (const [index, item] of value.entries()) {
      if (this.#isOver()) return;
      this.#value(field, item, `${path}[${index}]`, (json) => [json]);
    }
  }

  /** An object is looked into; of anything else the library says whether the field can have it. */
  #value(
    field: DescField,
    value: JsonValue,
    path: string,
    asField: (json: JsonValue) => JsonValue,
  ): void {
    if (isObject(value) && isObjectOnWire(field) && field.message !== undefined)
      return this.message(field.message, value, `${path}.`);
    const json: JsonObject = { [field.jsonName]: asField(value) };
    if (!isReadable(field.parent, json)) this.#wrong(field, path, asField(value) !== value);
  }

  #wrong(field: DescField, path: string, isItem = false): void {
    this.found.push({ field: path, ...jsonFault(field, isItem) });
  }

  #isOver(): boolean {
    this.#looks += 1;
    return this.#looks > looksMax || this.found.length === foundMax;
  }
}

function isObject(json: JsonValue): json is JsonObject {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

function isReadable(schema: DescMessage, json: JsonObject): boolean {
  try {
    fromJson(schema, json);
    return true;
  } catch {
    return false;
  }
}
