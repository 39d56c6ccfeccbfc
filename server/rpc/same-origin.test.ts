import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createOriginGuard, hostName } from "./same-origin.ts";

/** The part of a request that the guard looks at. */
function request(host: string | undefined, headers: Record<string, string> = {}, method = "POST") {
  return { method, headers, authority: host };
}

describe("the host of a request", () => {
  it("is a name or an address, with or without port", () => {
    assert.equal(hostName("Shop.Example:443"), "shop.example");
    assert.equal(hostName("127.0.0.1"), "127.0.0.1");
    assert.equal(hostName("[::1]:8080"), "::1");
  });

  it("is nothing else", () => {
    for (const authority of ["", "a b", "user@host", "host:99999", "host:", "::1", "[::1", "a/b"])
      assert.equal(hostName(authority), undefined, authority);
  });
});

describe("the origin guard", () => {
  const check = createOriginGuard({ host: "10.1.2.3", allowedHosts: ["shop.example"] });
  const status = (...args: Parameters<typeof request>) => check(request(...args))?.status;

  it("lets pass loopback names with any port, the own host and the allowed ones", () => {
    for (const host of [
      "localhost",
      "localhost:99",
      "127.0.0.1:1",
      "[::1]:1",
      "10.1.2.3",
      "SHOP.example:1",
    ])
      assert.equal(status(host), undefined, host);
  });

  it("refuses other hosts, and requests without one", () => {
    assert.equal(status("evil.example"), 421);
    assert.equal(status("10.1.2.4"), 421);
    assert.equal(status("localhost.evil.example"), 421);
    assert.equal(status(undefined), 400);
  });

  it("on every address lets pass any address, which cannot be rebound, but no other name", () => {
    const open = createOriginGuard({ host: "0.0.0.0", allowedHosts: [] });
    assert.equal(open(request("192.0.2.7:8080")), undefined);
    assert.equal(open(request("evil.example"))?.status, 421);
  });

  it("refuses other origins for requests that can change something", () => {
    for (const origin of ["http://evil.example", "http://localhost:5173", "null", "file://"])
      assert.equal(status("localhost:8080", { origin }), 403, origin);
    assert.equal(status("localhost", { origin: "http://evil.example" }, "OPTIONS"), 403);
  });

  it("lets pass the own origin, with any scheme, and allowed ones behind a proxy", () => {
    assert.equal(status("localhost:8080", { origin: "http://localhost:8080" }), undefined);
    assert.equal(status("localhost:8080", { origin: "https://localhost:8080" }), undefined);
    assert.equal(status("localhost:8080", { origin: "https://shop.example" }), undefined);
  });

  it("lets pass reads from anywhere: their answers cannot be read there", () => {
    assert.equal(status("localhost", { origin: "http://evil.example" }, "GET"), undefined);
  });
});
