import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Code, ConnectError, createContextValues, createHandlerContext } from "@connectrpc/connect";
import { Health } from "#gen/health/v1/health_pb.ts";
import { Call } from "./call.ts";
import { callerOf, parseTraceparent, principalOf, traceIdOf, withCaller } from "./call-context.ts";

const traceId = "0af7651916cd43dd8448eb211c80319c";
const parentId = "b7ad6b7169203331";

function contextWith(requestHeader: Record<string, string>, contextValues = createContextValues()) {
  return createHandlerContext({
    service: Health,
    method: Health.method.check,
    protocolName: "connect",
    requestMethod: "POST",
    url: "http://localhost/",
    requestHeader,
    contextValues,
  });
}

function isUnauthenticated(error: unknown): boolean {
  return error instanceof ConnectError && error.code === Code.Unauthenticated;
}

function attachedCall() {
  const context = contextWith({});
  const call = new Call(0);
  call.attach(context);
  return { context, call };
}

describe("a traceparent header", () => {
  it("gives its trace id", () => {
    assert.equal(parseTraceparent(`00-${traceId}-${parentId}-01`), traceId);
  });

  it("of a later version may say more", () => {
    assert.equal(parseTraceparent(`01-${traceId}-${parentId}-01-more`), traceId);
  });

  for (const header of [
    null,
    "",
    `00-${traceId}-${parentId}`,
    `00-${traceId}-${parentId}-01-more`,
    `ff-${traceId}-${parentId}-01`,
    `00-${traceId.toUpperCase()}-${parentId}-01`,
    `00-${"0".repeat(32)}-${parentId}-01`,
    `00-${traceId}-${"0".repeat(16)}-01`,
    `01-${traceId}-${parentId}-01-${"x".repeat(1_000)}`,
  ])
    it(`that is not valid gives none: ${String(header).slice(0, 70)}`, () => {
      assert.equal(parseTraceparent(header), undefined);
    });
});

describe("the context of a call", () => {
  it("has no principal unless a gate let it in", () => {
    assert.throws(() => principalOf(contextWith({})), isUnauthenticated);
  });

  it("gives the caller that it was given", () => {
    const caller = { principal: "someone", traceId };
    assert.deepEqual(callerOf(contextWith({}, withCaller(createContextValues(), caller))), caller);
  });

  it("takes the trace id from the header", () => {
    assert.equal(traceIdOf(contextWith({ traceparent: `00-${traceId}-${parentId}-01` })), traceId);
  });

  it("makes a new trace id, once, when there is no valid header", () => {
    const values = withCaller(createContextValues(), { principal: "someone", traceId: "" });
    const context = contextWith({ traceparent: "nonsense" }, values);
    assert.match(traceIdOf(contextWith({})), /^[0-9a-f]{32}$/);
    assert.equal(traceIdOf(context), traceIdOf(context));
  });
});

describe("a call", () => {
  it("runs what hangs on its end exactly once, and at once when it has ended", () => {
    const { context, call } = attachedCall();
    const seen: unknown[] = [];
    call.onEnd((reason) => seen.push(reason));
    const reason: unknown = new ConnectError("late", Code.DeadlineExceeded);
    context.abort(reason);
    context.abort(new Error("again"));
    assert.deepEqual(seen, [reason]);
    call.onEnd((late) => seen.push(late));
    assert.deepEqual(seen, [reason, reason]);
  });

  it("is told of a drain once, and not after its end", () => {
    const { context, call } = attachedCall();
    let told = 0;
    call.onDrain(() => (told += 1));
    call.drain();
    call.drain();
    assert.equal(told, 1);
    context.abort();
    call.onDrain(() => (told += 1));
    call.drain();
    assert.equal(told, 1);
  });
});
