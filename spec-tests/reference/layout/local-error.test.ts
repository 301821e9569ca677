import test from "ava";

import {
  ascii,
  asciiCode,
  bigUint,
  code,
  compile,
  counted,
  flag,
  LocalError,
  nested,
  octets,
  prefixed,
  repeated,
  rest,
  struct,
  uint,
  utf8,
} from "../../../reference/layout/index.ts";
import { about, doc, flagged, kinds, letters, octet, openKinds, openLetters, thing } from "./support.ts";

const integer = prefixed({
  ...about("integer"),
  lead: 8,
  forms: [
    { lead: [0, 254], keep: 8, extra: 0 },
    { lead: [255, 255], keep: 0, extra: 64 },
  ],
});
const small = prefixed({
  ...about("small"),
  lead: 8,
  forms: [
    { lead: [0, 254], keep: 8, extra: 0 },
    { lead: [255, 255], keep: 0, extra: 8 },
  ],
});

/** A value with one mistake, its layout, and the message that names the mistake. */
const CASES: readonly (readonly [title: string, of: { schema: unknown }, value: unknown, message: string])[] = [
  ["an integer over its width", octet, { value: 256 }, "value: expected a whole number from 0 to 255, found 256"],
  ["a negative integer", octet, { value: -1 }, "value: expected a whole number from 0 to 255, found -1"],
  ["half an integer", octet, { value: 1.5 }, "value: expected a whole number from 0 to 255, found 1.5"],
  ["a missing integer", octet, {}, "value: expected a whole number from 0 to 255, found undefined"],
  ["an integer as text", octet, { value: "1" }, 'value: expected a whole number from 0 to 255, found "1"'],
  [
    "an integer under its least",
    thing().field("a", uint(8, { least: 3 }), doc),
    { a: 2 },
    "a: expected a whole number from 3 to 255, found 2",
  ],
  [
    "an integer over its greatest",
    thing().field("a", uint(8, { most: 3 }), doc),
    { a: 4 },
    "a: expected a whole number from 0 to 3, found 4",
  ],
  [
    "an integer that only receivers accept",
    thing().field(
      "a",
      uint(8, {
        sends: [
          [1, 2],
          [7, 9],
        ],
      }),
      doc,
    ),
    { a: 3 },
    "a: expected 1 to 2, or 7 to 9, found 3",
  ],
  [
    "a bigint over its width",
    thing().field("a", bigUint(56), doc),
    { a: 2n ** 56n },
    "a: expected a bigint from 0 to 72057594037927935, found 72057594037927936",
  ],
  ["a number for a bigint", thing().field("a", bigUint(64), doc), { a: 1 }, "a: expected a bigint from 0 to 18446744073709551615, found 1"],
  [
    "a bigint for a prefix-coded integer of numbers",
    thing().field("a", small.type(), doc),
    { a: 1n },
    "a: expected a whole number from 0 to 255, found 1",
  ],
  [
    "a prefix-coded integer over its greatest use",
    thing().field("a", small.type({ least: 2, most: 100 }), doc),
    { a: 101 },
    "a: expected a whole number from 2 to 100, found 101",
  ],
  [
    "a number for a prefix-coded bigint",
    thing().field("a", integer.bigType(), doc),
    { a: 1 },
    "a: expected a bigint from 0 to 18446744073709551615, found 1",
  ],
  ["a number for a flag", flagged(), { set: 1 }, "set: expected true or false, found 1"],
  [
    "a name that is not registered",
    thing().field("a", code(8, kinds), doc),
    { a: "middle" },
    'a: expected one of low, high, found "middle"',
  ],
  ["a bare code of a closed registry", thing().field("a", code(8, kinds), doc), { a: 2 }, "a: expected one of low, high, found 2"],
  [
    "a bare code over its width",
    thing().field("a", code(8, openKinds), doc),
    { a: 256 },
    "a: expected one of low, high, or a number from 0 to 255, found 256",
  ],
  ["a bare code that has a name", thing().field("a", code(8, openKinds), doc), { a: 2 }, "a: expected the name high, found 2"],
  [
    "an ASCII code that is not registered",
    thing().field("a", asciiCode(2, letters), doc),
    { a: "CD" },
    'a: expected one of AB, found "CD"',
  ],
  [
    "an ASCII code of another length",
    thing().field("a", asciiCode(2, openLetters), doc),
    { a: "CDE" },
    'a: expected one of AB, last, or 2 octets 20 to 7E, found "CDE"',
  ],
  [
    "an ASCII code that is not printable",
    thing().field("a", asciiCode(2, openLetters), doc),
    { a: "C\n" },
    'a: expected one of AB, last, or 2 octets 20 to 7E, found "C\\n"',
  ],
  [
    "a bare ASCII code that has a name",
    thing().field("a", asciiCode(2, openLetters), doc),
    { a: "YZ" },
    'a: expected the name last, found "YZ"',
  ],
  ["octets of another size", thing().field("a", octets(2), doc), { a: new Uint8Array(3) }, "a: expected 2 octets, found 3 octets"],
  [
    "octets under their least size",
    thing().field("a", octets(rest, { least: 2 }), doc),
    { a: new Uint8Array(1) },
    "a: expected 2 or more octets, found 1 octets",
  ],
  [
    "octets over their greatest size",
    thing().field("a", octets(rest, { most: 2 }), doc),
    { a: new Uint8Array(3) },
    "a: expected 0 to 2 octets, found 3 octets",
  ],
  ["octets as text", thing().field("a", octets(2), doc), { a: "0102" }, 'a: expected a Uint8Array, found "0102"'],
  ["octets as an array", thing().field("a", octets(2), doc), { a: [1, 2] }, "a: expected a Uint8Array, found Array"],
  ["text that is not ASCII", thing().field("a", ascii(rest), doc), { a: "é" }, 'a: expected ASCII text, found "é"'],
  ["octets for ASCII", thing().field("a", ascii(rest), doc), { a: new Uint8Array(1) }, "a: expected a string, found Uint8Array"],
  [
    "half of a surrogate pair",
    thing().field("a", utf8(rest), doc),
    { a: "\ud800" },
    "a: expected text that UTF-8 can say, found a surrogate without its pair",
  ],
  [
    "text with more octets than allowed",
    thing().field("a", utf8(rest, { most: 3 }), doc),
    { a: "éé" },
    "a: expected 0 to 3 octets, found 4 octets",
  ],
  ["null for text", thing().field("a", utf8(rest), doc), { a: null }, "a: expected a string, found null"],
  [
    "more octets than their size can count",
    thing()
      .size("n", uint(8), {}, doc)
      .field("a", octets(counted("n")), doc),
    { a: new Uint8Array(256) },
    "n: expected a whole number from 0 to 255, found 256",
  ],
  [
    "fewer octets than the least value of their size",
    thing()
      .size("n", uint(8, { least: 1 }), {}, doc)
      .field("a", octets(counted("n")), doc),
    { a: new Uint8Array(0) },
    "n: expected a whole number from 1 to 255, found 0",
  ],
  [
    "more octets than the length can count",
    thing().length("n", uint(8), {}, doc).field("a", octets(rest), doc),
    { a: new Uint8Array(256) },
    "n: expected a whole number from 0 to 255, found 256",
  ],
  [
    "more octets than the greatest value of the length",
    thing()
      .length("n", uint(8, { most: 9 }), {}, doc)
      .field("a", octets(rest), doc),
    { a: new Uint8Array(10) },
    "n: expected a whole number from 0 to 9, found 10",
  ],
  [
    "more items than their count can count",
    thing()
      .count("n", uint(8), {}, doc)
      .field("a", repeated(octet, counted("n")), doc),
    { a: Array(256).fill({ value: 1 }) },
    "n: expected a whole number from 0 to 255, found 256",
  ],
  ["a value that is not a list", thing().field("a", repeated(octet, rest), doc), { a: { value: 1 } }, "a: expected an array, found Object"],
  [
    "an item that is not an object",
    thing().field("a", repeated(octet, rest), doc),
    { a: [{ value: 1 }, 2] },
    "a.1: expected an object, found 2",
  ],
  [
    "an item with a wrong field",
    thing().field("a", repeated(octet, rest), doc),
    { a: [{ value: 1 }, { value: 256 }] },
    "a.1.value: expected a whole number from 0 to 255, found 256",
  ],
  [
    "an item that begins with the closing octet",
    thing().field("a", repeated(octet, { octet: 9 }), doc),
    { a: [{ value: 8 }, { value: 9 }] },
    "a.1: expected an item that does not begin with the octet 9, which ends the list",
  ],
  ["a value that is not a nested struct", thing().field("a", nested(octet), doc), { a: 1 }, "a: expected an object, found 1"],
  [
    "a nested struct with a wrong field",
    thing().field("a", nested(thing("inner").field("b", nested(octet), doc)), doc),
    { a: { b: { value: true } } },
    "a.b.value: expected a whole number from 0 to 255, found true",
  ],
  [
    "a conditional field whose condition fails",
    flagged().when("set", true, "a", uint(8), doc),
    { set: false, a: 1 },
    "a: expected nothing, unless set is true, found 1",
  ],
  [
    "a missing conditional field",
    flagged().when("set", true, "a", uint(8), doc),
    { set: true },
    "a: expected a whole number from 0 to 255, found undefined",
  ],
  [
    "a part of a group",
    octet.trailing("more", (group) => group.field("a", uint(8), doc).field("b", flag(), doc).reserved("c", 7, doc)),
    { value: 1, a: 1 },
    "b: expected true or false, found undefined",
  ],
  [
    "an unknown case",
    thing().field("kind", code(8, kinds), doc).variant("a", "kind", { low: octet, high: octet }, doc),
    { kind: "middle" },
    'kind: expected one of low, high, found "middle"',
  ],
  [
    "a case with a wrong field",
    thing().field("kind", code(8, kinds), doc).variant("a", "kind", { low: octet, high: octet }, doc),
    { kind: "high", value: 256 },
    "value: expected a whole number from 0 to 255, found 256",
  ],
  [
    "a case that cannot be opaque",
    sealed(),
    { kind: "low", way: "high", payload: new Uint8Array(1) },
    'kind: expected one of high, found "low"',
  ],
  ["null", octet, null, "expected an object, found null"],
  ["nothing", octet, undefined, "expected an object, found undefined"],
];

