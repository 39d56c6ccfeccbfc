import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Breaker } from "./breaker.ts";
import type { BreakerLimits, BreakerState, Permit } from "./breaker.ts";

const limits: BreakerLimits = {
  windowMs: 10_000,
  callsMin: 10,
  failureShare: 0.5,
  openMs: 1_000,
  probesMax: 2,
};

/** A breaker whose time and chance are moved by hand. */
function machine(overrides: Partial<BreakerLimits> = {}, chance = 0) {
  const time = { nowMs: 5_000 };
  const states: BreakerState[] = [];
  const breaker = new Breaker({
    limits: { ...limits, ...overrides },
    clock: () => time.nowMs,
    random: () => chance,
    onChange: (state) => states.push(state),
  });
  const admitted = (): Permit => {
    const permit = breaker.admit();
    assert(permit !== undefined, "no permit");
    return permit;
  };
  return {
    breaker,
    states,
    admitted,
    pass: (ms: number) => void (time.nowMs += ms),
    /** Calls one after the other: "." succeeds, "x" fails, "?" is only answered, "-" must be refused. */
    calls: (script: string): void => {
      for (const call of script) {
        if (call === "-") assert.equal(breaker.admit(), undefined, `admitted in ${script}`);
        else if (call === "x") admitted().failed();
        else if (call === "?") admitted().answered();
        else admitted().succeeded();
      }
    },
  };
}

describe("a closed breaker", () => {
  const table: readonly (readonly [script: string, after: BreakerState])[] = [
    ["", "closed"],
    ["x", "closed"],
    ["xxxxxxxxx", "closed"],
    ["xxxxxxxxxx", "open"],
    ["..........", "closed"],
    ["......xxxx", "closed"],
    [".....xxxxx", "open"],
    ["xxxxx.....", "open"],
    ["xxxx......x", "closed"],
    ["xxxx.......xxx", "open"],
    ["....................xxxxxxxxxxxxxxxxxxx", "closed"],
    ["....................xxxxxxxxxxxxxxxxxxxx", "open"],
  ];
  for (const [script, after] of table)
    it(`is ${after} after "${script}"`, () => {
      const { breaker, calls } = machine();
      calls(script);
      assert.equal(breaker.state, after);
    });

  it("forgets what is older than its window, a tenth at a time", () => {
    const { breaker, calls, pass } = machine();
    calls("xxxxxxxxx");
    pass(9_000);
    assert.deepEqual(breaker.counts(), { calls: 9, failures: 9 });
    pass(1_000);
    assert.deepEqual(breaker.counts(), { calls: 0, failures: 0 });
    calls("xxxxxxxxx");
    assert.equal(breaker.state, "closed");
    calls("x");
    assert.equal(breaker.state, "open");
  });

  it("counts failures of a whole window together", () => {
    const { breaker, calls, pass } = machine();
    for (let second = 0; second < 9; second += 1) {
      calls("x");
      pass(1_000);
    }
    assert.equal(breaker.state, "closed");
    calls("x");
    assert.equal(breaker.state, "open");
  });

  it("does not count a call that was not made", () => {
    const { breaker, calls, admitted } = machine();
    calls("xxxxxxxxx");
    for (let n = 0; n < 100; n += 1) admitted().abandoned();
    assert.deepEqual(breaker.counts(), { calls: 9, failures: 9 });
  });

  it("hears a permit once", () => {
    const { breaker, admitted } = machine();
    const permit = admitted();
    for (let n = 0; n < 20; n += 1) permit.failed();
    permit.succeeded();
    assert.deepEqual(breaker.counts(), { calls: 1, failures: 1 });
  });
});

describe("an open breaker", () => {
  it("lets no call through until its time is over, then the first as a probe", () => {
    const { breaker, calls, pass, states, admitted } = machine();
    calls("xxxxxxxxxx---");
    assert.equal(breaker.openUntilMs, 6_000);
    pass(999);
    calls("-");
    assert.equal(breaker.admits(), false);
    pass(1);
    assert.equal(breaker.admits(), true);
    assert.equal(breaker.state, "open", "it only moves when somebody calls");
    admitted();
    assert.equal(breaker.state, "half_open");
    assert.equal(breaker.openUntilMs, undefined);
    assert.deepEqual(states, ["open", "half_open"]);
  });

  it("opens by what failed of what counts, however many calls were only answered", () => {
    const { breaker, calls } = machine();
    calls("x?x?x?x?x?????");
    assert.deepEqual(breaker.counts(), { calls: 5, failures: 5 });
    assert.equal(breaker.state, "closed");
    calls("xxxxx-");
  });

  it("stays open up to half as long again, by chance", () => {
    const { breaker, calls } = machine({}, 0.999);
    calls("xxxxxxxxxx");
    assert.equal(breaker.openUntilMs, 5_000 + 1_500);
  });

  it("does not hear calls from before it opened", () => {
    const { breaker, calls, admitted, pass } = machine();
    const early = Array.from({ length: 8 }, admitted);
    calls("xxxxxxxxxx");
    pass(1_000);
    calls("..");
    assert.equal(breaker.state, "closed");
    for (const permit of early) permit.failed();
    assert.deepEqual(breaker.counts(), { calls: 0, failures: 0 });
  });
});

