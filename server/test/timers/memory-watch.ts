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

  /** Ends it, and answers the most there was in each tenth of the time. */
  stop(): readonly number[] {
    clearInterval(this.#timer);
    const length = this.#samples.length / 10;
    return Array.from({ length: 10 }, (_, tenth) => {
      const samples = this.#samples.slice(
        Math.floor(tenth * length),
        Math.ceil((tenth + 1) * length),
      );
      return Math.max(0, ...samples);
    });
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
