import { readFileSync } from "node:fs";

const everyMs = 250;

/** Watches what a process has in memory. */
export class MemoryWatch {
  readonly #samples: number[] = [];
  readonly #timer: NodeJS.Timeout;

  constructor(pid: number) {
    this.#timer = setInterval(() => {
      const bytes = residentBytes(pid);
      if (bytes !== undefined) this.#samples.push(bytes);
    }, everyMs);
  }

  /** Ends it, and answers by how much the process has grown from its first tenth (where it still warms up) to its largest. */
  stop(): { readonly firstBytes: number; readonly growthBytes: number } {
    clearInterval(this.#timer);
    const warm = this.#samples.slice(0, Math.max(1, Math.floor(this.#samples.length / 10)));
    const firstBytes = Math.max(0, ...warm);
    return { firstBytes, growthBytes: Math.max(0, ...this.#samples) - firstBytes };
  }
}

/** Undefined for a process that is gone. */
function residentBytes(pid: number): number | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
    return kibibytes === undefined ? undefined : Number(kibibytes) * 1_024;
  } catch {
    return undefined;
  }
}
