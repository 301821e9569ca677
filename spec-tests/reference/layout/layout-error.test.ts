import test from "ava";
import { z } from "zod";

import {
  ascii,
  asciiCode,
  bigUint,
  code,
  compile,
  compileElement,
  compilePrefixed,
  compileStruct,
  counted,
  describe,
  type Describable,
  flag,
  LayoutError,
  nested,
  octets,
  type PrefixFormModel,
  prefixed,
  registry,
  repeated,
  rest,
  struct,
  uint,
  utf8,
} from "../../../reference/layout/index.ts";
import { about, doc, flagged, kinds, letters, octet, openKinds, thing } from "./support.ts";

/** What is wrong, the schema, and the whole message. */
type Mistake = readonly [title: string, load: () => unknown, message: string];

/** Each schema is refused when it is loaded. */
function refused(group: string, mistakes: readonly Mistake[]): void {
  for (const [title, load, message] of mistakes) {
    test(`refuses ${title} (${group})`, (t) => {
      const error = t.throws(load, { instanceOf: LayoutError });
      t.is(error.message, message);
      t.true(message.startsWith(`${error.where}: `));
    });
  }
}

const LOST = "is a Zod type without a layout: use a field type of the layout language, and let the struct make it optional";

refused("fields", [
  ["a type that lost its layout by optional()", () => thing().field("a", uint(8).optional(), doc), `thing.a: ${LOST}`],
  ["a type that lost its layout by readonly()", () => thing().field("a", uint(8).readonly(), doc), `thing.a: ${LOST}`],
  ["a type that lost its layout by default()", () => thing().field("a", uint(8).default(1), doc), `thing.a: ${LOST}`],
  ["a plain Zod type", () => thing().field("a", z.int(), doc), `thing.a: ${LOST}`],
  ["a plain Zod type under a condition", () => flagged().when("set", true, "a", z.int(), doc), `thing.a: ${LOST}`],
  ["a plain Zod type as a length", () => thing().length("a", z.int(), {}, doc), `thing.a: ${LOST}`],
  ["a field that stands twice", () => thing().field("a", uint(8), doc).field("a", uint(8), doc), "thing.a: is the name of an earlier field"],
  ["a length by the name of a field", () => thing().field("a", uint(8), doc).length("a", uint(8), {}, doc), "thing.a: is the name of an earlier field"],
  ["a name in upper case", () => thing().field("A", uint(8), doc), 'thing: a field cannot be named "A", expected letters and digits that begin with a lower-case letter'],
  ["a name with code in it", () => thing().field("a;b", uint(8), doc), 'thing: a field cannot be named "a;b", expected letters and digits that begin with a lower-case letter'],
  ["the name of a property of every object", () => thing().field("toString", uint(8), doc), 'thing: a field cannot be named "toString", expected letters and digits that begin with a lower-case letter'],
  ["an id that is none", () => struct(about("Thing()")), "Thing(): is not an id; expected lower-case letters and digits, separated by hyphens"],
  ["a bound whose name is no identifier", () => thing().length("a", uint(8), { bound: "b-c" }, doc), 'thing.a: a bound cannot be named "b-c", expected letters and digits that begin with a lower-case letter'],
  ["a code with omit that is not said with omittable", () => thing().field("a", code(8, kinds, { omit: "low" }), doc), "thing.a: omits one of its codes; use omittable"],
  ["an omittable field that omits nothing", () => thing().omittable("a", code(8, kinds), doc), "thing.a: omits no code; expected a code with omit"],
]);

