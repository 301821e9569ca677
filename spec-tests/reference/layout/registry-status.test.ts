/** Codec, schema, and the views of a specification have the same codes of a registry: those that are neither reserved nor unassigned. */
import test from "ava";

import { code, compile, describe, LocalError, registry, struct } from "../../../reference/layout/index.ts";
import type { ViewBlock } from "../../../scripts/generate/blocks.ts";
import { renderView } from "../../../scripts/generate/render-view.ts";
import { ksyOf } from "../../../scripts/exports/kaitai/kaitai.ts";
import { registryTable } from "../../../scripts/exports/wireshark/struct-table.ts";
import { about, doc, testRefused, thing } from "./support.ts";

const shared = { description: "For a test.", cite: "#test" } as const;
const rows = [
  { code: 1, name: "new", meaning: "In use", cite: "#test" },
  { code: 2, name: "gone", meaning: "Was in use", cite: "#test", status: "reserved" },
  { code: 3, name: "old", meaning: "Still in use", cite: "#test", status: "deprecated" },
  { code: 4, name: "free", meaning: "Not in use", cite: "#test", status: "unassigned" },
  { code: 5, name: "draft", meaning: "In use for now", cite: "#test", status: "provisional" },
] as const;
const kind = registry({ id: "kind", title: "Kinds", ...shared }, rows);
const open = registry({ id: "kind", title: "Kinds", open: true, ...shared }, rows);
const closedStruct = thing().field("kind", code(8, kind), doc);
const openStruct = thing().field("kind", code(8, open), doc);
const closedCodec = compile(closedStruct);
const openCodec = compile(openStruct);

test("a closed registry accepts assigned, deprecated and provisional codes, and refuses reserved and unassigned ones", (t) => {
  const expected = "new (1), old (3), draft (5)";
  const issue = (found: string) => ({ code: "FAULT", rule: "registered", path: "kind", octet: 0, bit: 0, expected, found }) as const;
  t.deepEqual([1, 2, 3, 4, 5].map((octet) => closedCodec.decode(Uint8Array.of(octet))), [
    { ok: true, value: { kind: "new" } },
    { ok: false, issue: issue("2") },
    { ok: true, value: { kind: "old" } },
    { ok: false, issue: issue("4") },
    { ok: true, value: { kind: "draft" } },
  ]);
});

test("a sender has no name of a reserved or unassigned code", (t) => {
  const message = 'kind: expected one of new, old, draft, found "gone"';
  // @ts-expect-error -- "gone" is no name of a value
  t.throws(() => closedCodec.encode({ kind: "gone" }), { instanceOf: LocalError, message });
  t.deepEqual(["new", "gone", "old", "free", "draft"].map((name) => closedStruct.schema.safeParse({ kind: name }).success), [
    true, false, true, false, true,
  ]);
  t.deepEqual(kind.names, ["new", "old", "draft"]);
  t.is(kind.find(2), undefined);
});

test("an open registry gives a reserved code as a number", (t) => {
  t.deepEqual(openCodec.decode(Uint8Array.of(2)), { ok: true, value: { kind: 2 } });
  t.deepEqual(openCodec.encode({ kind: 4 }), Uint8Array.of(4));
  t.true(openStruct.schema.safeParse({ kind: 2 }).success);
  t.false(openStruct.schema.safeParse({ kind: 3 }).success);
});

const cases = struct(about("case")).reserved("pad", 8, doc);

testRefused("status", [
  [
    "a condition on a reserved code",
    () => closedStruct.when("kind", "gone" as "new", "more", code(8, open), doc),
    'thing.more: is present only if kind is "gone"; expected a flag and true or false, a code and names of it, or a number and values in its range',
  ],
  [
    "a case of an unassigned code",
    () => closedStruct.variant("body", "kind", { new: cases, old: cases, draft: cases, free: cases }, doc),
    "thing.body: has the cases draft, free, new, old; expected draft, new, old",
  ],
]);

const model = describe("Test", [
  thing("outer").field("kind", code(8, kind), doc).variant("body", "kind", { new: cases, old: cases, draft: cases }, doc),
]);

const textOf = (blocks: readonly ViewBlock[]): string => JSON.stringify(blocks);

test("the views of a specification list the codes that the codec accepts", (t) => {
  const fields = textOf(renderView("fields", { of: "outer" }, model));
  t.true(fields.includes("new, old or draft"), fields);
  const notation = textOf(renderView("notation", { of: "outer" }, model));
  t.deepEqual(notation.match(/Kind = \d/g), ["Kind = 1", "Kind = 3", "Kind = 5"]);
});

test("the exports list the codes that the codec accepts", (t) => {
  t.deepEqual([...(ksyOf(model, () => "").enums?.["kind"]?.keys() ?? [])], [1, 3, 5]);
  t.deepEqual([...(registryTable(kind.model) as Map<number, unknown>)], [[1, "new"], [3, "old"], [5, "draft"]]);
});
