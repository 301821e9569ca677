import test from "ava";
import fc from "fast-check";

import { LocalError } from "../../../../reference/layout/errors.ts";
import type { SfModel } from "../../../../reference/layout/model.ts";
import {
  sfBoolean,
  sfBytes,
  sfDate,
  sfDecimal,
  sfDictionary,
  sfInnerList,
  sfInteger,
  sfItem,
  sfList,
  sfString,
  sfToken,
} from "../../../../reference/layout/structured-field.ts";
import { validate } from "../../../../reference/wire/handshake/validate.ts";
import { serializeStructured } from "../../../../reference/wire/handshake/serialize-structured.ts";
import { fieldIssueText, parseStructured } from "../../../../reference/wire/handshake/parse-structured.ts";

function read(model: SfModel, raw: string) {
  const parsed = parseStructured(model.type, raw);
  return parsed.ok ? validate(model, parsed.members) : parsed;
}

const item = {
  integer: sfItem(sfInteger()).model,
  level: sfItem(sfInteger({ least: 1, most: 9 })).model,
  decimal: sfItem(sfDecimal()).model,
  string: sfItem(sfString()).model,
  token: sfItem(sfToken()).model,
  bytes: sfItem(sfBytes()).model,
  boolean: sfItem(sfBoolean()).model,
  date: sfItem(sfDate()).model,
};
const integers = sfList(sfInteger()).model;
const pairs = sfList(sfInnerList(sfInteger(), sfToken())).model;
const dictionary = sfDictionary({ a: sfInteger(), b: sfBoolean(), c: sfInnerList(sfString()) }).model;

const values: readonly (readonly [SfModel, string, unknown])[] = [
  [item.integer, "0", 0],
  [item.integer, "-0", 0],
  [item.integer, "007", 7],
  [item.integer, "-42", -42],
  [item.integer, "999999999999999", 999_999_999_999_999],
  [item.integer, "-999999999999999", -999_999_999_999_999],
  [item.integer, "  1  ", 1],
  [item.integer, '1;a;b=2;c="x";d=@5;e=1.5;f=?0;g=:AA==:;h=t', 1],
  [item.integer, "1; a;  b=@1;c", 1],
  [item.level, "1", 1],
  [item.level, "9", 9],
  [item.decimal, "1.0", 1],
  [item.decimal, "-0.125", -0.125],
  [item.decimal, "999999999999.999", 999_999_999_999.999],
  [item.string, '""', ""],
  [item.string, '"a\\"b\\\\c, (1 2.0) @3"', 'a"b\\c, (1 2.0) @3'],
  [item.token, "a", "a"],
  [item.token, "*a:/b%1.0", "*a:/b%1.0"],
  [item.bytes, "::", new Uint8Array()],
  [item.bytes, ":AQI=:", new Uint8Array([1, 2])],
  [item.bytes, ":AQI:", new Uint8Array([1, 2])],
  [item.boolean, "?1", true],
  [item.boolean, "?0;a=1", false],
  [item.date, "@0", 0],
  [item.date, "@-1;a", -1],
  [integers, "", []],
  [integers, "   ", []],
  [integers, "1,2 ,\t3\t, 4", [1, 2, 3, 4]],
  [pairs, "(1 a), ( 2   b );x=@1;y, (3;q=1.0 c;r)", [[1, "a"], [2, "b"], [3, "c"]]],
  [dictionary, "", {}],
  [dictionary, "b, a=1", { b: true, a: 1 }],
  [dictionary, "b;x=1, a=2;y", { b: true, a: 2 }],
  [dictionary, "a=1, a=2", { a: 2 }],
  [dictionary, "a=wrong, a=2", { a: 2 }],
  [dictionary, 'c=("x"), z=@1, y=%"%c3%bc", x=(1 (', undefined],
  [dictionary, 'c=("x"), z=@1, y=%"%c3%bc", x=(1 @2 ?0), __, a=3', undefined],
  [dictionary, 'c=("x"), z=@1, y=%"%c3%bc", x=(1 @2 ?0), w, a=3', { c: ["x"], a: 3 }],
  [dictionary, "constructor=1, valueof, a=4", { a: 4 }],
];

for (const [model, raw, value] of values) {
  test(`reads ${JSON.stringify(raw)} as ${model.type} of ${JSON.stringify(model.of)}`, (t) => {
    const result = read(model, raw);
    if (value === undefined) t.false(result.ok);
    else t.deepEqual(result, { ok: true, value });
  });
}