refused("widths", [
  ["an integer of no bits", () => uint(0), "uint: has a width of 0 bits, expected 1 to 64"],
  ["an integer of 65 bits", () => bigUint(65), "bigUint: has a width of 65 bits, expected 1 to 64"],
  ["an integer of half a bit", () => uint(2.5), "uint: has a width of 2.5 bits, expected 1 to 64"],
  ["a number of 54 bits", () => uint(54), "uint: of 54 bits does not fit a number: use bigUint"],
  ["a bigint of 53 bits", () => bigUint(53), "bigUint: of 53 bits fits a number: use uint"],
  ["a little-endian integer of 12 bits", () => uint(12, { endian: "little" }), "uint: of 12 bits is little endian, which needs whole octets"],
  ["a little-endian code of 4 bits", () => code(4, kinds, { endian: "little" }), "kind: of 4 bits is little endian, which needs whole octets"],
  ["a little-endian constant of 4 bits", () => thing().constant("a", 4, 1, { ...doc, endian: "little" }), "thing.a: of 4 bits is little endian, which needs whole octets"],
  ["a least value over the greatest", () => uint(8, { least: 3, most: 2 }), "uint: of 8 bits is at least 3 and at most 2"],
  ["a greatest value that does not fit", () => uint(8, { most: 256 }), "uint: of 8 bits is at least 0 and at most 256"],
  ["values for senders that receivers refuse", () => uint(8, { most: 9, sends: [[3, 10]] }), "uint: sends 3 to 10, expected a range within 0 to 9"],
  ["a code of 33 bits", () => code(33, kinds), "kind: has a width of 33 bits, expected 1 to 32"],
  ["a code that does not fit its width", () => code(1, kinds), "kind.high: code 2 does not fit 1 bits"],
  ["an ASCII code of another length", () => asciiCode(3, letters), 'letters.AB: code "AB" does not fit 24 bits'],
  ["an ASCII code of no octets", () => asciiCode(0, letters), "letters: has a width of 0 octets, expected 1 to 8"],
  ["an ASCII code as a numeric one", () => code(16, letters), 'letters.AB: code "AB" does not fit 16 bits'],
  ["a code with a bound and no omit", () => code(8, kinds, { bound: "agreed" }), "kind: is used with a bound but without omit: the bound allows one entry beside the omitted one"],
  ["a constant of no bits", () => thing().constant("a", 0, 0, doc), "thing.a: has a width of 0 bits, expected 1 to 32"],
  ["a constant of 33 bits", () => thing().constant("a", 33, 0, doc), "thing.a: has a width of 33 bits, expected 1 to 32"],
  ["a constant that does not fit", () => thing().constant("a", 4, 16, doc), "thing.a: value 16 does not fit 4 bits"],
  ["a negative constant", () => thing().constant("a", 4, -1, doc), "thing.a: value -1 does not fit 4 bits"],
  ["a run of no octets", () => octets(0), "octets: has a size of 0 octets, expected a whole number of at least 1"],
  ["a run of half an octet", () => utf8(1.5), "utf8: has a size of 1.5 octets, expected a whole number of at least 1"],
  ["a run of a fixed size with another limit", () => ascii(4, { least: 2 }), "ascii: of 4 octets has a least or most size too"],
  ["a run whose least size is over its greatest", () => octets(rest, { least: 3, most: 2 }), "octets: has a size of at least 3 and at most 2 octets"],
]);

refused("octets", [
  ["fields that do not fill whole octets", () => thing().field("a", uint(12), doc).model, "thing: fills 12 bits, expected whole octets"],
  ["a conditional field that does not fill whole octets", () => flagged().when("set", true, "a", uint(4), doc).model, "thing: fills 12 bits, expected whole octets"],
  ["octets that begin inside an octet", () => compile(thing().field("a", uint(4), doc).field("b", octets(1), doc).field("c", uint(4), doc)), "thing.b: does not begin on an octet"],
  ["a prefix-coded integer that by itself ends inside an octet", () => compilePrefixed(four.model), "four.value: does not end on an octet"],
  ["a prefix-coded integer that ends inside an octet", () => compile(thing().field("a", four.type(), doc).field("b", uint(4), doc)), "thing.a: does not end on an octet"],
  ["a length that ends inside an octet", () => thing().length("a", uint(4), {}, doc).field("b", uint(4), doc).model, "thing.a: does not end on an octet"],
  ["a little-endian integer that begins inside an octet", () => compile(thing().field("a", uint(4), doc).field("b", uint(16, { endian: "little" }), doc).field("c", uint(4), doc)), "thing.b: is little endian but does not begin on an octet"],
]);

