/** Numbers in hexadecimal, and codes of a registry as ranges: in messages, tables, notation, diagrams, notes of examples and exports. */
import { z } from "zod";
import test from "ava";

import { bigUint, code, compile, describe, LocalError, registry, repeated, rest, struct, uint } from "../../../reference/layout/index.ts";
import { fieldFacts } from "../../../scripts/api/facts.ts";
import { registriesExport } from "../../../scripts/exports/registries/registries.ts";
import { fieldText } from "../../../scripts/generate/example/field-text.ts";
import { renderView } from "../../../scripts/generate/render-view.ts";
import { resolveValue } from "../../../scripts/generate/resolve-value.ts";
import { about, doc, testRefused, thing } from "./support.ts";

const shared = { description: "For a test.", cite: "#test" } as const;
const suites = registry({ id: "suite", title: "Suites", codeTitle: "Code", base: 16, ...shared }, [
  { code: 4865, name: "aes", meaning: "A cipher", cite: "#test" },
  { code: 4866, name: "chacha", meaning: "Another cipher", cite: "#test" },
  { code: "61440-65279", name: "Unassigned", meaning: "For later", cite: "#test", status: "unassigned" },
  { code: 0, name: "Unassigned", meaning: "For later", cite: "#test", status: "unassigned" },
  { code: "0xff00-0xFFFF", name: "Private Use", meaning: "For experiments", cite: "#test", status: "private-use" },
]);
const body = struct(about("body")).field("more", uint(8), doc);
const hello = thing("hello")
  .constant("legacy", 16, 771, { ...doc, base: 16 })
  .field("version", uint(16, { base: 16, least: 769, most: 772, sends: [[771, 772]] }), doc)
  .field("suite", code(16, suites), doc)
  .variant("body", "suite", { aes: body, chacha: body }, doc);
const model = describe("Test", [hello]);
const codec = compile(hello);

const view = (name: string, more: object = {}): string => JSON.stringify(renderView(name, { of: "hello", ...more }, model));

test("issues show numbers and codes in hexadecimal", (t) => {
  const issueOf = (...octets: number[]): unknown => {
    const result = codec.decode(Uint8Array.from(octets));
    return result.ok || result.needs !== undefined ? result : [result.issue.path, result.issue.expected, result.issue.found];
  };
  t.deepEqual(issueOf(3, 4, 3, 3, 0x13, 1, 9), ["legacy", "0x0303", "0x0304"]);
  t.deepEqual(issueOf(3, 3, 0, 5, 0x13, 1, 9), ["version", "at least 0x0301", "0x05"]);
  t.deepEqual(issueOf(3, 3, 3, 3, 0xff, 1, 9), ["suite", "aes (0x1301), chacha (0x1302)", "0xff01"]);
  t.deepEqual(codec.decode(Uint8Array.of(3, 3, 3, 3, 0x13, 2, 9)), { ok: true, value: { version: 771, suite: "chacha", more: 9 } });
});

test("tables, notation and diagrams show numbers and codes in hexadecimal", (t) => {
  const fields = view("fields");
  for (const text of ["0x0303", "0x0301 to 0x0304", "sent: 0x0303 to 0x0304"]) t.true(fields.includes(text), `${text} in ${fields}`);
  const notation = view("notation");
  for (const text of ["= 0x0303", "Suite = 0x1301", "Suite = 0x1302"]) t.true(notation.includes(text), `${text} in ${notation}`);
  const diagram = view("diagram", { case: "aes" });
  for (const text of ["0x0303", "0x1301"]) t.true(diagram.includes(text), `${text} in ${diagram}`);
});

test("notes of examples show numbers in hexadecimal", (t) => {
  const { fields } = codec.trace(Uint8Array.of(3, 3, 3, 4, 0x13, 1, 9));
  t.deepEqual(fields.map((field) => fieldText(hello.model, field)), ["legacy = 0x0303", "version = 0x0304", "suite = aes", "more = 9"]);
});

