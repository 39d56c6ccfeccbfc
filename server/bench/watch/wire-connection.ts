import { connect } from "node:net";
import type { Socket } from "node:net";

/** Request headers as they go out, pseudo headers first. */
export type WireHeaders = readonly (readonly [name: string, value: string])[];

export interface WireOptions {
  readonly host: string;
  readonly port: number;
  /** Flow-control window of each stream. */
  readonly windowBytes: number;
  /** False: no stream is ever given more room than its first window, as by a reader that has stalled. */
  readonly refills: boolean;
  /** Payload of a DATA frame, `bytes` from `start` to `end`, valid during the call only. */
  readonly data: (stream: number, bytes: Buffer, start: number, end: number) => void;
  readonly ended: (stream: number) => void;
}

const headBytes = 9;
const preface = Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "latin1");
const frame = { data: 0, headers: 1, reset: 3, settings: 4, ping: 6, windowUpdate: 8 } as const;
const flag = { ack: 1, endStream: 1, endHeaders: 4 } as const;
const connectionRefillBytes = 64 * 1024 * 1024;
const defaultWindowBytes = 65_535;
const windowMaxBytes = 2 ** 31 - 1;
const readBytes = 256 * 1024;

/**
 * The client end of one HTTP/2 connection (RFC 9113), as little of it as counting takes. Node's own client spends as long on a DATA frame
 * as the server does on a write, so it would be what is measured; this one looks at frames where they lie in the socket's buffer.
 */
export class WireConnection {
  readonly #options: WireOptions;
  readonly #socket: Socket;
  readonly #unrefilled: number[] = [];
  #connectionUnrefilled = 0;
  #rest: Buffer = Buffer.alloc(0);

  private constructor(options: WireOptions) {
    this.#options = options;
    const { host, port } = options;
    const onread = {
      buffer: Buffer.allocUnsafeSlow(readBytes),
      callback: (count: number, buffer: Uint8Array): boolean => {
        this.#take(Buffer.from(buffer.buffer, buffer.byteOffset, count));
        return true;
      },
    };
    this.#socket = connect({ host, port, noDelay: true, onread });
  }

  /** Opens a connection. Rejects with the error of the operating system. */
  static async open(options: WireOptions): Promise<WireConnection> {
    const connection = new WireConnection(options);
    const socket = connection.#socket;
    await new Promise<void>((resolve, reject) => {
      socket.once("error", reject);
      socket.once("connect", () => {
        socket.off("error", reject);
        resolve();
      });
    });
    // The server may cut what it does not want any more; its streams then simply bring nothing.
    socket.on("error", ignore);
    connection.#greet();
    return connection;
  }

  /** Opens stream number `index` (from 0, each once, in order) with one message as its body. */
  request(index: number, headers: WireHeaders, body: Uint8Array): void {
    this.#unrefilled[index] = 0;
    const id = 2 * index + 1;
    this.#write(frame.headers, flag.endHeaders, id, literalHeaders(headers));
    this.#write(frame.data, flag.endStream, id, body);
  }

  close(): void {
    this.#socket.destroy();
  }

  #greet(): void {
    const { windowBytes } = this.#options;
    this.#socket.write(preface);
    const settings = [
      [1, 0],
      [2, 0],
      [4, windowBytes],
    ].map(([id = 0, value = 0]) => {
      const entry = Buffer.alloc(6);
      entry.writeUInt16BE(id, 0);
      entry.writeUInt32BE(value, 2);
      return entry;
    });
    this.#write(frame.settings, 0, 0, Buffer.concat(settings));
    this.#refill(0, windowMaxBytes - defaultWindowBytes);
  }

  #take(chunk: Buffer): void {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    let at = 0;
    while (bytes.length - at >= headBytes) {
      const end = at + headBytes + bytes.readUIntBE(at, 3);
      if (end > bytes.length) break;
      this.#frame(bytes, at, end);
      at = end;
    }
    // The socket's buffer is used again for the next read.
    this.#rest = Buffer.from(bytes.subarray(at));
  }

  #frame(bytes: Buffer, at: number, end: number): void {
    const type = bytes[at + 3];
    const flags = bytes[at + 4] ?? 0;
    const id = bytes.readUInt32BE(at + 5);
    if (type === frame.data) {
      const index = (id - 1) >> 1;
      this.#options.data(index, bytes, at + headBytes, end);
      this.#consumed(id, index, end - at - headBytes);
    } else if (type === frame.settings && (flags & flag.ack) === 0) {
      this.#write(frame.settings, flag.ack, 0, Buffer.alloc(0));
    } else if (type === frame.ping && (flags & flag.ack) === 0) {
      this.#write(frame.ping, flag.ack, 0, Buffer.from(bytes.subarray(at + headBytes, end)));
    }
    const last = (type === frame.data || type === frame.headers) && (flags & flag.endStream) !== 0;
    if (last || type === frame.reset) this.#options.ended((id - 1) >> 1);
  }

  #consumed(id: number, index: number, countBytes: number): void {
    this.#connectionUnrefilled += countBytes;
    if (this.#connectionUnrefilled > connectionRefillBytes) {
      this.#refill(0, this.#connectionUnrefilled);
      this.#connectionUnrefilled = 0;
    }
    const unrefilled = (this.#unrefilled[index] ?? 0) + countBytes;
    this.#unrefilled[index] = unrefilled;
    if (this.#options.refills && unrefilled > this.#options.windowBytes / 2) {
      this.#refill(id, unrefilled);
      this.#unrefilled[index] = 0;
    }
  }

  #refill(id: number, countBytes: number): void {
    const payload = Buffer.alloc(4);
    payload.writeUInt32BE(countBytes, 0);
    this.#write(frame.windowUpdate, 0, id, payload);
  }

  #write(type: number, flags: number, id: number, payload: Uint8Array): void {
    const head = Buffer.alloc(headBytes);
    head.writeUIntBE(payload.length, 0, 3);
    head[3] = type;
    head[4] = flags;
    head.writeUInt32BE(id, 5);
    this.#socket.write(Buffer.concat([head, payload]));
  }
}

/** Literal fields without indexing and without Huffman coding (RFC 7541, section 6.2.2); values of up to 126 bytes. */
function literalHeaders(headers: WireHeaders): Buffer {
  return Buffer.concat(
    headers.flatMap(([name, value]) => [
      Buffer.from([0, name.length]),
      Buffer.from(name, "latin1"),
      Buffer.from([value.length]),
      Buffer.from(value, "latin1"),
    ]),
  );
}

function ignore(): void {}
