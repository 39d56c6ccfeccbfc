import { setTimeout as sleep } from "node:timers/promises";
import { present } from "../../core/assert.ts";
import type { UpTime } from "../kill/finding.ts";
import type { ServerProcess } from "../server-process.ts";

export interface RestartableOptions {
  readonly name: string;
  /** Starts the program on a port; 0 stands for any. */
  readonly start: (port: number) => Promise<ServerProcess>;
}

/** Another program may take the port of one that is down, for a moment. */
const startsMax = 20;
const pauseMs = 250;

/** A program that is killed and started again, on the same port and data. */
export class Restartable {
  readonly name: string;
  /** When it was up, oldest first; without the time since its last start. */
  readonly ups: UpTime[] = [];
  readonly #start: RestartableOptions["start"];
  #port = 0;
  #process: ServerProcess | undefined;
  #kills = 0;

  constructor({ name, start }: RestartableOptions) {
    this.name = name;
    this.#start = start;
  }

  get kills(): number {
    return this.#kills;
  }

  /** Where it is, or will be again. */
  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get process(): ServerProcess {
    return present(this.#process, `${this.name} runs`);
  }

  async start(): Promise<void> {
    for (let count = 1; this.#process === undefined; count += 1) {
      try {
        this.#process = await this.#start(this.#port);
      } catch (error) {
        const isTaken = error instanceof Error && error.message.includes("EADDRINUSE");
        if (!isTaken || count === startsMax) throw error;
        await sleep(pauseMs);
      }
    }
    this.#port = this.#process.port;
  }

  async kill(): Promise<void> {
    this.#kills += 1;
    await this.#end("kill");
  }

  /** Ends it in peace; does nothing to one that is down. */
  async stop(): Promise<void> {
    if (this.#process !== undefined) await this.#end("stop");
  }

  async #end(how: "kill" | "stop"): Promise<void> {
    const { process } = this;
    this.#process = undefined;
    await process[how]();
    this.ups.push({ fromMs: process.startedAtMs, toMs: Date.now() });
  }
}
