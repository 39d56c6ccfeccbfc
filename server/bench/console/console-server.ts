import { startServer } from "../child.ts";
import { loadOrders } from "../load-orders.ts";
import type { LoadedFacts } from "../load-orders.ts";
import { progress } from "../report.ts";
import { benchDirectory, benchHoldMs } from "../shop.ts";

/** Runs with a server on a data directory, on core 0; it ends with the run. */
export async function withServer<T>(dataDir: string, run: (url: string) => Promise<T>): Promise<T> {
  const env = { PORT: "0", DATA_DIR: dataDir, HOLD_MS: String(benchHoldMs), LOG_LEVEL: "info" };
  const server = await startServer({ script: "main.ts", core: 0, env });
  try {
    return await run(server.url);
  } finally {
    await server.stop();
  }
}

/** The same on an empty directory of its own. */
export async function withEmptyServer<T>(run: (url: string) => Promise<T>): Promise<T> {
  const directory = benchDirectory();
  try {
    return await withServer(directory.path, run);
  } finally {
    directory.remove();
  }
}

/** The same on a directory that is filled with orders first, or was before: `keptDir` is filled once and stays. */
export async function withLoadedServer<T>(
  { orderCount, keptDir }: { readonly orderCount: number; readonly keptDir?: string | undefined },
  run: (url: string, facts: LoadedFacts) => Promise<T>,
): Promise<T> {
  const temporary = benchDirectory();
  try {
    const dataDir = keptDir ?? temporary.path;
    progress(`loading ${orderCount} orders`);
    const facts = await loadOrders(dataDir, orderCount);
    return await withServer(dataDir, (url) => run(url, facts));
  } finally {
    temporary.remove();
  }
}
