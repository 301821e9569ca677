import test from "ava";

import { LocalError } from "../../../../reference/layout/errors.ts";
import {
  buildRefusal,
  buildReply,
  buildRequest,
  type FieldLine,
  refusedCheckOf,
  type RequestOptions,
} from "../../../../reference/wire/handshake/index.ts";

const target = { authority: "ws.example", path: "/chat" } as const;

const least: readonly FieldLine[] = [
  [":method", "POST"],
  [":scheme", "https"],
  [":authority", "ws.example"],
  [":path", "/chat"],
  ["content-type", "application/websocket2"],
  ["cache-control", "no-store"],
  ["incremental", "?1"],
  ["accept-encoding", "identity"],
  ["priority", "i"],
];

test("builds a request without offers", (t) => {
  t.deepEqual(buildRequest(target), [...least, ["websocket2-version", "1"]]);
});

test("builds a request with all options", (t) => {
  const fields = buildRequest({
    ...target,
    scheme: "http",
    origin: "https://app.example",
    offer: { deflate: [9, 15], lz4: [1, 9] },
    protocols: ["chat", '7"z'],
    fields: [["Cookie", "a=b"], ["cookie", "c=d"]],
  });
  t.deepEqual(fields, [
    [":method", "POST"],
    [":scheme", "http"],
    ...least.slice(2),
    ["origin", "https://app.example"],
    ["websocket2-version", "1"],
    ["websocket2-compression", "deflate=(9 15), lz4=(1 9)"],
    ["websocket2-protocol", '"chat", "7\\"z"'],
    ["cookie", "a=b"],
    ["cookie", "c=d"],
  ]);
});

const refusedOptions: readonly (readonly [string, Partial<RequestOptions>])[] = [
  ["a path with a line end", { path: "/a\r\nb" }],
  ["a path with a space", { path: "/a b" }],
  ["a path with a fragment", { path: "/a#b" }],
  ["a path without a slash", { path: "a" }],
  ["an empty path", { path: "" }],
  ["a path that is not ASCII", { path: "/\u00e9" }],
  ["an empty authority", { authority: "" }],
  ["an authority with user information", { authority: "a@ws.example" }],
  ["an authority with a path", { authority: "ws.example/" }],
  ["an authority with a line end", { authority: "ws.example\n" }],
  ["another scheme", { scheme: "wss" as "https" }],
  ["an origin with a line end", { origin: "https://a.example\r\nx: y" }],
  ["an origin with NUL", { origin: "\0" }],
  ["a subprotocol that is not ASCII", { protocols: ["\u00e9"] }],
  ["a subprotocol with a line end", { protocols: ["a\nb"] }],
  ["an lz4 level of 0", { offer: { lz4: [0, 9] } }],
  ["an lz4 level of 10", { offer: { lz4: [1, 10] } }],
  ["a deflate window of 7 bits", { offer: { deflate: [7, 15] } }],
  ["a deflate window of 16 bits", { offer: { deflate: [8, 16] } }],
  ["a range that begins with the greatest", { offer: { deflate: [15, 9] } }],
  ["a range of fractions", { offer: { lz4: [1.5, 9] } }],
  ["an unknown method", { offer: { br: [1, 9] } as object }],
  ["a field of the handshake", { fields: [["content-length", "5"]] }],
  ["an origin among the further fields", { fields: [["origin", "null"]] }],
  ["a host", { fields: [["Host", "ws.example"]] }],
  ["early data", { fields: [["early-data", "1"]] }],
  ["a field of WebSocket2", { fields: [["websocket2-x", "1"]] }],
  ["a pseudo-header field", { fields: [[":protocol", "websocket2"]] }],
  ["a further field with a line end", { fields: [["x", "a\r\ny: z"]] }],
];

for (const [title, options] of refusedOptions) {
  test(`refuses to build a request with ${title}`, (t) => {
    t.throws(() => buildRequest({ ...target, ...options }), { instanceOf: LocalError });
  });
}

test("builds offers at the ends of their ranges", (t) => {
  t.deepEqual(buildRequest({ ...target, offer: { lz4: [1, 9], deflate: [8, 15] } }).at(-1), [
    "websocket2-compression",
    "lz4=(1 9), deflate=(8 15)",
  ]);
  t.deepEqual(buildRequest({ ...target, offer: { deflate: [8, 8] } }).at(-1), ["websocket2-compression", "deflate=(8 8)"]);
});

const accepted: readonly FieldLine[] = [
  [":status", "200"],
  ["content-type", "application/websocket2"],
  ["cache-control", "no-store, no-transform"],
  ["incremental", "?1"],
  ["websocket2-error", "okay"],
];

