import test from "ava";

import { LocalError } from "../../../../reference/layout/errors.ts";
import { extraFields, fieldLine, headerSection } from "../../../../reference/wire/handshake/field-lines.ts";
import { mediaType } from "../../../../reference/wire/handshake/is-handshake.ts";

test("joins the lines of a field in order, with names in any case", (t) => {
  const section = headerSection([["a", "1"], ["B", "2"], ["A", ""], ["a", "3"]]);
  t.is(section.value("a"), "1, , 3");
  t.deepEqual(section.lines("a"), ["1", "", "3"]);
  t.is(section.value("b"), "2");
  t.is(section.value("c"), undefined);
  t.deepEqual(section.lines("c"), []);
  t.deepEqual(section.names, ["a", "b"]);
});

test("looks up names that are properties of every object", (t) => {
  const section = headerSection([["__proto__", "1"]]);
  t.is(section.value("constructor"), undefined);
  t.is(section.value("__proto__"), "1");
});

test("returns field lines with lower-case names", (t) => {
  t.deepEqual(fieldLine("X-Name", "a b\tc\u00e9"), ["x-name", "a b\tc\u00e9"]);
  t.deepEqual(fieldLine("a", ""), ["a", ""]);
  t.deepEqual(fieldLine("a", "!"), ["a", "!"]);
});

for (const value of ["a\rb", "a\nb", "a\r\nb: c", "a\0b", "\u0001", "a\u007f", "\u0100", " a", "a ", "\ta", "a\t", " "]) {
  test(`refuses the field value ${JSON.stringify(value)}`, (t) => {
    t.throws(() => fieldLine("a", value), { instanceOf: LocalError, message: /^a: expected a field value/ });
  });
}

for (const name of ["", "a b", "a:", ":path", "a\n", "\u00e9", "a(", 'a"']) {
  test(`refuses the field name ${JSON.stringify(name)}`, (t) => {
    t.throws(() => fieldLine(name, "b"), { instanceOf: LocalError });
  });
}

test("accepts fields of an application, except reserved and connection-specific fields", (t) => {
  t.deepEqual(extraFields([["Cookie", "a=b"]], ["origin"]), [["cookie", "a=b"]]);
  for (const name of [
    "Origin",
    "websocket2-version",
    "WebSocket2-Later",
    "connection",
    "Transfer-Encoding",
    "te",
    "upgrade",
    "keep-alive",
    "proxy-connection",
  ]) {
    t.throws(() => extraFields([[name, "b"]], ["origin"]), { instanceOf: LocalError }, name);
  }
});

test("returns a media type without its parameters", (t) => {
  t.is(mediaType([]), undefined);
  t.is(mediaType(["Text/Plain"]), "text/plain");
  t.is(mediaType([" text/plain\t; charset=utf-8; a=b"]), "text/plain");
  t.is(mediaType([""]), "");
  t.is(mediaType(["text/plain, text/plain"]), "text/plain, text/plain");
  t.is(mediaType(["text/plain; a=b", "text/plain"]), undefined);
});

test("a name or a value that is no string throws, in place of a text that JavaScript makes of it", (t) => {
  const type = "expected a string, found a value of type";
  t.throws(() => fieldLine("a", undefined as unknown as string), { instanceOf: LocalError, message: `a: ${type} undefined` });
  t.throws(() => fieldLine("a", null as unknown as string), { instanceOf: LocalError, message: `a: ${type} object` });
  t.throws(() => fieldLine(1 as unknown as string, "b"), {
    instanceOf: LocalError,
    message: "fields: expected pairs of name and value, found a name of type number",
  });
});

test("a field with one value has one line; other fields keep theirs", (t) => {
  const cookies = [["set-cookie", "a=1"], ["set-cookie", "b=2"]] as const;
  t.deepEqual(extraFields(cookies, []), cookies);
  t.throws(() => extraFields([["Location", "/a"], ["location", "/b"]], []), {
    instanceOf: LocalError,
    message: "location: expected one line, because the field has one value",
  });
});
