import test from "ava";

import { credentialFields, readCloseArguments, readProtocols, readUrl, requestUrl } from "../../../reference/websocket/arguments.ts";
import { isDomException } from "./support.ts";

const urls: readonly (readonly [value: unknown, url: string, request: string])[] = [
  ["wss://example.com", "wss://example.com/", "https://example.com/"],
  ["ws://example.com/chat?x=1", "ws://example.com/chat?x=1", "http://example.com/chat?x=1"],
  ["https://example.com/chat", "wss://example.com/chat", "https://example.com/chat"],
  ["HTTP://Example.com:8080", "ws://example.com:8080/", "http://example.com:8080/"],
  ["wss://example.com:443/", "wss://example.com/", "https://example.com/"],
  ["ws://example.com:443/", "ws://example.com:443/", "http://example.com:443/"],
  ["https://example.com:80/", "wss://example.com:80/", "https://example.com:80/"],
  ["ws://user:secret@example.com/", "ws://user:secret@example.com/", "http://example.com/"],
  ["wss://example.com/a b", "wss://example.com/a%20b", "https://example.com/a%20b"],
  ["wss://bücher.example/", "wss://xn--bcher-kva.example/", "https://xn--bcher-kva.example/"],
  [new URL("wss://example.com/"), "wss://example.com/", "https://example.com/"],
  [{ toString: () => "ws://[::1]:9/" }, "ws://[::1]:9/", "http://[::1]:9/"],
];

for (const [value, url, request] of urls) {
  test(`accepts the URL ${String(value)}`, (t) => {
    t.is(readUrl(value).href, url);
    t.is(requestUrl(readUrl(value)).href, request);
  });
}

const badUrls: readonly unknown[] = [
  "",
  "/chat",
  "chat",
  "#top",
  "//example.com/",
  "ws://foo bar.com/",
  "wss://",
  "wss://example.com:65536/",
  "ftp://example.com/",
  "mailto:a@example.com",
  "about:blank",
  "ws2://example.com/",
  "wss://example.com/#",
  "wss://example.com/#top",
  undefined,
  null,
];

for (const value of badUrls) {
  test(`rejects the URL ${JSON.stringify(value) ?? "undefined"}`, (t) => {
    t.throws(() => readUrl(value), isDomException("SyntaxError"));
  });
}

test("a symbol as URL, subprotocol, code or reason throws TypeError, and so does a BigInt as code", (t) => {
  for (const call of [
    () => readUrl(Symbol()),
    () => readProtocols(Symbol()),
    () => readProtocols([Symbol()]),
    () => readCloseArguments(Symbol(), undefined),
    () => readCloseArguments(1000n, undefined),
    () => readCloseArguments(1000, Symbol()),
  ]) t.throws(call, { instanceOf: TypeError });
});

test("user name and password of the URL become an Authorization field unless the application sets one", (t) => {
  const fields = (url: string, ...own: [string, string][]) => credentialFields(new URL(url), own);
  t.deepEqual(fields("ws://example.com/"), []);
  t.deepEqual(fields("ws://Aladdin:open%20sesame@example.com/"), [["authorization", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="]]);
  t.deepEqual(fields("ws://te%zzst@example.com/"), [["authorization", `Basic ${Buffer.from("te%zzst:").toString("base64")}`]]);
  t.deepEqual(fields("ws://a:b@example.com/", ["Authorization", "Bearer x"]), []);
});

test("subprotocols are one string, a list, or any iterable", (t) => {
  t.deepEqual(readProtocols("chat"), ["chat"]);
  t.deepEqual(readProtocols([]), []);
  t.deepEqual(readProtocols(["v1.chat", "!#$%&'*+-.^_`|~0"]), ["v1.chat", "!#$%&'*+-.^_`|~0"]);
  t.deepEqual(readProtocols(new Set(["a", "b"])), ["a", "b"]);
  t.deepEqual(readProtocols([1]), ["1"]);
  t.deepEqual(readProtocols(null), ["null"]);
});

for (const value of [
  "",
  " ",
  "a b",
  "a,b",
  "a/b",
  "a\tb",
  "ä",
  "\u0000",
  "(a)",
  "a@b",
  "[a]",
  "a:b",
  'a"b',
  "\x7f",
  ["a", ""],
  ["a", "a"],
  ["echo", "ECHO"],
]) {
  test(`rejects the subprotocols ${JSON.stringify(value)}`, (t) => {
    t.throws(() => readProtocols(value), isDomException("SyntaxError"));
  });
}

const closings: readonly (readonly [title: string, code: unknown, reason: unknown, closing: object])[] = [
  ["nothing", undefined, undefined, {}],
  ["an empty reason alone", undefined, "", {}],
  ["a reason alone", undefined, "bye", { code: 1000, reason: "bye" }],
  ["1000", 1000, undefined, { code: 1000, reason: "" }],
  ["3000 with a reason", 3000, "bye", { code: 3000, reason: "bye" }],
  ["4999", 4999, undefined, { code: 4999, reason: "" }],
  ["a numeric string", "1000", undefined, { code: 1000, reason: "" }],
  ["a fraction, rounded down", 3000.4, undefined, { code: 3000, reason: "" }],
  ["a half, rounded to the even number below", 1000.5, undefined, { code: 1000, reason: "" }],
  ["a half, rounded to the even number above", 2999.5, undefined, { code: 3000, reason: "" }],
  ["a reason that is no string", 1000, 7, { code: 1000, reason: "7" }],
  ["a reason with lone surrogates", 1000, "a\udc00\ud800", { code: 1000, reason: "a\ufffd\ufffd" }],
  ["a reason of 123 octets", 1000, "x".repeat(123), { code: 1000, reason: "x".repeat(123) }],
  ["a reason of 123 octets in 41 characters", 1000, "€".repeat(41), { code: 1000, reason: "€".repeat(41) }],
];

for (const [title, code, reason, closing] of closings) {
  test(`close accepts ${title}`, (t) => {
    t.deepEqual(readCloseArguments(code, reason), closing);
  });
}

for (const code of [null, Number.NaN, "bye", 0, 999, 1001, 1005, 1006, 2999, 5000, 65536 + 1000, -1, 1000.51, Number.POSITIVE_INFINITY]) {
  test(`close rejects the code ${JSON.stringify(code)}${Number.isFinite(code) ? "" : ` (${String(code)})`}`, (t) => {
    t.throws(() => readCloseArguments(code, undefined), isDomException("InvalidAccessError"));
  });
}

for (const reason of ["x".repeat(124), "€".repeat(42), "\ud800".repeat(42)]) {
  test(`close rejects a reason of more than 123 octets: ${JSON.stringify(reason.slice(0, 3))} ...`, (t) => {
    t.throws(() => readCloseArguments(1000, reason), isDomException("SyntaxError"));
    t.throws(() => readCloseArguments(undefined, reason), isDomException("SyntaxError"));
  });
}

test("a wrong code is reported before a wrong reason", (t) => {
  t.throws(() => readCloseArguments(1, "x".repeat(124)), isDomException("InvalidAccessError"));
});
