/** What a file is read with: the part of a browser's File that reading needs. */
export interface SourceFile {
  readonly name: string;
  readonly size: number;
  readonly slice: (startBytes: number, endBytes: number) => Blob;
}

/** Encodings that files of shops come in; the others can be had by saving the file as UTF-8. */
export const encodings = ["utf-8", "utf-16le", "utf-16be", "gb18030", "windows-1252"] as const;
export type Encoding = (typeof encodings)[number];

/** As people know them. */
export const encodingNames: Readonly<Record<Encoding, string>> = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16 LE",
  "utf-16be": "UTF-16 BE",
  gb18030: "GB 18030 (GBK)",
  "windows-1252": "Windows-1252",
};

/** A file that is no text, by its first bytes. */
export type NoText = "empty" | "workbook" | "not_text" | "too_large";

/** Larger files are cut by hand: at 100 bytes a row this is 2.5 million rows. */
export const fileMaxBytes = 256 * 1024 * 1024;

const headBytes = 64 * 1024;
const pieceBytes = 256 * 1024;

/** The first bytes, from which everything about a file is guessed. */
export async function headOf(file: SourceFile): Promise<Uint8Array<ArrayBuffer>> {
  return await bytesOf(file, 0, headBytes);
}

/** The encoding of a file by its first bytes, or why it is no text. */
export function sniff(file: SourceFile, head: Uint8Array): Encoding | NoText {
  if (file.size === 0) return "empty";
  if (file.size > fileMaxBytes) return "too_large";
  if (startsWith(head, zipSign) || startsWith(head, oldOfficeSign)) return "workbook";
  if (startsWith(head, [0xff, 0xfe])) return "utf-16le";
  if (startsWith(head, [0xfe, 0xff])) return "utf-16be";
  return head.includes(0) ? "not_text" : "utf-8";
}

/** A piece of a file as text, and how far it reaches. */
export interface Piece {
  readonly text: string;
  readonly readBytes: number;
}

/** A file as text, piece by piece, so that its size does not matter. Bytes that are no character become U+FFFD. */
export async function* pieces(file: SourceFile, encoding: Encoding): AsyncGenerator<Piece> {
  const decoder = new TextDecoder(encoding);
  for (let start = 0; start < file.size; start += pieceBytes) {
    const bytes = await bytesOf(file, start, start + pieceBytes);
    const readBytes = Math.min(start + pieceBytes, file.size);
    yield { text: decoder.decode(bytes, { stream: readBytes < file.size }), readBytes };
  }
}

/** Tells two files apart well enough to go on with an import: their size, and what stands at both ends. */
export async function fingerprintOf(file: SourceFile): Promise<string> {
  const ends = [
    await headOf(file),
    await bytesOf(file, Math.max(0, file.size - headBytes), file.size),
  ];
  // FNV-1a, 64 bits. Not against forgers, who would only fool themselves; SubtleCrypto is missing on plain HTTP.
  let hash = 0xcbf29ce484222325n;
  for (const bytes of ends) {
    for (const byte of bytes) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return `${file.size}-${hash.toString(16).padStart(16, "0")}`;
}

const zipSign = [0x50, 0x4b, 0x03, 0x04];
const oldOfficeSign = [0xd0, 0xcf, 0x11, 0xe0];

function startsWith(bytes: Uint8Array, sign: readonly number[]): boolean {
  return sign.every((byte, index) => bytes[index] === byte);
}

async function bytesOf(
  file: SourceFile,
  startBytes: number,
  endBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await file.slice(startBytes, endBytes).arrayBuffer());
}
