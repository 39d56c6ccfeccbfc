import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import type { TestContext } from "node:test";
import { tempDirectory } from "./temp-directory.ts";
import { waitFor, within } from "./wait-for.ts";

/** A real server in a process of its own. */
export interface ServerProcess {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Wall clock when its line with the url had come. */
  readonly startedAtMs: number;
  /** The lines it has logged, parsed. */
  readonly logged: readonly Readonly<Record<string, unknown>>[];
  /** What it has written to stderr so far. */
  readonly stderr: () => string;
  /** Resolves when it is gone. */
  readonly exited: Promise<Exit>;
  readonly signal: (signal: NodeJS.Signals) => void;
  /** SIGKILL; resolves when it is gone. Does nothing to one that is gone already. */
  readonly kill: () => Promise<Exit>;
  /** SIGTERM; resolves when it is gone. */
  readonly stop: () => Promise<Exit>;
}

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface ServerOptions {
  readonly dataDir: string;
  /** Settings by their environment names. */
  readonly env?: Readonly<Record<string, string>>;
  /** The file to run; the real main when left out. */
  readonly entry?: string;
  /** A program with arguments that runs node, such as strace; it must not stand between us and node's pid. */
  readonly under?: readonly string[];
}

export const mainPath = new URL("../main.ts", import.meta.url).pathname;
const startMaxMs = 20_000;

/** Starts a server on a free port and waits for the line with its url. Throws with its stderr when it ends instead. */
export async function startServerProcess(options: ServerOptions): Promise<ServerProcess> {
  const child = spawnServer(options);
  const stderr = collect(child);
  const logged: Record<string, unknown>[] = [];
  const exited = exitOf(child);
  const url = await within(
    "the server to start",
    firstUrl(child, logged, { exited, stderr }),
    startMaxMs,
  ).catch((error: unknown) => {
    child.kill("SIGKILL");
    throw error;
  });
  const signal = (name: NodeJS.Signals): void => void child.kill(name);
  const end = (name: NodeJS.Signals) => async (): Promise<Exit> => {
    signal(name);
    return await within(`the server to end on ${name}`, exited, startMaxMs);
  };
  return {
    url,
    port: Number(new URL(url).port),
    pid: child.pid ?? 0,
    startedAtMs: Date.now(),
    logged,
    stderr,
    exited,
    signal,
    kill: end("SIGKILL"),
    stop: end("SIGTERM"),
  };
}

/** Runs the program to its end, for what it says and how it exits. */
export async function runServer(
  options: Partial<ServerOptions> & { readonly args?: readonly string[] },
): Promise<Exit & { readonly stdout: string; readonly stderr: string }> {
  const child = spawnServer({ dataDir: "", ...options }, options.args);
  const stderr = collect(child);
  let stdout = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  const exit = await within("the program to end", exitOf(child), startMaxMs).finally(() =>
    child.kill("SIGKILL"),
  );
  return { ...exit, stdout, stderr: stderr() };
}

/** A server of a test, in a data directory of its own unless one is given. Killed with the test. */
export async function testServer(
  t: TestContext,
  options: Partial<ServerOptions> = {},
): Promise<ServerProcess> {
  const server = await startServerProcess({ dataDir: tempDirectory(t), ...options });
  t.after(server.kill);
  return server;
}

function spawnServer(options: ServerOptions, args: readonly string[] = []): ChildProcess {
  const { dataDir, env = {}, entry = mainPath, under = [] } = options;
  const [program = "", ...rest] = [...under, process.execPath, entry, ...args];
  const { PATH, HOME, NODE_COMPILE_CACHE } = process.env;
  const own = { PATH, HOME, NODE_COMPILE_CACHE, NODE_NO_WARNINGS: "1" };
  return spawn(program, rest, {
    env: { ...own, PORT: "0", DATA_DIR: dataDir, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

function collect(child: ChildProcess): () => string {
  let text = "";
  child.stderr
    ?.setEncoding("utf8")
    .on("data", (part: string) => (text = (text + part).slice(-20_000)));
  return () => text;
}

async function exitOf(child: ChildProcess): Promise<Exit> {
  const [code, signal] = (await once(child, "close")) as [number | null, NodeJS.Signals | null];
  return { code, signal };
}

async function firstUrl(
  child: ChildProcess,
  logged: Record<string, unknown>[],
  { exited, stderr }: { readonly exited: Promise<Exit>; readonly stderr: () => string },
): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  if (child.stdout === null) throw new Error("the server has no stdout");
  createInterface({ input: child.stdout }).on("line", (line) => {
    const entry = JSON.parse(line) as Record<string, unknown>;
    logged.push(entry);
    if (typeof entry["url"] === "string") resolve(entry["url"]);
  });
  exited.then(
    ({ code }) => reject(new Error(`the server ended with ${code}: ${stderr()}`)),
    reject,
  );
  return await promise;
}

/** Waits until the process has logged a line with this message. */
export async function untilLogged(server: ServerProcess, message: string): Promise<void> {
  await waitFor(`"${message}" in the log`, () => server.logged.some(({ msg }) => msg === message));
}

export const stracePath = "/usr/bin/strace";

/** Why a test that traces cannot run here; false when it can. */
export const straceMissing = existsSync(stracePath) ? false : `${stracePath} is not installed`;
