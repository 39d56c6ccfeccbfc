import { createClient } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { SandboxService } from "#gen/sluice/sandbox/v1/sandbox_service_pb.ts";

/** Fine weather: what the shares of a sandbox provider decide is approved from now on. */
export async function calmProvider(baseUrl: string): Promise<void> {
  const approve = [{ outcome: "approve", weight: 1 }];
  const client = createClient(SandboxService, createGrpcTransport({ baseUrl }));
  await client.setShares({ charges: approve, refunds: approve }, { timeoutMs: 10_000 });
}