test("builds a reply without choices", (t) => {
  t.deepEqual(buildReply(), accepted);
  t.deepEqual(buildReply({ compression: null, protocol: null }), accepted);
});

test("builds a reply with choices and fields", (t) => {
  t.deepEqual(buildReply({ compression: { lz4: 1 }, protocol: "chat", fields: [["CDN-Cache-Control", "no-store"]] }), [
    ...accepted,
    ["websocket2-compression", "lz4=1"],
    ["websocket2-protocol", '"chat"'],
    ["cdn-cache-control", "no-store"],
  ]);
});

const refusedReplies: readonly (readonly [string, Parameters<typeof buildReply>[0]])[] = [
  ["two methods", { compression: { lz4: 1, deflate: 9 } }],
  ["a deflate window of 8 bits", { compression: { deflate: 8 } }],
  ["a deflate window of 16 bits", { compression: { deflate: 16 } }],
  ["an lz4 level of 0", { compression: { lz4: 0 } }],
  ["a content-length", { fields: [["content-length", "0"]] }],
  ["a content-encoding", { fields: [["content-encoding", "identity"]] }],
  ["another cache-control", { fields: [["cache-control", "no-store"]] }],
  ["a targeted cache field that stores", { fields: [["cdn-cache-control", "max-age=60"]] }],
  ["a second token", { fields: [["websocket2-error", "okay"]] }],
  ["a subprotocol with a line end", { protocol: "a\r\nb" }],
];

for (const [title, options] of refusedReplies) {
  test(`refuses to build a reply with ${title}`, (t) => {
    t.throws(() => buildReply(options), { instanceOf: LocalError });
  });
}

test("builds a refusal with its content", (t) => {
  const { status, token, fields, body } = buildRefusal({ check: "version", versions: [1, 2], method: "POST" });
  t.deepEqual([status, token], [400, "invalid_version"]);
  t.deepEqual(fields, [
    [":status", "400"],
    ["content-type", "application/problem+json"],
    ["cache-control", "no-store, no-transform"],
    ["websocket2-error", "invalid_version"],
    ["websocket2-version", "1, 2"],
  ]);
  const problem = JSON.parse(new TextDecoder().decode(body)) as Record<string, unknown>;
  t.deepEqual(Object.keys(problem), ["status", "detail", "check"]);
  t.like(problem, { status: 400, check: "version" });
  t.regex(String(problem["detail"]), /^WebSocket2 handshake refused\. The field websocket2-version is missing, .*\.$/);
});

test("builds a refusal for an application that did not decide in time", (t) => {
  const { fields } = buildRefusal({ check: "application", versions: [1], status: 503, fields: [["retry-after", "5"]] });
  t.deepEqual([fields[0], fields.at(-1)], [[":status", "503"], ["retry-after", "5"]]);
});

test("reads the name of the check from a problem document, and from nothing else", (t) => {
  t.is(refusedCheckOf(buildRefusal({ check: "origin", versions: [1] }).body), "origin");
  const named = (text: string): string | undefined => refusedCheckOf(new TextEncoder().encode(text));
  t.is(named('{"check":"later-check-2"}'), "later-check-2");
  const others = ["", "{", "null", "[]", '"origin"', "{}", '{"check":1}', '{"check":""}', '{"check":"Origin"}', '{"check":"a b"}'];
  for (const text of [...others, JSON.stringify({ check: "a".repeat(65) }), '{"check":"\\u001b[2J"}']) t.is(named(text), undefined, text);
});

test("builds a redirection with 307 or 308 and a location", (t) => {
  for (const status of [307, 308]) {
    const location = ["Location", "https://b.example/chat"] as const;
    const { fields, token } = buildRefusal({ check: "application", versions: [1], status, fields: [location] });
    t.deepEqual([fields[0], fields.at(-1)], [[":status", String(status)], ["location", "https://b.example/chat"]]);
    t.is(token, "rejected");
  }
});

test("refuses a refusal with an invalid status or field", (t) => {
  const refusal = { check: "application", versions: [1] } as const;
  for (const status of [200, 299, 300, 301, 302, 303, 304, 399, 600, 403.5]) {
    t.throws(() => buildRefusal({ ...refusal, status, fields: [["location", "/b"]] }), { instanceOf: LocalError }, String(status));
  }
  const noLocation = { message: "fields: expected a location in a redirection with status 307" };
  t.throws(() => buildRefusal({ ...refusal, status: 307 }), noLocation);
  t.throws(() => buildRefusal({ ...refusal, fields: [["x", "a\nb"]] }), { instanceOf: LocalError });
  t.throws(() => buildRefusal({ ...refusal, check: "version", versions: [] }), { instanceOf: LocalError });
});
