import assert from "node:assert/strict";
import { test } from "node:test";
import { seededRandom } from "../practice/random.ts";
import { startNonsenseServer } from "./payments/nonsense-server.ts";
import { newCharge, testGateway } from "./payments/test-gateway.ts";

const seed = BigInt(process.env["SEED"] ?? "4");
const roundCount = 80;
const env = {
  PAYMENT_RETRIES_MAX: "0",
  PAYMENT_BREAKER_CALLS_MIN: "1000000",
  PAYMENT_CONNECT_TIMEOUT_MS: "100",
};

test(`who answers with nonsense is not believed, and what has reached them is unknown (seed ${seed})`, async (t) => {
  const chance = seededRandom(seed);
  const provider = await startNonsenseServer(chance);
  t.after(provider.close);
  const gateway = testGateway(t, `alpha=${provider.url};deadline-ms=200`, env);
  for (let round = 0; round < roundCount; round += 1) {
    const before = provider.requests();
    const charge = await gateway.charge("alpha", newCharge());
    const hasArrived = provider.requests() > before;
    assert(charge.kind === "unknown" || (charge.kind === "not_sent" && !hasArrived));
    const answer = await gateway.ask("alpha", newCharge().attemptId);
    assert.equal(answer.kind, "unreachable");
  }
  // Whoever does not notice that a connection takes no more requests makes none after the first of such.
  assert(provider.requests() > roundCount, `only ${provider.requests()} requests`);
  assert.equal(gateway.channels()[0]?.inFlight, 0);
});
