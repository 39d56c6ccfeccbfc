import type { DescMessage, DescMethod, MessageShape } from "@bufbuild/protobuf";
import { Code, ConnectError } from "@connectrpc/connect";
import type { Compression, Serialization } from "@connectrpc/connect/protocol";
import {
  envelopeDecompress,
  pipe,
  transformDecompressEnvelope,
  transformParseEnvelope,
  transformSplitEnvelope,
} from "@connectrpc/connect/protocol";
import { messageTooLarge } from "../compression.ts";
import type { RequestBody } from "../request-body.ts";
import { mayBeOne, onlyEnvelope } from "./envelope.ts";

export interface Reading<I extends DescMessage> {
  readonly method: DescMethod & { readonly input: I };
  readonly parse: Serialization<MessageShape<I>>;
  readonly compression: Compression | null;
  readonly messageSizeMaxBytes: number;
}

/** The message of a request whose body is that message and nothing else. Throws a ConnectError. */
export async function readBare<I extends DescMessage>(
  body: RequestBody,
  contentLength: string | null,
  { parse, compression, messageSizeMaxBytes: maxBytes }: Reading<I>,
): Promise<MessageShape<I>> {
  if (Number(contentLength) > maxBytes) throw messageTooLarge(maxBytes);
  const bytes = await body.whole((_, countBytes) => countBytes <= maxBytes);
  if (bytes === undefined) throw messageTooLarge(maxBytes);
  return parse.parse(compression ? await compression.decompress(bytes, maxBytes) : bytes);
}

/**
 * The one message of a request whose messages are enveloped. Nearly every body is one whole envelope; any other goes through the
 * library's own steps from its first byte, so that it hears from here what it would hear from the library. Those are async generators:
 * each keeps what it has seen until the next full garbage collection. Throws a ConnectError.
 */
export async function readEnveloped<I extends DescMessage>(
  body: RequestBody,
  endFlag: number | undefined,
  reading: Reading<I>,
): Promise<MessageShape<I>> {
  const { parse, compression, messageSizeMaxBytes: maxBytes } = reading;
  const bytes = await body.whole((first, countBytes) => mayBeOne(first, countBytes, maxBytes));
  const only = bytes && onlyEnvelope(bytes);
  if (only?.flags === 0) return parse.parse(only.data);
  if (only?.flags === 1) {
    return parse.parse((await envelopeDecompress(only, compression, maxBytes)).data);
  }
  if (bytes !== undefined) body.giveBack(bytes);
  return await readOddly(body, endFlag, reading);
}

async function readOddly<I extends DescMessage>(
  body: RequestBody,
  endFlag: number | undefined,
  { method, parse, compression, messageSizeMaxBytes }: Reading<I>,
): Promise<MessageShape<I>> {
  const messages = pipe(
    body,
    transformSplitEnvelope(messageSizeMaxBytes),
    transformDecompressEnvelope(compression, messageSizeMaxBytes),
    endFlag === undefined ? transformParseEnvelope(parse) : transformParseEnvelope(parse, endFlag),
  );
  let message: MessageShape<I> | undefined;
  for await (const next of messages) {
    if (message !== undefined) throw inputCount("received extra", method);
    message = next;
  }
  if (message === undefined) throw inputCount("missing", method);
  return message;
}

function inputCount(what: string, method: DescMethod): ConnectError {
  const kind = method.methodKind.replace("_", "-");
  const message = `protocol error: ${what} input message for ${kind} method`;
  return new ConnectError(message, Code.Unimplemented);
}
