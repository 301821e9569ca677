import test from "ava";
import { z } from "zod";

import {
  ascii,
  asciiCode,
  bigUint,
  code,
  compile,
  compilePrefixed,
  LayoutError,
  nested,
  octets,
  prefixed,
  repeated,
  rest,
  struct,
  uint,
  utf8,
} from "../../../reference/layout/index.ts";
import { about, doc, flagged, kinds, letters, octet, testRefused, thing } from "./support.ts";

const four = prefixed({ ...about("four"), lead: 4, forms: [{ lead: [0, 14], keep: 4, extra: 0 }, { lead: [15, 15], keep: 0, extra: 8 }] });
const grouped = thing("grouped").field("first", uint(8), doc).trailing("more", (group) => group.field("last", uint(8), doc));
const LOST = "is a Zod type without a layout: use a field type of the layout language, and let the struct make it optional";

testRefused("fields", [
  ["a type that lost its layout by optional()", () => thing().field("a", uint(8).optional(), doc), `thing.a: ${LOST}`],
  ["a type that lost its layout by readonly()", () => thing().field("a", uint(8).readonly(), doc), `thing.a: ${LOST}`],
  ["a type that lost its layout by default()", () => thing().field("a", uint(8).default(1), doc), `thing.a: ${LOST}`],
  ["a plain Zod type", () => thing().field("a", z.int(), doc), `thing.a: ${LOST}`],
  ["a plain Zod type under a condition", () => flagged().when("set", true, "a", z.int(), doc), `thing.a: ${LOST}`],
  ["a plain Zod type as a length", () => thing().length("a", z.int(), {}, doc), `thing.a: ${LOST}`],
  [
    "a field name that is used twice",
    () => thing().field("a", uint(8), doc).field("a", uint(8), doc),
    "thing.a: is the name of an earlier field",
  ],
  [
    "a length by the name of a field",
    () => thing().field("a", uint(8), doc).length("a", uint(8), {}, doc),
    "thing.a: is the name of an earlier field",
  ],
  [
    "a name in upper case",
    () => thing().field("A", uint(8), doc),
    'thing: a field cannot be named "A", expected letters and digits that begin with a lower-case letter',
  ],
  [
    "a name with code in it",
    () => thing().field("a;b", uint(8), doc),
    'thing: a field cannot be named "a;b", expected letters and digits that begin with a lower-case letter',
  ],
  [
    "the name of a property of every object",
    () => thing().field("toString", uint(8), doc),
    'thing: a field cannot be named "toString", expected letters and digits that begin with a lower-case letter',
  ],
  ["a malformed id", () => struct(about("Thing()")), "Thing(): is not an id; expected lower-case letters and digits, separated by hyphens"],
  [
    "a bound whose name is not an identifier",
    () => thing().length("a", uint(8), { bound: "b-c" }, doc),
    'thing.a: a bound cannot be named "b-c", expected letters and digits that begin with a lower-case letter',
  ],
  [
    "a code with omit without omittable",
    () => thing().field("a", code(8, kinds, { omit: "low" }), doc),
    "thing.a: omits one of its codes; use omittable",
  ],
  [
    "an omittable field that omits nothing",
    () => thing().omittable("a", code(8, kinds), doc),
    "thing.a: omits no code; expected a code with omit",
  ],
]);

testRefused("widths", [
  ["an integer of no bits", () => uint(0), "uint: has a width of 0 bits, expected 1 to 64"],
  ["an integer of 65 bits", () => bigUint(65), "bigUint: of 65 bits has more than 64 bits, which needs whole octets"],
  ["an integer of half a bit", () => uint(2.5), "uint: has a width of 2.5 bits, expected 1 to 64"],
  ["a number of 54 bits", () => uint(54), "uint: of 54 bits does not fit a number: use bigUint"],
  ["a bigint of 53 bits", () => bigUint(53), "bigUint: of 53 bits fits a number: use uint"],
  [
    "a little-endian integer of 12 bits",
    () => uint(12, { endian: "little" }),
    "uint: of 12 bits is little endian, which needs whole octets",
  ],
  [
    "a little-endian code of 4 bits",
    () => code(4, kinds, { endian: "little" }),
    "kind: of 4 bits is little endian, which needs whole octets",
  ],
  [
    "a little-endian constant of 4 bits",
    () => thing().constant("a", 4, 1, { ...doc, endian: "little" }),
    "thing.a: of 4 bits is little endian, which needs whole octets",
  ],
  ["a least value over the greatest", () => uint(8, { least: 3, most: 2 }), "uint: of 8 bits is at least 3 and at most 2"],
  ["a greatest value that does not fit", () => uint(8, { most: 256 }), "uint: of 8 bits is at least 0 and at most 256"],
  [
    "values for senders that receivers refuse",
    () => uint(8, { most: 9, sends: [[3, 10]] }),
    "uint: sends 3 to 10, expected a range within 0 to 9",
  ],
  ["a code of 33 bits", () => code(33, kinds), "kind: has a width of 33 bits, expected 1 to 32"],
  ["a code that does not fit its width", () => code(1, kinds), "kind.high: code 2 does not fit 1 bits"],
  ["an ASCII code of another length", () => asciiCode(3, letters), 'letters.AB: code "AB" does not fit 24 bits'],
  ["an ASCII code of no octets", () => asciiCode(0, letters), "letters: has a width of 0 octets, expected 1 to 8"],
  ["an ASCII code as a numeric one", () => code(16, letters), 'letters.AB: code "AB" does not fit 16 bits'],
  [
    "a code with a bound and no omit",
    () => code(8, kinds, { bound: "agreed" }),
    "kind: is used with a bound but without omit: the bound allows one entry beside the omitted one",
  ],
  ["a constant of no bits", () => thing().constant("a", 0, 0, doc), "thing.a: has a width of 0 bits, expected 1 to 64"],
  ["a constant of 65 bits", () => thing().constant("a", 65, 0, doc), "thing.a: has a width of 65 bits, expected 1 to 64"],
  ["a constant that does not fit", () => thing().constant("a", 4, 16, doc), "thing.a: value 16 does not fit 4 bits"],
  ["a negative constant", () => thing().constant("a", 4, -1, doc), "thing.a: value -1 does not fit 4 bits"],
  ["a run of no octets", () => octets(0), "octets: has a size of 0 octets, expected a whole number of at least 1"],
  ["a run of half an octet", () => utf8(1.5), "utf8: has a size of 1.5 octets, expected a whole number of at least 1"],
  ["a run of a fixed size with another limit", () => ascii(4, { least: 2 }), "ascii: of 4 octets has a least or most size too"],
  [
    "a run whose least size is over its greatest",
    () => octets(rest, { least: 3, most: 2 }),
    "octets: has a size of at least 3 and at most 2 octets",
  ],
]);