/** Texts that are malformed, or are not of the type. */
const malformed: readonly (readonly [SfModel, string])[] = [
  [item.integer, ""],
  [item.integer, "1.0"],
  [item.integer, "@1"],
  [item.integer, "1234567890123456"],
  [item.integer, "1."],
  [item.integer, "1.2.3"],
  [item.integer, "1-2"],
  [item.integer, "--1"],
  [item.integer, "-"],
  [item.integer, "+1"],
  [item.integer, "1a"],
  [item.integer, '1"a"'],
  [item.integer, "1, 2"],
  [item.integer, "1 2"],
  [item.integer, "\t1"],
  [item.integer, "1\t"],
  [item.integer, "1\n"],
  [item.integer, "1\u00a0"],
  [item.integer, "\uff11"],
  [item.integer, "(1)"],
  [item.integer, "1;"],
  [item.integer, "1;A"],
  [item.integer, "1 ;a"],
  [item.integer, "1;a="],
  [item.integer, "1;a=1.0000"],
  [item.integer, "1;a=1234567890123.0"],
  [item.level, "0"],
  [item.level, "10"],
  [item.level, "-1"],
  [item.decimal, "1"],
  [item.decimal, ".5"],
  [item.decimal, "1234567890123.5"],
  [item.decimal, "0.1234"],
  [item.string, "a"],
  [item.string, '"a'],
  [item.string, '"a\\'],
  [item.string, '"\\a"'],
  [item.string, '"\u00e9"'],
  [item.string, '"\u007f"'],
  [item.string, '"\t"'],
  [item.string, "'a'"],
  [item.string, '%"a"'],
  [item.token, '"a"'],
  [item.token, "1a"],
  [item.token, "a b"],
  [item.token, "a,"],
  [item.token, "a\u00e9"],
  [item.bytes, ":A:"],
  [item.bytes, ":AA==AA==:"],
  [item.bytes, ":AA_-:"],
  [item.bytes, ":AA=="],
  [item.boolean, "?"],
  [item.boolean, "?2"],
  [item.boolean, "?10"],
  [item.boolean, "1"],
  [item.date, "@"],
  [item.date, "@1.0"],
  [item.date, "@1234567890123456"],
  [item.date, "1"],
  [item.token, 'a;x=%"\u0100"'],
  [item.token, 'a;x=%"%C3"'],
  [item.token, 'a;x=%"%ff"'],
  [item.token, 'a;x=%"a'],
  [integers, "1,"],
  [integers, ",1"],
  [integers, "1,,2"],
  [integers, "1;a=2,"],
  [integers, "1, a"],
  [integers, "1, (2)"],
  [pairs, "(1 a"],
  [pairs, "(1 a))"],
  [pairs, "(1\ta)"],
  [pairs, "(1,a)"],
  [pairs, "(1a)"],
  [pairs, "(1)"],
  [pairs, "(1 a b)"],
  [pairs, "(a 1)"],
  [pairs, "((1) a)"],
  [pairs, "1"],
  [dictionary, "a"],
  [dictionary, "a=1.0"],
  [dictionary, "a= 1"],
  [dictionary, "a =1"],
  [dictionary, "A=1"],
  [dictionary, "1=1"],
  [dictionary, "a=1,"],
  [dictionary, "a=1 b"],
  [dictionary, "z=, a=1"],
  [dictionary, 'z=", a=1'],
];

for (const [model, raw] of malformed) {
  test(`refuses ${JSON.stringify(raw)} as ${model.type} of ${JSON.stringify(model.of)}`, (t) => {
    t.false(read(model, raw).ok);
  });
}

test("reports the place and the expected value", (t) => {
  const text = (model: SfModel, raw: string) => {
    const result = read(model, raw);
    return result.ok ? "" : fieldIssueText(result.issue);
  };
  t.is(text(integers, "10, 2.5"), "member 1 at offset 4: expected a bare item of type integer, found the decimal 2.5");
  t.is(text(item.level, " 12"), "at offset 1: expected an integer of 1 to 9, found the integer 12");
  t.is(text(integers, "10, 20 30"), 'at offset 7: expected a well-formed Structured Field (Expected ,), found "30"');
  t.is(text(integers, "1, \u00e9"), 'at offset 3: expected a lexeme of a Structured Field (RFC 9651), found "\u00e9"');
  t.is(text(item.string, '"ab\u00e9"'), 'at offset 3: expected a character of a String, or its closing quote, found "\u00e9\\""');
  t.is(text(sfList(sfInteger(), { least: 1, most: 1 }).model, "1, 2"), "at offset 0: expected one member, found 2");
  t.is(text(dictionary, "c=(1)"), "member c.0 at offset 3: expected a bare item of type string, found the integer 1");
});

