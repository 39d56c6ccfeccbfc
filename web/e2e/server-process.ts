import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** A Sluice server in a process of its own. */
export interface ServerProcess {
  readonly url: string;
  readonly port: number;
  /** Calls a procedure, "users.v1.UserService/CreateUser", with JSON. Throws what the server refused. */
  readonly call: (procedure: string, request: object) => Promise<Readonly<Record<string, unknown>>>;
  /** Ends the process and waits until it is gone. */
  readonly stop: () => Promise<void>;
}

const entry = fileURLToPath(new URL("../../server/main.ts", import.meta.url));
const startTimeoutMs = 20_000;

/** Starts a server on loopback over a data directory. Port 0 takes any. Throws with its output when it does not come up. */
export async function startServerProcess(options: {
  readonly dataDir: string;
  readonly port?: number;
  readonly holdMs?: number;
  /** More settings, as variables. */
  readonly env?: Readonly<Record<string, string>>;
}): Promise<ServerProcess> {
  const { dataDir, port = 0, holdMs = 900_000, env = {} } = options;
  const flags = ["--port", String(port), "--data-dir", dataDir, "--hold-ms", String(holdMs)];
  return await startProcess({ entry, flags, env });
}

/** Starts a program of ours that says where it listens. Throws with its output when it does not come up. */
export async function startProcess(program: {
  readonly entry: string;
  readonly flags: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}): Promise<ServerProcess> {
  const child = spawn(process.execPath, [program.entry, ...program.flags], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, ...program.env },
  });
  const exited = once(child, "exit");
  const stop = async (): Promise<void> => {
    child.kill("SIGTERM");
    const killer = setTimeout(() => child.kill("SIGKILL"), 5_000);
    await exited;
    clearTimeout(killer);
  };
  try {
    const url = await listening(createInterface(child.stdout), exited);
    return { url, port: Number(new URL(url).port), stop, call: (...args) => call(url, ...args) };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The address in the line that says that the server listens. */
async function listening(
  lines: AsyncIterable<string> & NodeJS.EventEmitter,
  exited: Promise<unknown>,
): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const seen: string[] = [];
  lines.on("line", (line: string) => {
    seen.push(line);
    const url = /listening on (http:[^"]+)/.exec(line)?.[1];
    if (url !== undefined) resolve(url);
  });
  const fail = (why: string): void => reject(new Error(`${why}\n${seen.join("\n")}`));
  void exited.then(() => fail("the server ended"));
  const timer = setTimeout(() => fail("the server did not start in time"), startTimeoutMs);
  return await promise.finally(() => clearTimeout(timer));
}

async function call(url: string, procedure: string, request: object) {
  const response = await fetch(`${url}/sluice.${procedure}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(request),
  });
  const answer = (await response.json()) as Readonly<Record<string, unknown>>;
  if (!response.ok) throw new Error(`${procedure}: ${JSON.stringify(answer)}`);
  return answer;
}