refused("what takes all the rest", [
  ["a field behind octets to the end", () => thing().field("a", octets(rest), doc).field("b", uint(8), doc), "thing.b: follows a, which takes all the rest"],
  ["a field behind a list to the end", () => thing().field("a", repeated(octet, rest), doc).reserved("b", 8, doc), "thing.b: follows a, which takes all the rest"],
  ["a field behind a struct with a trailing group", () => thing().field("a", nested(grouped), doc).field("b", uint(8), doc), "thing.b: follows a, which takes all the rest"],
  ["a group behind octets to the end", () => thing().field("a", octets(rest), doc).trailing("more", (group) => group.field("b", uint(8), doc)), "thing.b: follows a, which takes all the rest"],
  ["a field behind a trailing group", () => grouped.field("b", uint(8), doc), "grouped.b: follows the trailing group more"],
  ["a list of items that take all the rest", () => repeated(grouped, rest), "grouped: takes all the rest, so no item can follow it in a repetition"],
  ["a list of items that can be empty", () => repeated(thing().field("a", octets(rest), doc), rest), "thing: can be empty, so its repetition has no bound"],
  ["a group that can be empty", () => thing().trailing("more", (group) => group.field("a", octets(rest), doc)), "thing.more: can be empty, so octets cannot show whether it is present"],
  ["a group without a field of the value", () => thing().trailing("more", (group) => group.reserved("a", 8, doc)), "thing.more: has no field of the value, so a value cannot show whether it is present"],
  ["a group inside a group", () => thing().trailing("more", (group) => group.trailing("most", (inner) => inner.field("a", uint(8), doc))), "thing.more: has a, a group of its own; nest a struct instead"],
  ["a group with a length", () => thing().trailing("more", (group) => group.length("a", uint(8), {}, doc).field("b", octets(rest), doc)), "thing.more: has a, a length of its own; nest a struct instead"],
]);

const four = prefixed({ ...about("four"), lead: 4, forms: [{ lead: [0, 14], keep: 4, extra: 0 }, { lead: [15, 15], keep: 0, extra: 8 }] });
const eight = prefixed({ ...about("eight"), lead: 8, forms: [{ lead: [0, 255], keep: 8, extra: 0 }] });
const grouped = thing("grouped").field("first", uint(8), doc).trailing("more", (group) => group.field("last", uint(8), doc));
const chosen = () => thing().field("kind", code(8, kinds), doc);

/** A builder whose types are out of the way: these mistakes do not compile. */
const loose = (of: unknown) => of as { when: (...all: unknown[]) => unknown; variant: (...all: unknown[]) => unknown };

refused("references", [
  ["a condition on no earlier field", () => loose(thing()).when("set", true, "a", uint(8), doc), "thing.a: refers to set, which is not an earlier field"],
  ["a condition on a later field", () => loose(thing().field("b", uint(8), doc)).when("set", true, "a", uint(8), doc), "thing.a: refers to set, which is not an earlier field"],
  ["a condition that a flag cannot meet", () => loose(flagged()).when("set", "yes", "a", uint(8), doc), 'thing.a: is present only if set is "yes"; expected a flag and true or false, or a code and one of its names'],
  ["a condition that a code cannot meet", () => loose(chosen()).when("kind", "middle", "a", uint(8), doc), 'thing.a: is present only if kind is "middle"; expected a flag and true or false, or a code and one of its names'],
  ["a condition on a number", () => loose(octet).when("value", true, "a", uint(8), doc), "octet.a: is present only if value is true; expected a flag and true or false, or a code and one of its names"],
  ["a conditional code that is omitted too", () => flagged().when("set", true, "a", code(8, kinds, { omit: "low" }), doc), "thing.a: is conditional and omits one of its codes, so its absence would be ambiguous"],
  ["octets counted by no earlier field", () => thing().field("a", octets(counted("n")), doc), "thing.a: is counted by n, which is not an earlier size"],
  ["octets counted by a field of the value", () => thing().field("n", uint(8), doc).field("a", octets(counted("n")), doc), "thing.a: is counted by n, which is not an earlier size"],
  ["octets counted by a count of items", () => thing().count("n", uint(8), {}, doc).field("a", octets(counted("n")), doc), "thing.a: is counted by n, which is not an earlier size"],
  ["items counted by a size in octets", () => thing().size("n", uint(8), {}, doc).field("a", repeated(octet, counted("n")), doc), "thing.a: is counted by n, which is not an earlier count"],
  ["a size that counts nothing", () => thing().size("n", uint(8), {}, doc).model, "thing.n: counts nothing; expected one later field"],
  ["a size that counts two fields", () => thing().size("n", uint(8), {}, doc).field("a", octets(counted("n")), doc).field("b", octets(counted("n")), doc).model, "thing.n: counts a and b; expected one later field"],
  ["a size that counts a conditional field", () => flagged().size("n", uint(8), {}, doc).when("set", true, "a", octets(counted("n")), doc).model, "thing.n: counts a, which is conditional; nest a struct with both"],
  ["a size that is no integer", () => thing().size("n", flag(), {}, doc), "thing.n: is a flag; expected an integer"],
  ["a second length", () => thing().length("a", uint(8), {}, doc).length("b", uint(8), {}, doc), "thing.b: is a second length; a struct has at most one, so nest a struct for another"],
  ["a length that cannot count what is behind it", () => thing().length("a", uint(8), {}, doc).field("b", octets(256), doc).model, "thing.a: counts at least 256 octets, but its greatest value is 255"],
]);

