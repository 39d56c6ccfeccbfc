/** What a traced program did to its files, in the order it took effect. */
export type TraceEvent =
  | {
      readonly type: "write";
      readonly path: string;
      readonly offset: number;
      readonly bytes: Buffer;
    }
  | { readonly type: "truncate"; readonly path: string; readonly sizeBytes: number }
  | { readonly type: "create" | "unlink"; readonly path: string }
  | { readonly type: "syncBegin" | "syncEnd"; readonly path: string; readonly syncId: number }
  | { readonly type: "said"; readonly text: string };

/** The system calls that `parseTrace` understands. */
export const tracedCalls = "pwrite64,write,ftruncate,fdatasync,fsync,openat,unlink";

/**
 * Reads the output of `strace -f -y -xx -o`. A write takes effect when it has ended, since a sync that began before
 * may miss it; a sync covers what had taken effect when it began; a word to the outside counts from its first byte.
 */
export function parseTrace(text: string): readonly TraceEvent[] {
  const events: TraceEvent[] = [];
  const unfinished = new Map<string, { readonly call: string; readonly syncId: number }>();
  let syncs = 0;
  const begin = (call: string): number => {
    const syncId = (syncs += 1);
    const path = syncedPath(call);
    if (path !== undefined) events.push({ type: "syncBegin", path, syncId });
    const said = saidText(call);
    if (said !== undefined) events.push({ type: "said", text: said });
    return syncId;
  };
  for (const line of text.split("\n")) {
    const [, pid = "", rest = ""] = /^(\d+) +(.*)$/.exec(line) ?? [];
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(rest);
    const started = / ?<unfinished \.\.\.>$/.exec(rest);
    if (resumed !== null) {
      const { call = "", syncId = 0 } = unfinished.get(pid) ?? {};
      unfinished.delete(pid);
      end(events, call + (resumed[1] ?? ""), syncId);
    } else if (started !== null) {
      const call = rest.slice(0, started.index);
      unfinished.set(pid, { call, syncId: begin(call) });
    } else if (/^\w+\(/.test(rest)) {
      end(events, rest, begin(rest));
    }
  }
  return events;
}

function end(events: TraceEvent[], call: string, syncId: number): void {
  const result = Number(/\) += (-?\d+)/.exec(call)?.[1] ?? -1);
  if (result < 0) return;
  const path = syncedPath(call);
  if (path !== undefined) return void events.push({ type: "syncEnd", path, syncId });
  const wrote = /^pwrite64\(\d+<(.*?)>, "(.*)", \d+, (\d+)\)/.exec(call);
  if (wrote !== null) {
    const bytes = unescaped(wrote[2]).subarray(0, result);
    const at = { path: textOf(wrote[1]), offset: Number(wrote[3]) };
    return void events.push({ type: "write", ...at, bytes });
  }
  const cut = /^ftruncate\(\d+<(.*?)>, (\d+)\)/.exec(call);
  if (cut !== null) {
    const sizeBytes = Number(cut[2]);
    return void events.push({ type: "truncate", path: textOf(cut[1]), sizeBytes });
  }
  const made = /^openat\(.*O_CREAT.* = \d+<(.*)>$/.exec(call);
  if (made !== null) return void events.push({ type: "create", path: textOf(made[1]) });
  const gone = /^unlink\("(.*)"\)/.exec(call);
  if (gone !== null) events.push({ type: "unlink", path: textOf(gone[1]) });
}

function syncedPath(call: string): string | undefined {
  const found = /^f(?:data)?sync\(\d+<(.*?)>/.exec(call);
  return found === null ? undefined : textOf(found[1]);
}

/** What is written to standard output. */
function saidText(call: string): string | undefined {
  const found = /^write\(1<.*?>, "(.*)"/.exec(call);
  return found === null ? undefined : textOf(found[1]);
}

function textOf(escaped: string | undefined): string {
  return unescaped(escaped).toString("utf8");
}

/** Bytes as strace prints them: `\xNN`, or as they are where it does not escape. */
function unescaped(text = ""): Buffer {
  return text.includes("\\x")
    ? Buffer.from(text.replaceAll("\\x", ""), "hex")
    : Buffer.from(text, "utf8");
}
