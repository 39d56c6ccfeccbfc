import { isFieldError } from "@bufbuild/protobuf/reflect";
import { Code, ConnectError } from "@connectrpc/connect";
import { messageTooLarge } from "./compression.ts";
import { invalidArgument, refused } from "./errors.ts";
import { jsonFault, unknownField } from "./json-fault.ts";

/**
 * Makes the library's own errors speak as ours do, in place. They arise while a request is parsed, outside every interceptor; the
 * one thing all protocols do with them before they are written is to abort the context with them, which is where this
 * is called. Binary that does not parse is the caller's mistake (INVALID_ARGUMENT, not INTERNAL), a message over the
 * limit names it, a JSON field that is unknown or of another type is a field violation (by its last name alone: the lean paths, which
 * have the text, tell its path), and nothing tells how this program is built.
 */
export function amendStockError(error: ConnectError): void {
  const ours = translate(error.rawMessage, error.code, error.cause);
  if (ours === undefined || error.details.length > 0) return;
  const { code, message, rawMessage, details } = ours;
  Object.assign(error, { code, message, rawMessage, details });
}

function translate(text: string, code: Code, cause: unknown): ConnectError | undefined {
  if (text.startsWith("parse binary: ")) return malformed("the message is not valid protobuf");
  if (text.startsWith("serialize binary: ")) return unprintable();
  const limit = /configured readMaxBytes (\d+)/.exec(text)?.[1];
  if (limit !== undefined) return messageTooLarge(Number(limit));
  if (/configured writeMaxBytes (\d+)/.test(text)) return responseTooLarge();
  if (code !== Code.InvalidArgument) return undefined;
  const unknown = /key "([^"]{0,200})" is unknown/.exec(text)?.[1];
  if (unknown !== undefined) return invalidArgument([{ field: unknown, ...unknownField }]);
  return ofAnotherType(cause) ?? malformed(text.slice(0, 500));
}

function ofAnotherType(cause: unknown): ConnectError | undefined {
  const error = cause instanceof Error ? cause.cause : undefined;
  if (!isFieldError(error) || error.message.includes("set multiple times")) return undefined;
  const field = error.field();
  if (field.kind !== "field") return undefined;
  const isItem = error.message.startsWith("list item");
  return invalidArgument([{ field: field.name, ...jsonFault(field, isItem) }]);
}

function malformed(message: string): ConnectError {
  return refused({ code: Code.InvalidArgument, reason: "MALFORMED", message });
}

function responseTooLarge(): ConnectError {
  const message = "the answer would be too large; ask for a smaller page";
  return refused({ code: Code.ResourceExhausted, reason: "RESPONSE_TOO_LARGE", message });
}

function unprintable(): ConnectError {
  return new ConnectError("internal error", Code.Internal);
}