const both = { low: octet, high: octet };

refused("variants", [
  ["a variant by no earlier field", () => loose(thing()).variant("a", "kind", both, doc), "thing.a: refers to kind, which is not an earlier field"],
  ["a variant by a number", () => loose(thing().field("kind", uint(8), doc)).variant("a", "kind", both, doc), "thing.a: is chosen by kind; expected a code of a closed registry that is always present"],
  ["a variant by a code of an open registry", () => loose(thing().field("kind", code(8, openKinds), doc)).variant("a", "kind", both, doc), "thing.a: is chosen by kind; expected a code of a closed registry that is always present"],
  ["a variant by a conditional code", () => loose(flagged().when("set", true, "kind", code(8, kinds), doc)).variant("a", "kind", both, doc), "thing.a: is chosen by kind; expected a code of a closed registry that is always present"],
  ["a variant without a case for each name", () => loose(chosen()).variant("a", "kind", { low: octet }, doc), "thing.a: has the cases low; expected high, low"],
  ["a variant with a case that has no name", () => loose(chosen()).variant("a", "kind", { ...both, middle: octet }, doc), "thing.a: has the cases high, low, middle; expected high, low"],
  ["a case with a field that the struct has", () => loose(thing().field("value", uint(8), doc).field("kind", code(8, kinds), doc)).variant("a", "kind", both, doc), "thing.value: is a field of the struct and of octet, a case of thing.a"],
  ["a sealing by a code that omits nothing", () => loose(chosen()).variant("a", "kind", both, doc, { by: "kind", cases: ["low"], as: octet }), "thing.a: is opaque by kind, which omits no code; expected a code with omit"],
  ["a sealing of what is no case", () => loose(thing().omittable("way", code(8, kinds, { omit: "low" }), doc).field("kind", code(8, kinds), doc)).variant("a", "kind", both, doc, { by: "way", cases: ["middle"], as: octet }), "thing.a: is opaque in the case middle; expected cases among low, high"],
]);

const forms = (lead: number, ...all: PrefixFormModel[]) => () => prefixed({ ...about("number"), lead, forms: all });

