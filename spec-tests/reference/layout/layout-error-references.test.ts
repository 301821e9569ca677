import {
  code,
  compileElement,
  compilePrefixed,
  compileStruct,
  counted,
  describe,
  type Describable,
  flag,
  octets,
  type PrefixFormModel,
  prefixed,
  registry,
  repeated,
  uint,
} from "../../../reference/layout/index.ts";
import { about, doc, flagged, kinds, octet, testRefused, thing } from "./support.ts";

const eight = prefixed({ ...about("eight"), lead: 8, forms: [{ lead: [0, 255], keep: 8, extra: 0 }] });
const chosen = () => thing().field("kind", code(8, kinds), doc);

/** Returns a builder without types, because these mistakes do not compile. */
const loose = (of: unknown) => of as { when: (...all: unknown[]) => unknown; variant: (...all: unknown[]) => unknown };

testRefused("references", [
  [
    "a length with an overhead and without a bound",
    () => thing().length("a", uint(8), { overhead: 4 }, doc),
    "thing.a: has an overhead without a bound: the bound does not count it, and the number does not contain it",
  ],
  [
    "an overhead of less than 0",
    () => thing().size("a", uint(8), { bound: "most", overhead: -1 }, doc),
    "thing.a: has an overhead of -1 octets, expected a whole number of at least 0",
  ],
  [
    "a condition on no earlier field",
    () => loose(thing()).when("set", true, "a", uint(8), doc),
    "thing.a: refers to set, which is not an earlier field",
  ],
  [
    "a condition on a later field",
    () => loose(thing().field("b", uint(8), doc)).when("set", true, "a", uint(8), doc),
    "thing.a: refers to set, which is not an earlier field",
  ],
  [
    "a condition that a flag cannot meet",
    () => loose(flagged()).when("set", "yes", "a", uint(8), doc),
    'thing.a: is present only if set is "yes"; expected a flag and true or false, a code and names of it, or a number and values in its range',
  ],
  [
    "a condition that a code cannot meet",
    () => loose(chosen()).when("kind", "middle", "a", uint(8), doc),
    'thing.a: is present only if kind is "middle"; expected a flag and true or false, a code and names of it, or a number and values in its range',
  ],
  [
    "a condition on a number",
    () => loose(octet).when("value", true, "a", uint(8), doc),
    "octet.a: is present only if value is true; expected a flag and true or false, a code and names of it, or a number and values in its range",
  ],
  [
    "a conditional code that is omitted too",
    () => flagged().when("set", true, "a", code(8, kinds, { omit: "low" }), doc),
    "thing.a: is conditional and omits one of its codes, so its absence would be ambiguous",
  ],
  [
    "octets counted by no earlier field",
    () => thing().field("a", octets(counted("n")), doc),
    "thing.a: is counted by n, which is not an earlier size",
  ],
  [
    "octets counted by a field of the value",
    () =>
      thing()
        .field("n", uint(8), doc)
        .field("a", octets(counted("n")), doc),
    "thing.a: is counted by n, which is not an earlier size",
  ],
  [
    "octets counted by a count of items",
    () =>
      thing()
        .count("n", uint(8), {}, doc)
        .field("a", octets(counted("n")), doc),
    "thing.a: is counted by n, which is not an earlier size",
  ],
  [
    "items counted by a size in octets",
    () =>
      thing()
        .size("n", uint(8), {}, doc)
        .field("a", repeated(octet, counted("n")), doc),
    "thing.a: is counted by n, which is not an earlier count",
  ],
  ["a size that counts nothing", () => thing().size("n", uint(8), {}, doc).model, "thing.n: counts nothing; expected one later field"],
  [
    "a size that counts two fields",
    () =>
      thing()
        .size("n", uint(8), {}, doc)
        .field("a", octets(counted("n")), doc)
        .field("b", octets(counted("n")), doc).model,
    "thing.n: counts a and b; expected one later field",
  ],
  [
    "a size that counts a conditional field",
    () =>
      flagged()
        .size("n", uint(8), {}, doc)
        .when("set", true, "a", octets(counted("n")), doc).model,
    "thing.n: counts a, which is conditional; nest a struct with both",
  ],
  ["a size that is not an integer", () => thing().size("n", flag(), {}, doc), "thing.n: is a flag; expected an integer"],
  [
    "a second length",
    () => thing().length("a", uint(8), {}, doc).length("b", uint(8), {}, doc),
    "thing.b: is a second length; a struct has at most one, so nest a struct for another",
  ],
  [
    "a length that cannot count what is after it",
    () => thing().length("a", uint(8), {}, doc).field("b", octets(256), doc).model,
    "thing.a: counts at least 256 octets, but its greatest value is 255",
  ],
]);

