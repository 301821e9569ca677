import test from "ava";

import {
  ascii,
  asciiCode,
  code,
  compile,
  compileStruct,
  counted,
  flag,
  type Issue,
  issueText,
  nested,
  octets,
  prefixed,
  repeated,
  rest,
  struct,
  uint,
  utf8,
} from "../../../reference/layout/index.ts";
import { hex } from "../../other-protocols/support.ts";
import { about, doc, flagged, kinds, letters, octet, openLetters, thing } from "./support.ts";

const short = prefixed({
  ...about("short"),
  lead: 8,
  endian: "little",
  forms: [
    { lead: [0, 254], keep: 8, extra: 0 },
    { lead: [255, 255], keep: 0, extra: 16 },
  ],
});
const grouped = octet.trailing("more", (group) => group.field("a", uint(16), doc));
const cased = thing()
  .length("n", uint(8), {}, doc)
  .field("kind", code(8, kinds), doc)
  .variant("body", "kind", { low: octet, high: grouped }, doc);
const inner = struct({ ...about("inner"), fault: "INNER" })
  .length("n", uint(8), {}, doc)
  .field("text", utf8(rest, { most: 2, faults: { utf8: "TEXT" } }), doc);

/** A schema, octets in hex, and the whole issue. */
const CASES: readonly (readonly [title: string, of: unknown, octets: string, issue: Issue])[] = [
  [
    "an integer under its least",
    thing().field("a", uint(8, { least: 3 }), doc),
    "02",
    { code: "FAULT", rule: "least", path: "a", octet: 0, bit: 0, expected: "at least 3", found: "2" },
  ],
  [
    "an integer over its greatest",
    thing()
      .field("a", uint(12), doc)
      .field("b", uint(4, { most: 3, faults: { most: "MOST" } }), doc),
    "0004",
    { code: "MOST", rule: "most", path: "b", octet: 1, bit: 12, expected: "at most 3", found: "4" },
  ],
  [
    "a constant with other bits",
    thing().field("a", uint(3), doc).constant("b", 21, 5, doc),
    "000006",
    { code: "FAULT", rule: "equals", path: "b", octet: 0, bit: 3, expected: "5", found: "6" },
  ],
  [
    "a reserved bit that is set",
    flagged(),
    "01",
    { code: "FAULT", rule: "equals", path: "pad", octet: 0, bit: 1, expected: "0", found: "1" },
  ],
  [
    "a code that is not registered",
    thing().field("a", code(4, kinds), doc).field("b", uint(4), doc),
    "10",
    { code: "FAULT", rule: "registered", path: "a", octet: 0, bit: 0, expected: "low (0), high (2)", found: "1" },
  ],
  [
    "a wide code that is not registered",
    thing().field("a", code(16, kinds, { endian: "little" }), doc),
    "0002",
    { code: "FAULT", rule: "registered", path: "a", octet: 0, bit: 0, expected: "low (0), high (2)", found: "512" },
  ],
  [
    "an ASCII code that is not registered",
    thing().field("a", asciiCode(2, letters), doc),
    "4143",
    { code: "FAULT", rule: "registered", path: "a", octet: 0, bit: 0, expected: "AB", found: "4143" },
  ],
  [
    "an open ASCII code that is not printable",
    thing().field("a", uint(8), doc).field("b", asciiCode(2, openLetters), doc),
    "00417f",
    { code: "FAULT", rule: "registered", path: "b", octet: 1, bit: 8, expected: "a code of octets 20 to 7E", found: "417f" },
  ],
  [
    "a form that is not the shortest",
    thing()
      .field("a", uint(8), doc)
      .field("b", short.type({ faults: { shortest: "FORM" } }), doc),
    "00fffe00",
    { code: "FORM", rule: "shortest", path: "b", octet: 1, bit: 8, expected: "the shortest form", found: "254 in 24 bits" },
  ],
  [
    "a prefix-coded integer under its least",
    thing().field("a", short.type({ least: 1 }), doc),
    "00",
    { code: "FAULT", rule: "least", path: "a", octet: 0, bit: 0, expected: "at least 1", found: "0" },
  ],
  [
    "octets over their greatest size",
    thing()
      .length("n", uint(8), {}, doc)
      .field("a", octets(rest, { most: 1 }), doc),
    "020000",
    { code: "FAULT", rule: "most", path: "n", octet: 0, bit: 0, expected: "at most 1", found: "2" },
  ],
  [
    "counted octets under their least size",
    thing()
      .size("n", uint(8), {}, doc)
      .field("a", octets(counted("n"), { least: 2, faults: { size: "SIZE" } }), doc),
    "0100",
    { code: "SIZE", rule: "size", path: "a", octet: 1, bit: 8, expected: "2 or more octets", found: "1 octets" },
  ],
  [
    "octets beyond the length",
    thing()
      .length("n", uint(8), {}, doc)
      .size("m", uint(8), {}, doc)
      .field("a", octets(counted("m")), doc),
    "020300",
    { code: "FAULT", rule: "size", path: "a", octet: 2, bit: 16, expected: "as many octets", found: "1 octets" },
  ],
  [
    "an integer beyond the length",
    thing()
      .length("n", uint(8), {}, doc)
      .size("m", uint(8), {}, doc)
      .field("a", octets(counted("m"), { least: 1 }), doc)
      .field("b", uint(16), doc),
    "04020102 03",
    { code: "FAULT", rule: "size", path: "b", octet: 4, bit: 32, expected: "2 octets", found: "1 octets" },
  ],
  [
    "an integer beyond the length after a conditional field",
    thing()
      .length("n", uint(8), {}, doc)
      .field("set", flag(), doc)
      .reserved("pad", 7, doc)
      .when("set", true, "a", octets(4), doc)
      .field("b", uint(16), doc),
    "05 80 01020304 0506",
    { code: "FAULT", rule: "size", path: "b", octet: 6, bit: 48, expected: "2 octets", found: "0 octets" },
  ],
  [
    "an integer beyond the length after a nested struct",
    thing().length("n", uint(8), {}, doc).field("in", nested(inner), doc).field("b", uint(16), doc),
    "03 024141 0506",
    { code: "FAULT", rule: "size", path: "b", octet: 4, bit: 32, expected: "2 octets", found: "0 octets" },
  ],
  [
    "an integer beyond the length after a list",
    thing()
      .length("n", uint(8), {}, doc)
      .count("m", uint(8), {}, doc)
      .field("a", repeated(octet, counted("m")), doc)
      .field("b", uint(16), doc),
    "03 02 0102 0506",
    { code: "FAULT", rule: "size", path: "b", octet: 4, bit: 32, expected: "2 octets", found: "0 octets" },
  ],
  [
    "octets left over after the last field of a length",
    thing()
      .length("n", uint(8), {}, doc)
      .size("m", uint(8), {}, doc)
      .field("a", octets(counted("m")), doc),
    "03010203",
    { code: "FAULT", rule: "size", path: "thing", octet: 3, bit: 24, expected: "the end", found: "1 octets left over" },
  ],
  [
    "octets left over after the input",
    octet,
    "0102",
    { code: "FAULT", rule: "size", path: "octet", octet: 1, bit: 8, expected: "1 octets", found: "1 octets left over" },
  ],
  [
    "octets left over after several sizes",
    grouped,
    "01020304",
    { code: "FAULT", rule: "size", path: "octet", octet: 3, bit: 24, expected: "1, or 3 octets", found: "1 octets left over" },
  ],
  [
    "a length that its layout cannot have",
    thing().length("n", uint(8), {}, doc).field("a", uint(16), doc),
    "01",
    { code: "FAULT", rule: "least", path: "n", octet: 0, bit: 0, expected: "at least 2", found: "1" },
  ],
  [
    "a length that its case cannot have",
    cased,
    "0302",
    { code: "FAULT", rule: "size", path: "body", octet: 2, bit: 16, expected: "1, or 3 octets", found: "2 octets" },
  ],
  [
    "a length beyond the length around it",
    thing().length("n", uint(8), {}, doc).field("in", nested(inner), doc),
    "0203 41",
    { code: "INNER", rule: "most", path: "in.n", octet: 1, bit: 8, expected: "at most 2", found: "3" },
  ],
  [
    "a nested region beyond the one around it",
    thing().length("n", uint(8), {}, doc).field("in", nested(inner), doc),
    "0202 41",
    { code: "INNER", rule: "size", path: "in.n", octet: 2, bit: 16, expected: "a length within the octets around it", found: "2 octets" },
  ],
  [
    "octets that are not UTF-8",
    thing().field("in", nested(inner), doc),
    "02c3 28",
    { code: "TEXT", rule: "utf8", path: "in.text", octet: 1, bit: 8, expected: "UTF-8", found: "c328" },
  ],
  [
    "octets that are not ASCII",
    thing().field("a", ascii(rest, { faults: { ascii: "ASCII" } }), doc),
    "4180",
    { code: "ASCII", rule: "ascii", path: "a", octet: 0, bit: 0, expected: "octets 00 to 7F", found: "4180" },
  ],
  [
    "a wrong item",
    thing().field("a", repeated(thing("item").field("b", repeated(flagged(), { octet: 0xff }), doc), rest), doc),
    "ff 80 00 01 ff",
    { code: "FAULT", rule: "equals", path: "a.1.b.2.pad", octet: 3, bit: 25, expected: "0", found: "1" },
  ],
];

