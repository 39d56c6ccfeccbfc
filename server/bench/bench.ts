/**
 * `npm run bench -- NAME [options]`. Progress goes to stderr, the figures to stdout; with --json the last line of stdout is one JSON
 * object. A bench reports and always ends with 0 when it could measure: whether a target holds is for the reader, because a machine
 * that is busy with something else is no bug.
 */

type Bench = (argv: readonly string[]) => Promise<void>;

const benches: Readonly<Record<string, () => Promise<Bench>>> = {
  place: async () => (await import("./place/bench-place.ts")).benchPlace,
  pay: async () => (await import("./pay/bench-pay.ts")).benchPay,
  storage: async () => (await import("./storage/bench-storage.ts")).benchStorage,
  watch: async () => (await import("./watch/bench-watch.ts")).benchWatch,
  scale: async () => (await import("./scale/bench-scale.ts")).benchScale,
  load: async () => (await import("./bench-load.ts")).benchLoad,
  console: async () => (await import("./console/bench-console.ts")).benchConsole,
  durability: async () => (await import("./durability.ts")).benchDurability,
};

const [name = "", ...argv] = process.argv.slice(2);
const load = Object.hasOwn(benches, name) ? benches[name] : undefined;
if (load === undefined) {
  process.stderr.write(`usage: npm run bench -- ${Object.keys(benches).join("|")} [--json]\n`);
  process.exitCode = 2;
} else {
  const bench = await load();
  await bench(argv);
}