const both = { low: octet, high: octet };

testRefused("variants", [
  [
    "a variant by no earlier field",
    () => loose(thing()).variant("a", "kind", both, doc),
    "thing.a: refers to kind, which is not an earlier field",
  ],
  [
    "a variant by a number",
    () => loose(thing().field("kind", uint(8), doc)).variant("a", "kind", both, doc),
    "thing.a: is chosen by kind; expected a code that is always present",
  ],
  [
    "a variant by a conditional code",
    () => loose(flagged().when("set", true, "kind", code(8, kinds), doc)).variant("a", "kind", both, doc),
    "thing.a: is chosen by kind; expected a code that is always present",
  ],
  [
    "a variant without a case for each name",
    () => loose(chosen()).variant("a", "kind", { low: octet }, doc),
    "thing.a: has the cases low; expected high, low",
  ],
  [
    "a variant with a case that has no name",
    () => loose(chosen()).variant("a", "kind", { ...both, middle: octet }, doc),
    "thing.a: has the cases high, low, middle; expected high, low",
  ],
  [
    "a case with a field that the struct has",
    () => loose(thing().field("value", uint(8), doc).field("kind", code(8, kinds), doc)).variant("a", "kind", both, doc),
    "thing.value: is a field of the struct and of octet, a case of thing.a",
  ],
  [
    "an opaque case by a code that omits nothing",
    () => loose(chosen()).variant("a", "kind", both, doc, { opaque: { by: "kind", cases: ["low"], as: octet } }),
    "thing.a: is opaque by kind, which omits no code; expected a code with omit",
  ],
  [
    "an unknown opaque case",
    () =>
      loose(
        thing()
          .omittable("way", code(8, kinds, { omit: "low" }), doc)
          .field("kind", code(8, kinds), doc),
      ).variant("a", "kind", both, doc, { opaque: { by: "way", cases: ["middle"], as: octet } }),
    "thing.a: is opaque in the case middle; expected cases among low, high",
  ],
]);

const forms = (lead: number, ...all: PrefixFormModel[]) => () => prefixed({ ...about("number"), lead, forms: all });

