/**
 * `npm run drill -- NAME [options] [--json]`: tries promises on the real thing, as hard and as long as one likes. People
 * read progress on stderr and a table on stdout; with --json the last line of stdout is one object with every figure.
 * Exits with 1 when a promise was broken or the drill could not be run.
 */
interface Drill {
  readonly about: string;
  readonly run: (argv: readonly string[]) => Promise<Readonly<Record<string, unknown>>>;
  /** Figures that count broken promises: each of them must be there, and 0. */
  readonly broken: readonly string[];
}

const drills: Readonly<Record<string, Drill>> = {
  kill: {
    about: "kill -9 under load and restart, again and again (--cycles, --seed)",
    run: async (argv) => await (await import("./drill-kill.ts")).drillKill(argv),
    broken: ["lost", "phantoms", "doubled", "sumErrors", "holdErrors", "logErrors"],
  },
  model: {
    about: "random commands against a naive model of the decisions (--count, --seed)",
    run: async (argv) => await (await import("./drill-model.ts")).drillModel(argv),
    broken: ["failures"],
  },
  live: {
    about:
      "many live streams that stall and break, over a server that is killed (--subscribers, --seconds)",
    run: async (argv) => await (await import("./drill-live.ts")).drillLive(argv),
    broken: ["lost", "doubled", "disordered", "stateErrors"],
  },
  payments: {
    about:
      "payments at providers that fail on purpose, over servers that are killed (--count, --seed, --unsafe-failover)",
    run: async (argv) => await (await import("./drill-payments.ts")).drillPayments(argv),
    broken: ["doubleCaptures", "lost", "unresolved", "ledgerMismatches", "lateHolds"],
  },
  timers: {
    about:
      "very many holds, retries and resolutions that fall due, over a restart (--count, --seconds)",
    run: async (argv) => await (await import("./drill-timers.ts")).drillTimers(argv),
    broken: ["early", "late", "missed", "otherwise", "overgrownKib"],
  },
  bites: {
    about: "servers broken on purpose, each of which its drill has to find out (--only)",
    run: async (argv) => await (await import("./drill-bites.ts")).drillBites(argv),
    broken: ["missed"],
  },
  durability: {
    about: "the data directory as of every sync of a traced run",
    run: async (argv) => await (await import("./drill-durability.ts")).drillDurability(argv),
    broken: ["failures"],
  },
};

await main(process.argv.slice(2));

async function main(argv: readonly string[]): Promise<void> {
  const [name = "", ...rest] = argv.filter((word) => word !== "--json");
  const drill = Object.hasOwn(drills, name) ? drills[name] : undefined;
  if (drill === undefined) {
    process.stderr.write(`unknown drill "${name}"; there are:\n${list()}\n`);
    process.exitCode = 1;
    return;
  }
  try {
    const figures = await drill.run(rest);
    print(figures, argv.includes("--json"));
    if (drill.broken.some((figure) => figures[figure] !== 0)) process.exitCode = 1;
  } catch (error) {
    process.stderr.write(`${name}: ${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 1;
  }
}

function list(): string {
  return Object.entries(drills)
    .map(([name, { about }]) => `  ${name.padEnd(12)}${about}`)
    .join("\n");
}

function print(figures: Readonly<Record<string, unknown>>, json: boolean): void {
  if (json) {
    process.stdout.write(`${JSON.stringify(figures)}\n`);
    return;
  }
  for (const [name, value] of Object.entries(figures)) {
    const text = typeof value === "string" ? value : JSON.stringify(value);
    process.stdout.write(`${name.padEnd(16)}${text}\n`);
  }
}
