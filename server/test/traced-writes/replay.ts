import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSqliteStorage } from "../../storage/sqlite/sqlite-storage.ts";
import { sqliteTestOptions } from "../open-test-storage.ts";
import { auditStorage } from "./audit-storage.ts";
import { DiskModel } from "./disk-model.ts";
import { parseTrace, tracedCalls } from "./parse-trace.ts";
import type { TraceEvent } from "./parse-trace.ts";
import { randomOf } from "./random.ts";
import type { WriterSettings } from "./writer.ts";

export interface ReplaySettings extends Omit<WriterSettings, "directory"> {
  /** Most moments at which the power is cut, spread evenly over the run. */
  readonly boundaries: number;
  /** Disks tried per moment: the first has only what is safe, the others also some of what was on its way. */
  readonly disksEach: number;
  /** Stops after so many failures. */
  readonly failuresMax?: number;
}

export interface ReplayReport {
  readonly acknowledged: number;
  readonly syncs: number;
  readonly boundaries: number;
  readonly disks: number;
  /** What was wrong, one line per disk. */
  readonly failures: readonly string[];
}

/** In memory where there is such a place: syncs are read from the trace, no disk needs to do them. */
const scratch = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

/** True when this machine can trace. */
export function canTrace(): boolean {
  return spawnSync("strace", ["-o", "/dev/null", "true"]).status === 0;
}

/**
 * P3 as a power cut would try it: runs the writer under strace, and for moments just before a sync ends (and the end)
 * rebuilds the data directory as the disk would have it, opens it, and checks that every order acknowledged by then is
 * there and that P1 and P8 hold.
 */
export async function replayTracedWrites(settings: ReplaySettings): Promise<ReplayReport> {
  const root = mkdtempSync(join(scratch, "sluice-traced-"));
  try {
    const directory = join(root, "data");
    mkdirSync(directory);
    const events = parseTrace(await trace(join(root, "trace"), { ...settings, directory }));
    return await cutEverywhere(root, directory, events, settings);
  } finally {
    rmSync(root, { recursive: true });
  }
}

async function trace(output: string, settings: WriterSettings): Promise<string> {
  const options = [
    "-f",
    "--seccomp-bpf",
    "-y",
    "-xx",
    "-s",
    "1000000",
    "-e",
    `trace=${tracedCalls}`,
  ];
  const writer = [process.execPath, new URL("writer.ts", import.meta.url).pathname];
  const args = [...options, "-o", output, ...writer, JSON.stringify(settings)];
  const child = spawn("strace", args, { stdio: ["ignore", "pipe", "inherit"] });
  child.stdout.resume();
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject).once("close", resolve);
  });
  if (code !== 0) throw new Error(`the traced writer ended with ${code}`);
  return readFileSync(output, "latin1");
}

async function cutEverywhere(
  root: string,
  directory: string,
  events: readonly TraceEvent[],
  settings: ReplaySettings,
): Promise<ReplayReport> {
  const ends = events.flatMap(({ type }, index) => (type === "syncEnd" ? [index] : []));
  const moments = spread([...ends, events.length], settings.boundaries);
  const random = randomOf(settings.seed);
  const disk = new DiskModel(directory);
  const acknowledged = new Set<string>();
  const failures: string[] = [];
  let disks = 0;
  for (let index = 0; index <= events.length; index += 1) {
    for (let each = 0; moments.has(index) && each < settings.disksEach; each += 1) {
      const rebuilt = join(root, `disk-${(disks += 1)}`);
      disk.cutPower(rebuilt, each === 0 ? undefined : random);
      const wrong = await check(rebuilt, acknowledged);
      if (wrong !== undefined) failures.push(`event ${index}, disk ${each}: ${wrong}`);
      rmSync(rebuilt, { recursive: true });
    }
    if (failures.length >= (settings.failuresMax ?? Number.POSITIVE_INFINITY)) break;
    const event = events[index];
    if (event === undefined) break;
    disk.apply(event);
    if (event.type !== "said") continue;
    for (const [, id] of event.text.matchAll(/ACK (\S+)/g)) acknowledged.add(id ?? "");
  }
  const counts = { acknowledged: acknowledged.size, syncs: ends.length, disks };
  return { ...counts, boundaries: moments.size, failures };
}

/** At most `count` of the numbers, evenly spread, the last one always. */
function spread(numbers: readonly number[], count: number): ReadonlySet<number> {
  const step = Math.max(1, numbers.length / count);
  const chosen = new Set<number>();
  for (let at = numbers.length - 1; at >= 0; at -= step) chosen.add(numbers[Math.round(at)] ?? 0);
  return chosen;
}

/** What is wrong with a disk; undefined when all that was acknowledged is there and the promises hold. */
async function check(
  directory: string,
  acknowledged: ReadonlySet<string>,
): Promise<string | undefined> {
  let storage;
  try {
    storage = openSqliteStorage(sqliteTestOptions(directory));
    const lost: string[] = [];
    for (const id of acknowledged) if ((await storage.getOrder(id)) === undefined) lost.push(id);
    if (lost.length > 0)
      return `${lost.length} of ${acknowledged.size} acknowledged orders are lost`;
    await auditStorage(storage);
    return undefined;
  } catch (error) {
    return String(error);
  } finally {
    await storage?.close();
  }
}
