import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { present } from "../core/assert.ts";

/** A program of ours in a process of its own, all its threads on one core. */
export interface Child {
  readonly process: ChildProcess;
  readonly pid: number;
  /** Time its threads have spent on a core so far. */
  readonly cpuMs: () => number;
  /** Resolves when it has ended by itself. */
  readonly ended: () => Promise<void>;
  /** Ends it with SIGTERM, and with SIGKILL after 15 s; resolves when it is gone. */
  readonly stop: () => Promise<void>;
}

export interface ChildOptions {
  /** Relative to server/. */
  readonly script: string;
  readonly core: 0 | 1;
  readonly argv?: readonly string[];
  readonly nodeArgv?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const serverRoot = new URL("../", import.meta.url);
const stopPatienceMs = 15_000;
const startPatienceMs = 120_000;
/** The unit of times in /proc, on every Linux. */
const tickMs = 10;

/** Starts a script of server/ on one core, with an IPC channel and its stdout piped. */
export function spawnPinned(options: ChildOptions): Child {
  const { script, core, argv = [], nodeArgv = [], env = {} } = options;
  const path = fileURLToPath(new URL(script, serverRoot));
  const pinned = availableParallelism() > 1 ? ["taskset", "-c", String(core)] : [];
  const [command = "", ...rest] = [...pinned, process.execPath, ...nodeArgv, path, ...argv];
  const child = spawn(command, rest, {
    stdio: ["ignore", "pipe", "inherit", "ipc"],
    env: { ...process.env, ...env },
  });
  const pid = present(child.pid, `the process id of ${script}`);
  return {
    process: child,
    pid,
    cpuMs: () => cpuMsOf(pid),
    ended: () => ended(child),
    stop: () => stop(child),
  };
}

/** Starts a server and waits for its log line with the url. */
export async function startServer(
  options: ChildOptions,
): Promise<Child & { readonly url: string; readonly startMs: number }> {
  const startedMs = performance.now();
  const child = spawnPinned(options);
  const timer = setTimeout(() => child.process.kill("SIGKILL"), startPatienceMs);
  const lines = createInterface({ input: present(child.process.stdout ?? undefined, "stdout") });
  for await (const line of lines) {
    const url = /"url":"([^"]+)"/.exec(line)?.[1];
    if (url === undefined) continue;
    clearTimeout(timer);
    child.process.stdout?.resume();
    return { ...child, url, startMs: performance.now() - startedMs };
  }
  throw new Error(`${options.script} ended before it listened`);
}

/** The next IPC message of a child. Rejects when the child ends before. */
export async function nextMessage<T>(child: Child): Promise<T> {
  return await new Promise((resolve, reject) => {
    const settle = (): void => {
      child.process.off("message", onMessage);
      child.process.off("exit", onExit);
    };
    const onMessage = (message: unknown): void => {
      settle();
      resolve(message as T);
    };
    const onExit = (code: number | null): void => {
      settle();
      reject(new Error(`a child of the bench ended with ${code}`));
    };
    child.process.on("message", onMessage);
    child.process.on("exit", onExit);
  });
}

/** Memory a process has in RAM now. */
export function residentBytes(pid: number): number {
  const kib = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kib ?? Number.NaN) * 1024;
}

/** Time a core has not been idle since it started. */
export function coreBusyMs(core: number): number {
  const line = readFileSync("/proc/stat", "utf8")
    .split("\n")
    .find((row) => row.startsWith(`cpu${core} `));
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = (line ?? "")
    .split(" ")
    .slice(1)
    .map(Number);
  return (user + nice + system + irq + softirq) * tickMs;
}

function cpuMsOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The name, in parentheses, may hold spaces; user and system time are the 14th and 15th field.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * tickMs;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
  });
}

async function stop(child: ChildProcess): Promise<void> {
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), stopPatienceMs);
  await ended(child);
  clearTimeout(timer);
}