for (const [title, of, text, issue] of CASES) {
  test(`reports ${title}`, (t) => {
    const codec = compile(of as typeof octet);
    t.deepEqual(codec.decode(hex(text)), { ok: false, issue });
    t.deepEqual(codec.trace(hex(text)).result, { ok: false, issue });
  });
}

test("counts octets and bits of an issue from the start of the struct", (t) => {
  const { read, state } = compile(flagged()).reader();
  t.is(read(hex("80 00 01"), 2, 3), -2);
  t.like(state.issue, { octet: 0, bit: 1 });
});

test("formats an issue as one line", (t) => {
  const result = compile(thing().field("a", uint(12), doc).field("b", uint(4, { most: 3 }), doc)).decode(hex("0004"));
  t.is(result.ok || result.issue === undefined ? "" : issueText(result.issue), "b at octet 1 (bit 4): expected at most 3, found 4 [FAULT]");
});

test("shows only the first 64 of many octets", (t) => {
  const found = (size: number): string => {
    const result = compile(thing().field("a", ascii(rest), doc)).decode(new Uint8Array(size).fill(0xff));
    return result.ok || result.issue === undefined ? "" : result.issue.found;
  };
  t.is(found(64), "ff".repeat(64));
  t.is(found(65), `${"ff".repeat(64)}... (65 octets)`);
});