const written: readonly (readonly [SfModel, unknown, string])[] = [
  [item.integer, -7, "-7"],
  [item.integer, 999_999_999_999_999, "999999999999999"],
  [item.decimal, 1, "1.0"],
  [item.decimal, 10, "10.0"],
  [item.decimal, -0.25, "-0.25"],
  [item.string, 'a"b\\', '"a\\"b\\\\"'],
  [item.token, "a/b", "a/b"],
  [item.bytes, new Uint8Array([1, 2]), ":AQI=:"],
  [item.boolean, false, "?0"],
  [item.date, -5, "@-5"],
  [integers, [], ""],
  [integers, [1, 2], "1, 2"],
  [pairs, [[1, "a"], [2, "b"]], "(1 a), (2 b)"],
  [dictionary, { b: true, a: 1 }, "b, a=1"],
  [dictionary, { b: false, c: ["x"] }, 'b=?0, c=("x")'],
];

for (const [model, value, text] of written) {
  test(`writes ${text === "" ? "no text" : text} as ${model.type} and reads it back`, (t) => {
    t.is(serializeStructured(model, value, "field"), text);
    t.deepEqual(read(model, text), { ok: true, value });
  });
}

test("omits members that are undefined", (t) => {
  t.is(serializeStructured(dictionary, { a: undefined, b: true }, "field"), "b");
});

test("refuses to write values that do not match the model", (t) => {
  const wrong: readonly (readonly [SfModel, unknown])[] = [
    [item.integer, 1.5],
    [item.integer, 1e15],
    [item.integer, "1"],
    [item.level, 0],
    [item.level, 10],
    [item.decimal, 0.0001],
    [item.decimal, 1e12],
    [item.decimal, Number.NaN],
    [item.string, "ü"],
    [item.string, "a\nb"],
    [item.token, "a b"],
    [item.token, ""],
    [item.bytes, [1]],
    [item.boolean, "true"],
    [integers, [1, "2"]],
    [integers, {}],
    [integers, 1],
    [pairs, [[1]]],
    [pairs, [1]],
    [dictionary, { d: 1 }],
    [dictionary, []],
    [dictionary, null],
    [sfList(sfInteger(), { most: 1 }).model, [1, 2]],
    [sfList(sfInteger(), { least: 1 }).model, []],
    [sfDictionary({ a: sfInteger(), b: sfInteger() }, { most: 1 }).model, { a: 1, b: 2 }],
  ];
  for (const [model, value] of wrong) {
    t.throws(() => serializeStructured(model, value, "field"), { instanceOf: LocalError }, JSON.stringify(value));
  }
});

test("does not throw on any text", (t) => {
  const piece = fc.constantFrom(
    '"',
    "\\",
    "(",
    ")",
    ",",
    " ",
    "\t",
    ";",
    "=",
    "@",
    "%",
    ":",
    "?",
    "-",
    ".",
    "1",
    "9",
    "0",
    "a",
    "*",
    "A",
    "\u00e9",
    "\n",
    "1.0",
    "@1",
    ":AA==:",
    "?1",
    '"a"',
    "a=1",
  );
  const text = fc.oneof(fc.string(), fc.string({ unit: "binary" }), fc.array(piece, { maxLength: 30 }).map((all) => all.join("")));
  const models = [...Object.values(item), integers, pairs, dictionary];
  fc.assert(
    fc.property(text, (raw) => {
      for (const model of models) t.is(typeof read(model, raw).ok, "boolean");
    }),
    { seed: 20260101, numRuns: 3000 },
  );
});

test("reads every list of integers and decimals that it writes", (t) => {
  const integer = fc.integer({ min: -(10 ** 9), max: 10 ** 9 });
  fc.assert(
    fc.property(fc.array(fc.tuple(integer, fc.stringMatching(/^[a-z][a-z0-9./:]{0,8}$/))), (value) => {
      t.deepEqual(read(pairs, serializeStructured(pairs, value, "field")), { ok: true, value });
    }),
    { seed: 20260102, numRuns: 500 },
  );
});

test("reads a long field without running out of stack", (t) => {
  const long = 2_000_000;
  t.true(read(item.string, `"${"a".repeat(long)}"`).ok);
  t.true(read(item.string, `"${'\\"'.repeat(long)}"`).ok);
  t.false(read(item.string, `"${'\\"'.repeat(long)}`).ok);
  t.false(read(pairs, "(".repeat(long)).ok);
  t.false(read(item.bytes, ":".repeat(long)).ok);
});