function sealed() {
  const start = thing().omittable("way", code(8, kinds, { omit: "low" }), doc).field("kind", code(8, kinds), doc);
  const as = struct(about("sealed")).field("payload", octets(rest), doc);
  return start.variant("a", "kind", { low: octet, high: octet }, doc, { opaque: { by: "way", cases: ["high"], as } });
}

/** Messages about mistakes that the schema of a single field cannot find: derived numbers, values for senders, conditions. */
const CODEC_ONLY = [
  /^n: /,
  /^a: expected 1 to 2, or 7 to 9/,
  /which ends the list$/,
  /^a: expected nothing, unless/,
  /^a: .* found undefined$/,
];

for (const [title, of, value, message] of CASES) {
  test(`refuses to encode ${title}`, (t) => {
    const codec = compile(of as typeof octet);
    const error = t.throws(() => codec.encode(value as { value: number }), { instanceOf: LocalError });
    t.is(error.message, message);
    t.is(error.path, message.includes(":") ? message.slice(0, message.indexOf(":")) : "");
    t.is(
      (of as typeof octet).schema.safeParse(value).success,
      CODEC_ONLY.some((each) => each.test(message)),
      "whether the schema accepts it",
    );
  });
}

test("shortens a long text that it shows", (t) => {
  const error = t.throws(() => compile(octet).encode({ value: "x".repeat(1000) as unknown as number }), { instanceOf: LocalError });
  t.is(error.message, `value: expected a whole number from 0 to 255, found "${"x".repeat(40)}"...`);
});
