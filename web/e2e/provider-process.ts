import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startProcess } from "./server-process.ts";
import type { ServerProcess } from "./server-process.ts";

const entry = fileURLToPath(new URL("../../server/provider/main.ts", import.meta.url));

/** Starts a sandbox provider on loopback with its ledger in a directory. What a charge comes to is in its card token. */
export async function startProviderProcess(options: {
  readonly dataDir: string;
  /** More settings, as PROVIDER_ variables. */
  readonly env?: Readonly<Record<string, string>>;
  readonly port?: number;
}): Promise<ServerProcess> {
  const { dataDir, env = {}, port = 0 } = options;
  const flags = ["--port", String(port), "--ledger", join(dataDir, "provider.db")];
  return await startProcess({ entry, flags, env });
}