/** One whose first probe may go. */
function halfOpen() {
  const opened = machine();
  opened.calls("xxxxxxxxxx");
  opened.pass(1_000);
  return opened;
}

describe("a half-open breaker", () => {
  it("lets a few probes through at a time", () => {
    const { breaker, admitted, calls } = halfOpen();
    const probes = [admitted(), admitted()];
    calls("--");
    assert.equal(breaker.admits(), false);
    probes[0]?.succeeded();
    admitted();
    calls("-");
  });

  it("closes when enough probes succeed, with an empty window", () => {
    const { breaker, calls, states } = halfOpen();
    calls(".");
    assert.equal(breaker.state, "half_open");
    calls(".");
    assert.equal(breaker.state, "closed");
    assert.deepEqual(breaker.counts(), { calls: 0, failures: 0 });
    assert.deepEqual(states, ["open", "half_open", "closed"]);
  });

  it("opens again when one probe fails, for as long again", () => {
    const { breaker, calls, pass } = halfOpen();
    calls(".x-");
    assert.equal(breaker.state, "open");
    assert.equal(breaker.openUntilMs, 7_000);
    pass(1_000);
    calls("..");
    assert.equal(breaker.state, "closed");
  });

  it("gives the place of a probe that was not made to the next", () => {
    const { breaker, admitted, calls } = halfOpen();
    admitted().abandoned();
    admitted().abandoned();
    admitted().abandoned();
    assert.equal(breaker.state, "half_open");
    calls("..");
    assert.equal(breaker.state, "closed");
  });

  it("does not hear the second of two probes when the first has opened it", () => {
    const { breaker, admitted, pass, calls } = halfOpen();
    const [first, second] = [admitted(), admitted()];
    first.failed();
    pass(1_000);
    calls(".");
    second.succeeded();
    assert.equal(breaker.state, "half_open", "one probe of this time has passed, not two");
  });
});

describe("a forced call", () => {
  it("goes when the breaker is open, and changes nothing about it", () => {
    const { breaker, calls } = machine();
    calls("xxxxxxxxxx");
    for (let n = 0; n < 5; n += 1) breaker.force().succeeded();
    breaker.force().failed();
    assert.equal(breaker.state, "open");
    calls("-");
  });

  it("counts while the breaker is closed", () => {
    const { breaker } = machine();
    for (let n = 0; n < 10; n += 1) breaker.force().failed();
    assert.equal(breaker.state, "open");
  });

  it("is no probe", () => {
    const { breaker, calls, pass, admitted } = machine();
    calls("xxxxxxxxxx");
    pass(1_000);
    const probe = admitted();
    breaker.force().succeeded();
    breaker.force().failed();
    assert.equal(breaker.state, "half_open");
    probe.succeeded();
    calls(".");
    assert.equal(breaker.state, "closed");
  });
});

it("from no errors to 60 % and back, the breaker opens, probes and closes, and lets few of the bad calls through", () => {
  const { breaker, states, pass } = machine();
  let sequence = 0;
  const run = (calls: number, failing: (n: number) => boolean): number => {
    let through = 0;
    for (let n = 0; n < calls; n += 1) {
      pass(50);
      const permit = breaker.admit();
      if (permit === undefined) continue;
      through += 1;
      if (failing((sequence += 1))) permit.failed();
      else permit.succeeded();
    }
    return through;
  };
  assert.equal(
    run(400, () => false),
    400,
  );
  const bad = run(2_000, (n) => n % 5 < 3);
  assert(bad < 600, `${bad} of 2,000 calls went into a channel that fails`);
  assert(states.includes("open"));
  run(200, () => false);
  assert.equal(breaker.state, "closed");
  assert.equal(
    run(400, () => false),
    400,
  );
});
