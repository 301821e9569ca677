import test from "ava";

import type { OpeningFailure } from "../../../../reference/connection/index.ts";
import { type RepeatReason, repeatReasonOf } from "../../../../reference/http2/client/repeat-rules.ts";
import { retryAfterMs } from "../../../../reference/http2/client/retry-after.ts";

const refusal = (status: number, token?: OpeningFailure["token"]): OpeningFailure =>
  token === undefined ? { check: "status", seen: "", status } : { check: "refused", seen: "", status, token };

const reasons: readonly [string, OpeningFailure, RepeatReason | undefined][] = [
  ["REFUSED_STREAM before the response", { check: "aborted", seen: "", reset: 7 }, "not-processed"],
  ["REFUSED_STREAM after the response", { check: "not-duplex", seen: "", reset: 7 }, undefined],
  ["another reset", { check: "aborted", seen: "", reset: 8 }, undefined],
  ["the loss of the HTTP/2 connection", { check: "aborted", seen: "" }, undefined],
  ["a timeout", { check: "timeout", seen: "" }, undefined],
  ["421", refusal(421), "misdirected"],
  ["421 with a token", refusal(421, "rejected"), "misdirected"],
  ["401", refusal(401), "credentials"],
  ["407", refusal(407), "credentials"],
  ["401 with a token", refusal(401, "rejected"), "credentials"],
  ["401 with okay", refusal(401, "okay"), undefined],
  ["425", refusal(425), "too-early"],
  ["invalid_version", refusal(400, "invalid_version"), "version"],
  ["400 without a token", refusal(400), undefined],
  ["429 with a token", refusal(429, "rejected"), "overloaded"],
  ["503 with a token", refusal(503, "rejected"), "overloaded"],
  ["429 without a token", refusal(429), undefined],
  ["503 without a token", refusal(503), undefined],
  ["307", refusal(307), "redirect"],
  ["308 with a token", refusal(308, "rejected"), "redirect"],
  ...[300, 301, 302, 303, 304, 403, 404, 500, 502, 504].flatMap((status): [string, OpeningFailure, undefined][] => [
    [String(status), refusal(status), undefined],
    [`${status} with a token`, refusal(status, "rejected"), undefined],
  ]),
  ["a compression that was not offered", { check: "negotiation", seen: "", status: 200, token: "okay" }, undefined],
  ["an error frame in place of the second pong", { check: "refused", seen: "", error: "LRGE" }, undefined],
];

for (const [name, failure, expected] of reasons) {
  test(`after ${name} a handshake ${expected === undefined ? "is not repeated (R-153)" : `may be repeated: ${expected} (R-154)`}`, (t) => {
    t.is(repeatReasonOf({ failure, fields: failure.status === undefined ? [] : [[":status", String(failure.status)]] }), expected);
  });
}

test("REFUSED_STREAM after the header section of a response is no reason", (t) => {
  t.is(repeatReasonOf({ failure: { check: "aborted", seen: "", reset: 7 }, fields: [[":status", "200"]] }), undefined);
});

const NOW = Date.UTC(2026, 10, 30, 12, 0, 0);

for (const [value, expected] of [
  [undefined, undefined],
  ["0", 0],
  ["120", 120_000],
  ["-1", undefined],
  ["1.5", undefined],
  ["soon", undefined],
  ["1, 2", undefined],
  ["Mon, 30 Nov 2026 12:00:07 GMT", 7000],
  ["Mon, 30 Nov 2026 11:00:00 GMT", 0],
  ["2026-11-30T12:00:07Z", undefined],
] as const) {
  test(`retry-after ${value} asks for ${expected} ms`, (t) => {
    t.is(retryAfterMs(value, NOW), expected);
  });
}