testRefused("octets", [
  ["fields that do not fill whole octets", () => thing().field("a", uint(12), doc).model, "thing: fills 12 bits, expected whole octets"],
  [
    "a conditional field that does not fill whole octets",
    () => flagged().when("set", true, "a", uint(4), doc).model,
    "thing: fills 12 bits, expected whole octets",
  ],
  [
    "octets that begin inside an octet",
    () => compile(thing().field("a", uint(4), doc).field("b", octets(1), doc).field("c", uint(4), doc)),
    "thing.b: does not begin on an octet",
  ],
  ["a prefix-coded integer that by itself ends inside an octet", () => compilePrefixed(four.model), "four.value: does not end on an octet"],
  [
    "a prefix-coded integer that ends inside an octet",
    () => compile(thing().field("a", four.type(), doc).field("b", uint(4), doc)),
    "thing.a: does not end on an octet",
  ],
  [
    "a length in an octet that is not filled",
    () => thing().length("a", uint(4), {}, doc).field("b", uint(3), doc).model,
    "thing: fills 7 bits, expected whole octets",
  ],
  [
    "a little-endian integer that begins inside an octet",
    () =>
      compile(
        thing()
          .field("a", uint(4), doc)
          .field("b", uint(16, { endian: "little" }), doc)
          .field("c", uint(4), doc),
      ),
    "thing.b: is little endian but does not begin on an octet",
  ],
]);

testRefused("fields that take all the rest", [
  [
    "a field after octets to the end",
    () => thing().field("a", octets(rest), doc).field("b", uint(8), doc),
    "thing.b: follows a, which takes all the rest",
  ],
  [
    "a field after a list to the end",
    () => thing().field("a", repeated(octet, rest), doc).reserved("b", 8, doc),
    "thing.b: follows a, which takes all the rest",
  ],
  [
    "a field after a struct with a trailing group",
    () => thing().field("a", nested(grouped), doc).field("b", uint(8), doc),
    "thing.b: follows a, which takes all the rest",
  ],
  [
    "a group after octets to the end",
    () =>
      thing()
        .field("a", octets(rest), doc)
        .trailing("more", (group) => group.field("b", uint(8), doc)),
    "thing.b: follows a, which takes all the rest",
  ],
  ["a field after a trailing group", () => grouped.field("b", uint(8), doc), "grouped.b: follows the trailing group more"],
  [
    "a list of items that take all the rest",
    () => repeated(grouped, rest),
    "grouped: takes all the rest, so no item can follow it in a repetition",
  ],
  [
    "a list of items that can be empty",
    () => repeated(thing().field("a", octets(rest), doc), rest),
    "thing: can be empty, so its repetition has no bound",
  ],
  [
    "a group that can be empty",
    () => thing().trailing("more", (group) => group.field("a", octets(rest), doc)),
    "thing.more: can be empty, so octets cannot show whether it is present",
  ],
  [
    "a group without a field of the value",
    () => thing().trailing("more", (group) => group.reserved("a", 8, doc)),
    "thing.more: has no field of the value, so a value cannot show whether it is present",
  ],
  [
    "a group inside a group",
    () => thing().trailing("more", (group) => group.trailing("most", (inner) => inner.field("a", uint(8), doc))),
    "thing.more: has a, a group of its own; nest a struct instead",
  ],
  [
    "a group with a length",
    () => thing().trailing("more", (group) => group.length("a", uint(8), {}, doc).field("b", octets(rest), doc)),
    "thing.more: has a, a length of its own; nest a struct instead",
  ],
]);

test.serial("reports that the platform forbids code generation", (t) => {
  const { Function: generates } = globalThis;
  try {
    globalThis.Function = class {
      constructor() {
        throw new EvalError("forbidden");
      }
    } as unknown as FunctionConstructor;
    const error = t.throws(() => compile(octet), { instanceOf: LayoutError });
    t.is(
      error.message,
      "octet: cannot be compiled: this platform forbids code generation. Where it is allowed, write the text of source() to a file; then import that file in place of the layout",
    );
  } finally {
    globalThis.Function = generates;
  }
});
