import { readFileSync } from "node:fs";
import type { ServerProcess } from "../server-process.ts";
import { waitFor } from "../wait-for.ts";

/** What a server has in memory at one moment. */
export interface MemorySample {
  readonly atMs: number;
  /** What its heap holds once garbage is collected, and what JavaScript holds outside of it: buffers. */
  readonly heldBytes: number;
  /** The most that was resident since the sample before. */
  readonly residentMaxBytes: number;
}

const residentEveryMs = 250;

/** Watches what a server that runs watched-server.ts has in memory. */
export class MemoryWatch {
  readonly #server: ServerProcess;
  readonly #timer: NodeJS.Timeout;
  readonly #samples: MemorySample[] = [];
  #residentMaxBytes = 0;

  constructor(server: ServerProcess) {
    this.#server = server;
    this.#timer = setInterval(() => this.#look(), residentEveryMs);
  }

  /** Has the server collect its garbage, and notes down what is left. */
  async sample(): Promise<void> {
    const count = this.#reports().length;
    this.#server.signal("SIGUSR2");
    await waitFor("a report of memory", () => this.#reports().length > count);
    const { heapBytes, externalBytes } = this.#reports().at(-1) ?? {};
    this.#look();
    this.#samples.push({
      atMs: Date.now(),
      heldBytes: Number(heapBytes) + Number(externalBytes),
      residentMaxBytes: this.#residentMaxBytes,
    });
    this.#residentMaxBytes = 0;
  }

  stop(): readonly MemorySample[] {
    clearInterval(this.#timer);
    return this.#samples;
  }

  #reports(): ServerProcess["logged"] {
    return this.#server.logged.filter(({ msg }) => msg === "memory");
  }

  #look(): void {
    this.#residentMaxBytes = Math.max(this.#residentMaxBytes, residentBytes(this.#server.pid));
  }
}

/** 0 for a process that is gone. */
function residentBytes(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1_024;
  } catch {
    return 0;
  }
}
