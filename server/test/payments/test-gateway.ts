import { randomUUID } from "node:crypto";
import type { TestContext } from "node:test";
import { loadConfig } from "../../config.ts";
import type { ChargeAttempt } from "../../payments/gateway.ts";
import { createGateway } from "../../rpc/gateway/gateway-client.ts";
import type { ClosableGateway } from "../../rpc/gateway/gateway-client.ts";

/** A gateway for channels written as in PAYMENT_CHANNELS, with settings by their environment names. It ends with the test. */
export function testGateway(
  t: TestContext,
  channels: string,
  env: Readonly<Record<string, string>> = {},
  onUnreachable?: (channel: string, error: Error) => void,
): ClosableGateway {
  const config = loadConfig({ PAYMENT_CHANNELS: channels, ...env }, []);
  const gateway = createGateway({
    config,
    clock: () => Math.floor(performance.now()),
    random: Math.random,
    ...(onUnreachable && { onUnreachable }),
  });
  t.after(() => gateway.close());
  return gateway;
}

/** A charge of 12.99 euros under a new id. */
export function newCharge(cardToken = "tok_approve"): ChargeAttempt {
  return {
    attemptId: randomUUID(),
    orderId: randomUUID(),
    amount: { currencyCode: "EUR", minorUnits: 1_299n },
    cardToken,
  };
}