test("errors of a writer, facts of a field and values in prose are in hexadecimal", (t) => {
  const errorOf = (version: number): string | undefined =>
    t.throws(() => codec.encode({ version, suite: "aes", more: 9 }), { instanceOf: LocalError })?.message;
  t.is(errorOf(768), "version: expected a whole number from 0x0301 to 0x0304, found 0x0300");
  t.is(errorOf(1.5), "version: expected a whole number from 0x0301 to 0x0304, found 1.5");
  t.is(errorOf(770), "version: expected 0x0303 to 0x0304, found 0x0302");
  const wide = compile(thing().field("a", bigUint(64, { base: 16 }), doc));
  t.is(
    t.throws(() => wide.encode({ a: -1n }), { instanceOf: LocalError })?.message,
    "a: expected a bigint from 0x00 to 0xffffffffffffffff, found -0x01",
  );
  const facts = hello.model.fields.slice(0, 2).map((field) => fieldFacts(field, hello.model, model).map(({ text }) => text));
  t.deepEqual(facts.map((each) => each.filter((text) => text.startsWith("0x"))), [["0x0303"], ["0x0301 to 0x0304", "0x0303 to 0x0304"]]);
  const prose = ["hello.version.least", "hello.version.range", "suite.aes.code"].map((path) => resolveValue(model, path).text);
  t.deepEqual(prose, ["0x0301", "0x0301 to 0x0304", "0x1301"]);
});

test("tables of registries show ranges of codes, also those without a name", (t) => {
  const [table] = renderView("registry", { of: "suite" }, model);
  t.is(table?.kind, "table");
  const rows = table?.kind === "table" ? table.rows.map((row) => row.slice(0, 2)) : [];
  t.deepEqual(rows, [
    [[{ code: "0x1301" }], [{ code: "aes" }]],
    [[{ code: "0x1302" }], [{ code: "chacha" }]],
    [[{ code: "0xf000-0xfeff" }], [{ text: "Unassigned" }]],
    [[{ code: "0x0000" }], [{ text: "Unassigned" }]],
    [[{ code: "0xff00-0xffff" }], [{ text: "Private Use" }]],
  ]);
  const csv = registriesExport.write(model, () => "").find(({ path }) => path.endsWith(".csv"))?.content ?? "";
  const codes = csv.split(/\r?\n/).slice(1, 6).map((line) => line.split(",")[0]);
  t.deepEqual(codes, ["0x1301", "0x1302", "0xf000-0xfeff", "0x0000", "0xff00-0xffff"]);
});

test("an open registry gives a code of a range as a number", (t) => {
  const open = registry({ id: "kind", title: "Kinds", open: true, ...shared }, [
    { code: 1, name: "one", meaning: "One", cite: "#test" },
    { code: "240-255", name: "Private Use", meaning: "For experiments", cite: "#test", status: "private-use" },
  ]);
  const octet = compile(thing().field("kind", code(8, open), doc));
  t.deepEqual(octet.decode(Uint8Array.of(250)), { ok: true, value: { kind: 250 } });
  t.deepEqual(octet.encode({ kind: 250 }), Uint8Array.of(250));
});

const kept = { name: "Kept", meaning: "Kept", cite: "#test", status: "reserved" } as const;
const table = { id: "table", title: "Table", ...shared };

testRefused("ranges and lists", [
  [
    "a range that does not fit",
    () => code(8, registry(table, [{ ...kept, code: "240-256" }])),
    'table.Kept: code "240-256" does not fit 8 bits',
  ],
  [
    "a range of a value",
    () => code(8, registry(table, [{ ...kept, code: "2-3", status: "assigned" }])),
    'table.Kept: code "2-3" does not fit 8 bits',
  ],
  [
    "a range that ends early",
    () => registry(table, [{ ...kept, code: "3-2" }]),
    "table.Kept: has the codes 3-2, which end before they begin",
  ],
  [
    "a code in a range",
    () => registry(table, [{ ...kept, code: "2-4" }, { code: 4, name: "four", meaning: "Four", cite: "#test" }]),
    "table.four: has the code 4, which is also 2-4 of Kept",
  ],
  [
    "a list of a Zod type without a layout",
    () => (repeated as (of: unknown, until: unknown) => unknown)(z.int(), rest),
    "repeated: is a Zod type without a layout: use a field type of the layout language, and let the struct make it optional",
  ],
]);
