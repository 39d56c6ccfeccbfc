import { crc32, deflateSync, inflateSync } from "node:zlib";

/** Pixels of three bytes, row by row. */
interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgb: Buffer;
}

const signature = Buffer.from("89504e470d0a1a0a", "hex");
const coloursMax = 256;

/**
 * The same picture with its 256 most frequent colours, each other pixel taking the nearest: for pictures of pages, which have few
 * colours, a third of the bytes. Takes 8-bit RGB or RGBA without interlacing, as browsers write; throws for other PNGs.
 * Source: the PNG specification (W3C, third edition).
 */
export function palettePng(png: Buffer): Buffer {
  const { width, height, rgb } = decode(png);
  const counts = new Map<number, number>();
  for (let at = 0; at < rgb.length; at += 3) {
    const colour = rgb.readUIntBE(at, 3);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const byCount = [...counts].toSorted((left, right) => right[1] - left[1]);
  const palette = byCount.slice(0, coloursMax).map(([colour]) => colour);
  const places = new Map(byCount.map(([colour]) => [colour, nearest(palette, colour)]));
  const rows = Buffer.alloc((width + 1) * height);
  for (let index = 0; index < width * height; index += 1) {
    const row = Math.floor(index / width);
    rows[row + index + 1] = places.get(rgb.readUIntBE(index * 3, 3)) ?? 0;
  }
  const table = Buffer.alloc(palette.length * 3);
  for (const [index, colour] of palette.entries()) table.writeUIntBE(colour, index * 3, 3);
  return Buffer.concat([
    signature,
    chunk("IHDR", header(width, height)),
    chunk("PLTE", table),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function decode(png: Buffer): Pixels {
  if (!png.subarray(0, 8).equals(signature)) throw new Error("not a PNG");
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const [depth, colourType, interlaced] = [png[24], png[25], png[28]];
  if (depth !== 8 || (colourType !== 2 && colourType !== 6) || interlaced !== 0)
    throw new Error("only 8-bit RGB and RGBA without interlacing are read");
  const size = colourType === 6 ? 4 : 3;
  const rows = unfilter(inflateSync(imageData(png)), { width, height, size });
  const rgb = Buffer.alloc(width * height * 3);
  for (let index = 0; index < width * height; index += 1)
    rows.copy(rgb, index * 3, index * size, index * size + 3);
  return { width, height, rgb };
}

function imageData(png: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12) {
    const end = at + 8 + png.readUInt32BE(at);
    if (png.toString("latin1", at + 4, at + 8) === "IDAT") parts.push(png.subarray(at + 8, end));
  }
  return Buffer.concat(parts);
}

/** Undoes the filter that each row names in its first byte. */
function unfilter(
  filtered: Buffer,
  {
    width,
    height,
    size,
  }: { readonly width: number; readonly height: number; readonly size: number },
): Buffer {
  const stride = width * size;
  const out = Buffer.alloc(stride * height);
  for (let index = 0; index < out.length; index += 1) {
    const [row, column] = [Math.floor(index / stride), index % stride];
    const left = column < size ? 0 : (out[index - size] ?? 0);
    const up = row === 0 ? 0 : (out[index - stride] ?? 0);
    const corner = column < size || row === 0 ? 0 : (out[index - stride - size] ?? 0);
    const predicted = [0, left, up, (left + up) >> 1, paeth(left, up, corner)];
    out[index] =
      (filtered[row + index + 1] ?? 0) + (predicted[filtered[row * (stride + 1)] ?? 0] ?? 0);
  }
  return out;
}

function paeth(left: number, up: number, corner: number): number {
  const [toLeft, toUp] = [Math.abs(up - corner), Math.abs(left - corner)];
  const toCorner = Math.abs(left + up - 2 * corner);
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

/** The place of the colour in the palette that is nearest. */
function nearest(palette: readonly number[], colour: number): number {
  const distances = palette.map((each) => distance(each, colour));
  return distances.indexOf(Math.min(...distances));
}

function distance(left: number, right: number): number {
  const part = (shift: number): number => ((left >> shift) & 255) - ((right >> shift) & 255);
  return part(16) ** 2 + part(8) ** 2 + part(0) ** 2;
}

/** 8 bits a pixel, by palette. */
function header(width: number, height: number): Buffer {
  const bytes = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 3, 0, 0, 0]);
  bytes.writeUInt32BE(width, 0);
  bytes.writeUInt32BE(height, 4);
  return bytes;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
