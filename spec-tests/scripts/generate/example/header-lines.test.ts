import test from "ava";

import { ViewError } from "../../../../scripts/generate/blocks.ts";
import { headerLines, type HeaderField } from "../../../../scripts/generate/example/header-lines.ts";
import { parseExample } from "../../../../scripts/generate/example/parse-example.ts";

const fields: readonly HeaderField[] = [
  [":method", "POST"],
  [":path", "/chat?x=1"],
  ["websocket2-compression", "lz4=(1 9), deflate=(9 15), and-some-more=(1 2), and-the-last=(3 4)"],
  ["websocket2-protocol", ""],
];

const lines = [
  ":method: POST",
  ":path: /chat?x=1",
  "websocket2-compression: lz4=(1 9), deflate=(9 15), and-some-more=(1",
  "  2), and-the-last=(3 4)",
  "websocket2-protocol:",
];

test("prints header fields one a line and breaks a long one at a space", (t) => {
  t.deepEqual(headerLines("handshake/request", fields), lines);
});

test("parses printed header fields", (t) => {
  t.deepEqual(parseExample(["", ...lines.map((line) => `   ${line}`)]), { fields });
});

for (const [what, value] of [["without a space", "a".repeat(60)], ["with two spaces together", `${"a ".repeat(40)}  b`]] as const) {
  test(`refuses a long field ${what}`, (t) => {
    const error = t.throws(() => headerLines("handshake/request", [["long-name", value]]), { instanceOf: ViewError });
    t.regex(error.message, /^example handshake\/request: "long-name: a.* is wider than 69 columns and cannot be broken at a space$/);
  });
}

test("accepts a field that just fits", (t) => {
  t.deepEqual(headerLines("handshake/request", [["name", "a".repeat(63)]]), [`name: ${"a".repeat(63)}`]);
});

test("names the line that is not a header field", (t) => {
  t.is(
    t.throws(() => parseExample([":method: POST", "nonsense"])).message,
    'line 2: "nonsense" is not a header field, expected name: value',
  );
});
