import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { helpText, isLoopback, loadConfig } from "./config.ts";
import { SettingError, wantsHelp } from "./platform/settings.ts";

describe("settings", () => {
  it("have defaults", () => {
    const config = loadConfig({}, []);
    assert.equal(config.port, 8080);
    assert.equal(config.host, "127.0.0.1");
    assert.equal(config.messageSizeMaxBytes, 1024 * 1024);
    assert.equal(config.insecure, false);
    assert.deepEqual(config.allowedHosts, []);
  });

  it("come from the environment, and flags win", () => {
    const env = { PORT: "9000", HOLD_MS: "5000", LOG_LEVEL: "" };
    const config = loadConfig(env, ["--port", "0", "--allowed-hosts=A.example, b.example"]);
    assert.equal(config.port, 0);
    assert.equal(config.holdMs, 5_000);
    assert.equal(config.logLevel, "info");
    assert.deepEqual(config.allowedHosts, ["a.example", "b.example"]);
  });

  it("name payment channels and the keys of their callbacks", () => {
    const config = loadConfig({ PAYMENT_CALLBACK_KEYS: `a=${"0f".repeat(32)}` }, [
      "--payment-channels=a=http://127.0.0.1:9000;weight=2",
    ]);
    assert.deepEqual(
      config.paymentChannels.map(({ name, weight }) => [name, weight]),
      [["a", 2]],
    );
    assert.equal(config.paymentCallbackKeys[0]?.key.length, 32);
  });

  it("that are switches need no value as a flag", () => {
    assert.equal(loadConfig({}, ["--insecure", "--host", "0.0.0.0"]).host, "0.0.0.0");
    assert.equal(loadConfig({ INSECURE: "1" }, []).insecure, true);
    assert.equal(loadConfig({ INSECURE: "0" }, []).insecure, false);
  });

  for (const [env, argv, line] of [
    [{ PORT: "65536" }, [], 'PORT is "65536"; allowed: 0 to 65535'],
    [{ PORT: "-1" }, [], 'PORT is "-1"; allowed: 0 to 65535'],
    [{ PORT: "80a" }, [], 'PORT is "80a"; allowed: 0 to 65535'],
    [{ BATCH_MAX: "0" }, [], 'BATCH_MAX is "0"; allowed: 1 to 4096 commands'],
    [{ IDEMPOTENCY_DAYS: "6" }, [], 'IDEMPOTENCY_DAYS is "6"; allowed: 7 to 3650 days'],
    [{ INSECURE: "yes" }, [], 'INSECURE is "yes"; allowed: 0 or 1'],
    [{ LOG_LEVEL: "loud" }, [], /^LOG_LEVEL is "loud"; allowed: trace, debug/],
    [{ ALLOWED_HOSTS: "a b" }, [], /^ALLOWED_HOSTS is "a b"; allowed: host names/],
    [{ HOST: "0.0.0.0" }, [], /^HOST is "0\.0\.0\.0"; allowed: a loopback address/],
    [{ TLS_CERT: "cert.pem" }, [], /^TLS_KEY is ""; allowed: set when TLS_CERT is/],
    [{ TLS_KEY: "key.pem" }, [], /^TLS_CERT is ""; allowed: set when TLS_KEY is/],
    [
      { TLS_CERT: "/no/cert", TLS_KEY: "/no/key" },
      [],
      /^TLS_CERT is "\/no\/cert"; allowed: a file/,
    ],
    [
      { PAYMENT_LOOK_SOON_MS: "9000", PAYMENT_LOOK_LATE_MS: "9000" },
      [],
      "PAYMENT_LOOK_LATE_MS is 9000; allowed: longer than PAYMENT_LOOK_SOON_MS",
    ],
    [
      { DEADLINE_MAX_MS: "5000" },
      [],
      /^DEADLINE_DEFAULT_MS is 10000; allowed: at most DEADLINE_MAX/,
    ],
    [{ LOG_RETENTION_DAYS: "6" }, [], /^LOG_RETENTION_DAYS is 6; allowed: 0 \(for ever\)/],
    [
      { PAYMENT_CHANNELS: "a=http://x,b=ftp://y" },
      [],
      /^PAYMENT_CHANNELS is "b=ftp:\/\/y"; allowed: up to 16 name=/,
    ],
    [
      { PAYMENT_CHANNELS: "a=https://x;ca=/no/ca" },
      [],
      'PAYMENT_CHANNELS is "/no/ca"; allowed: a file that this process can read',
    ],
    [
      { PAYMENT_CHANNELS: "a=http://x", PAYMENT_CALLBACK_KEYS: "a=secret" },
      [],
      /^PAYMENT_CALLBACK_KEYS is "\.\.\."; allowed: up to 32 channel=key/,
    ],
    [
      { PAYMENT_CHANNELS: "a=http://x", PAYMENT_CALLBACK_KEYS: `b=${"0f".repeat(32)}` },
      [],
      'PAYMENT_CALLBACK_KEYS is "b=..."; allowed: keys of channels in PAYMENT_CHANNELS',
    ],
    [{}, ["--colour", "red"], /^Unknown option '--colour'/],
    [{}, ["serve"], /^Unexpected argument 'serve'/],
  ] as const)
    it(`that are wrong are named in one line: ${JSON.stringify([env, argv])}`, () => {
      assert.throws(
        () => loadConfig(env, argv),
        (error: unknown) => {
          assert(error instanceof SettingError);
          assert.doesNotMatch(error.message, /\n/);
          if (typeof line === "string") assert.equal(error.message, line);
          else assert.match(error.message, line);
          return true;
        },
      );
    });

  it("are all in the help text, which is asked for by --help", () => {
    assert(
      wantsHelp(["--port", "1", "--help"]) && wantsHelp(["-h"]) && !wantsHelp(["--port", "1"]),
    );
    const text = helpText();
    assert.match(text, /--header-size-max-bytes {2}\(HEADER_SIZE_MAX_BYTES\)/);
    assert.match(text, /Allowed: 1024 to 1048576 bytes\. Default: 16384 bytes\./);
    const count = Object.keys(loadConfig({}, [])).length;
    assert.equal(text.match(/^ {2}--/gm)?.length, count);
  });
});

describe("loopback", () => {
  it("is the names and addresses that only this machine reaches", () => {
    for (const host of ["localhost", "127.0.0.1", "127.8.9.10", "::1"]) assert(isLoopback(host));
    for (const host of ["0.0.0.0", "::", "127.evil.example", "10.0.0.1", ""])
      assert(!isLoopback(host));
  });
});