refused("prefix-coded integers", [
  ["a lead of no bits", forms(0), "number: has a lead of 0 bits, expected 1 to 8"],
  ["a lead of 9 bits", forms(9), "number: has a lead of 9 bits, expected 1 to 8"],
  ["forms that leave leads out", forms(8, { lead: [0, 253], keep: 8, extra: 0 }), "number: lead values end at 253, expected 255"],
  ["no forms", forms(8), "number: lead values end at -1, expected 255"],
  ["forms with a gap between", forms(8, { lead: [0, 252], keep: 8, extra: 0 }, { lead: [254, 255], keep: 1, extra: 8 }), "number: lead values go on at 254, expected 253: forms cover all leads in order"],
  ["forms that overlap", forms(8, { lead: [0, 254], keep: 8, extra: 0 }, { lead: [254, 255], keep: 1, extra: 8 }), "number: lead values go on at 254, expected 255: forms cover all leads in order"],
  ["forms that go beyond the lead", forms(2, { lead: [0, 4], keep: 2, extra: 8 }), "number: has a form of 5 leads that keeps 2 bits, so several leads say the same"],
  ["a form that ends before it begins", forms(8, { lead: [0, -1], keep: 8, extra: 0 }), "number: has a form whose lead ends before it begins"],
  ["a form that keeps more than the lead has", forms(4, { lead: [0, 15], keep: 5, extra: 0 }), "number: keeps 5 of 4 lead bits"],
  ["a form of broken octets", forms(8, { lead: [0, 255], keep: 8, extra: 4 }), "number: has a form with 4 bits after the lead, expected whole octets"],
  ["a form that is too wide", forms(8, { lead: [0, 255], keep: 8, extra: 64 }), "number: has a form of 72 bits, expected 1 to 64"],
  ["two leads that announce the same", forms(8, { lead: [0, 253], keep: 8, extra: 0 }, { lead: [254, 255], keep: 0, extra: 16 }), "number: has a form of 2 leads that keeps 0 bits, so several leads say the same"],
  ["an integer that no form holds", forms(8, { lead: [0, 127], keep: 7, extra: 0 }, { lead: [128, 128], keep: 7, extra: 0 }, { lead: [129, 255], keep: 7, extra: 8 }), "number: has a form from lead 128 that holds no more than those before it"],
  ["forms that leave integers out", forms(2, { lead: [0, 0], keep: 0, extra: 8 }, { lead: [1, 1], keep: 1, extra: 16 }, { lead: [2, 3], keep: 1, extra: 24 }), "number: has no form for 256: the form from lead 1 begins at 65536"],
  ["an integer over 2^53 as a number", () => prefixed({ ...about("number"), lead: 8, forms: [{ lead: [0, 255], keep: 8, extra: 48 }] }).type(), "number: may exceed 2^53 - 1: use bigType"],
]);

const row = { meaning: "For a test", cite: "#test" } as const;
const table = { ...about("table"), columns: { size: "Size" } } as const;
const asDescribable = (of: unknown): Describable => of as Describable;

refused("registries and models", [
  ["a code that stands twice", () => registry(table, [{ ...row, code: 1, name: "a" }, { ...row, code: 1, name: "b" }]), "table: code 1 is used twice"],
  ["a name that stands twice", () => registry(table, [{ ...row, code: 1, name: "a" }, { ...row, code: 2, name: "a" }]), 'table: name "a" is used twice'],
  ["a column that is not declared", () => registry(table, [{ ...row, code: 1, name: "a", columns: { weight: 1 } as object }]), "table.a: column weight is not declared by the registry"],
  ["the entry of a name that is none", () => (kinds.entry as (name: string) => unknown)("middle"), 'kind: has no entry "middle"'],
  ["two elements of one id", () => describe("Test", [octet, asDescribable(thing("octet"))]), "octet: is the id of a struct and of another struct"],
  ["an element that is not there", () => compileElement(describe("Test", [octet]), "frame"), "frame: is no element of the model"],
  ["an element that has no octets", () => compileElement(describe("Test", [kinds]), "kind"), "kind: is a registry, which has no octets"],
  ["a model without a registry that it refers to", () => compileStruct(chosen().model, {}), "kind: is no registry of the model"],
  ["a model whose field has code for a name", () => compileStruct({ ...octet.model, fields: octet.model.fields.map((field) => ({ ...field, name: "a=1" })) }, {}), 'octet: a field cannot be named "a=1", expected letters and digits that begin with a lower-case letter'],
  ["a model that has code for an id", () => compileStruct({ ...octet.model, id: "a(){}" }, {}), "a(){}: is not an id; expected lower-case letters and digits, separated by hyphens"],
  ["a reader of a bare integer", () => compilePrefixed(eight.model).reader(), "eight: has no reader of its own: read a struct that holds it"],
]);

test.serial("says so where the platform forbids code generation", (t) => {
  const { Function: generates } = globalThis;
  try {
    globalThis.Function = class {
      constructor() {
        throw new EvalError("forbidden");
      }
    } as unknown as FunctionConstructor;
    const error = t.throws(() => compile(octet), { instanceOf: LayoutError });
    t.is(error.message, "octet: cannot be compiled: this platform forbids code generation; write source() to a module and load that");
  } finally {
    globalThis.Function = generates;
  }
});
