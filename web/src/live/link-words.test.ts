import assert from "node:assert/strict";
import { test } from "node:test";
import type { Failure } from "../refresh/failure.ts";
import { enFormats, zhFormats } from "../ui/test-formats.ts";
import { linkWords } from "./link-words.ts";
import type { StreamState } from "./stream-state.ts";
import { liveWords } from "./words.ts";
import { zh } from "./words.zh.ts";

const atMs = Date.UTC(2026, 10, 21, 12, 0, 0);
const seen = { held: false, asOfMs: atMs } as const;
const failure: Failure = {
  kind: "unreachable",
  code: "UNAVAILABLE",
  message: "gone",
  retryAfterMs: undefined,
};
const reconnecting = (kind: Failure["kind"], asOfMs?: number): StreamState => ({
  phase: "reconnecting",
  held: false,
  asOfMs,
  attempt: 1,
  retryAtMs: atMs + 2_300,
  failure: { ...failure, kind, code: "PERMISSION_DENIED" },
});
const inEnglish = { words: liveWords.en, formats: enFormats };
const text = (state: StreamState, speech = inEnglish) => {
  const { mark, detail } = linkWords(state, atMs, speech);
  return `${mark.word} ${detail}`.trim();
};

test("every state of the stream has words of its own", () => {
  const last = "last 12:00:00";
  assert.equal(
    text({ phase: "connecting", held: false, asOfMs: undefined, attempt: 0 }),
    "Connecting",
  );
  assert.equal(text({ phase: "connecting", ...seen, attempt: 2 }), `Reconnecting now, ${last}`);
  assert.equal(text({ phase: "live", sinceMs: atMs, attempt: 0 }), "Live");
  assert.equal(text({ phase: "paused", sinceMs: atMs, attempt: 0 }), "Paused");
  assert.equal(text({ phase: "stale", ...seen, attempt: 0 }), `Stale ${last}`);
  assert.equal(text(reconnecting("unreachable", atMs)), `Reconnecting in 3 s, ${last}`);
  assert.equal(text(reconnecting("unreachable")), "Reconnecting in 3 s");
  assert.equal(text(reconnecting("denied")), "Not allowed PERMISSION_DENIED");
});

test("whatever is not current can be tried again by hand", () => {
  const tries = [reconnecting("refused"), { phase: "stale", ...seen, attempt: 0 } as const].map(
    (state) => linkWords(state, atMs, inEnglish).canRetry,
  );
  assert.deepEqual(tries, [true, true]);
  const { canRetry } = linkWords({ phase: "live", sinceMs: atMs, attempt: 0 }, atMs, inEnglish);
  assert.equal(canRetry, false);
});

test("in Chinese the same is told, with the time that it happened", () => {
  const inChinese = { words: zh, formats: zhFormats };
  assert.equal(
    text(reconnecting("unreachable", atMs), inChinese),
    "正在重连 3 秒后，最后一次 12:00:00",
  );
  assert.equal(text({ phase: "live", sinceMs: atMs, attempt: 0 }, inChinese), "实时");
});