testRefused("prefix-coded integers", [
  ["a lead of no bits", forms(0), "number: has a lead of 0 bits, expected 1 to 8"],
  ["a lead of 9 bits", forms(9), "number: has a lead of 9 bits, expected 1 to 8"],
  ["forms that leave leads out", forms(8, { lead: [0, 253], keep: 8, extra: 0 }), "number: lead values end at 253, expected 255"],
  ["no forms", forms(8), "number: lead values end at -1, expected 255"],
  [
    "forms with a gap between",
    forms(8, { lead: [0, 252], keep: 8, extra: 0 }, { lead: [254, 255], keep: 1, extra: 8 }),
    "number: lead values go on at 254, expected 253: forms cover all leads in order",
  ],
  [
    "forms that overlap",
    forms(8, { lead: [0, 254], keep: 8, extra: 0 }, { lead: [254, 255], keep: 1, extra: 8 }),
    "number: lead values go on at 254, expected 255: forms cover all leads in order",
  ],
  [
    "forms that go beyond the lead",
    forms(2, { lead: [0, 4], keep: 2, extra: 8 }),
    "number: has a form of 5 leads that keeps 2 bits, so several leads say the same",
  ],
  [
    "a form that ends before it begins",
    forms(8, { lead: [0, -1], keep: 8, extra: 0 }),
    "number: has a form whose lead ends before it begins",
  ],
  ["a form that keeps more than the lead has", forms(4, { lead: [0, 15], keep: 5, extra: 0 }), "number: keeps 5 of 4 lead bits"],
  [
    "a form of broken octets",
    forms(8, { lead: [0, 255], keep: 8, extra: 4 }),
    "number: has a form with 4 bits after the lead, expected whole octets",
  ],
  ["a form that is too wide", forms(8, { lead: [0, 255], keep: 8, extra: 64 }), "number: has a form of 72 bits, expected 1 to 64"],
  [
    "two leads with the same meaning",
    forms(8, { lead: [0, 253], keep: 8, extra: 0 }, { lead: [254, 255], keep: 0, extra: 16 }),
    "number: has a form of 2 leads that keeps 0 bits, so several leads say the same",
  ],
  [
    "an integer that no form holds",
    forms(8, { lead: [0, 127], keep: 7, extra: 0 }, { lead: [128, 128], keep: 7, extra: 0 }, { lead: [129, 255], keep: 7, extra: 8 }),
    "number: has a form from lead 128 that holds no more than those before it",
  ],
  [
    "forms that leave integers out",
    forms(2, { lead: [0, 0], keep: 0, extra: 8 }, { lead: [1, 1], keep: 1, extra: 16 }, { lead: [2, 3], keep: 1, extra: 24 }),
    "number: has no form for 256: the form from lead 1 begins at 65536",
  ],
  [
    "an integer over 2^53 as a number",
    () => prefixed({ ...about("number"), lead: 8, forms: [{ lead: [0, 255], keep: 8, extra: 48 }] }).type(),
    "number: may exceed 2^53 - 1: use bigType, or give a most that fits a number",
  ],
]);

const row = { meaning: "For a test", cite: "#test" } as const;
const table = { ...about("table"), columns: { size: "Size" } } as const;
const asDescribable = (of: unknown): Describable => of as Describable;

testRefused("registries and models", [
  [
    "a code that is used twice",
    () =>
      registry(table, [
        { ...row, code: 1, name: "a" },
        { ...row, code: 1, name: "b" },
      ]),
    "table: code 1 is used twice",
  ],
  [
    "a name that is used twice",
    () =>
      registry(table, [
        { ...row, code: 1, name: "a" },
        { ...row, code: 2, name: "a" },
      ]),
    'table: name "a" is used twice',
  ],
  [
    "a column that is not declared",
    () => registry(table, [{ ...row, code: 1, name: "a", columns: { weight: 1 } as object }]),
    "table.a: column weight is not declared by the registry",
  ],
  ["the entry of an unknown name", () => (kinds.entry as (name: string) => unknown)("middle"), 'kind: has no entry "middle"'],
  [
    "two elements of one id",
    () => describe("Test", [octet, asDescribable(thing("octet"))]),
    "octet: is the id of a struct and of another struct",
  ],
  ["an unknown element", () => compileElement(describe("Test", [octet]), "frame"), "frame: is no element of the model"],
  ["an element that has no octets", () => compileElement(describe("Test", [kinds]), "kind"), "kind: is a registry, which has no octets"],
  ["a model without a registry that it refers to", () => compileStruct(chosen().model, {}), "kind: is no registry of the model"],
  [
    "a model with source code as a field name",
    () => compileStruct({ ...octet.model, fields: octet.model.fields.map((field) => ({ ...field, name: "a=1" })) }, {}),
    'octet: a field cannot be named "a=1", expected letters and digits that begin with a lower-case letter',
  ],
  [
    "a model with source code as an id",
    () => compileStruct({ ...octet.model, id: "a(){}" }, {}),
    "a(){}: is not an id; expected lower-case letters and digits, separated by hyphens",
  ],
  [
    "a reader of a bare integer",
    () => compilePrefixed(eight.model).reader(),
    "eight: has no reader of its own: read a struct that holds it",
  ],
]);