test("traces the fields up to the fault", (t) => {
  const { fields } = compile(cased).trace(hex("0202 01"));
  t.deepEqual(fields, [
    { path: "n", bit: 0, bits: 8, value: 2 },
    { path: "kind", bit: 8, bits: 8, value: "high" },
    { path: "value", bit: 16, bits: 8, value: 1 },
  ]);
  t.deepEqual(compile(cased).trace(hex("0201 01")).fields.map(({ path }) => path), ["n", "kind"]);
});

test("reader and writer take the octets of a bare ASCII code from the model", (t) => {
  const { model } = thing().field("a", asciiCode(2, openLetters), doc);
  const upperCase = JSON.parse(JSON.stringify(model).replace('"octetRange":[32,126]', '"octetRange":[65,90]')) as typeof model;
  const codec = compileStruct<{ a: string }>(upperCase, { [openLetters.model.id]: openLetters.model });
  t.deepEqual(codec.decode(codec.encode({ a: "CD" })), { ok: true, value: { a: "CD" } });
  const decoded = codec.decode(Uint8Array.of(0x41, 0x61));
  t.is(!decoded.ok && decoded.issue?.expected, "a code of octets 41 to 5A");
  t.throws(() => codec.encode({ a: "Yz" }), { message: 'a: expected one of AB, last, or 2 octets 41 to 5A, found "Yz"' });
});
