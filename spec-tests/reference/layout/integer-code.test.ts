import test from "ava";

import { bigCode, code, compile, describe, LocalError, octets, prefixed, registry, rest, uint } from "../../../reference/layout/index.ts";
import { views } from "../../../scripts/generate/views.ts";
import { fourWays, hex } from "../../other-protocols/support.ts";
import { varint } from "../../other-protocols/rfc9000/varint.ts";
import { about, doc, openKinds, testRefused, thing } from "./support.ts";

const size = prefixed({
  ...about("size"),
  title: "Size",
  lead: 8,
  forms: [
    { lead: [0, 253], keep: 8, extra: 0 },
    { lead: [254, 254], keep: 0, extra: 16 },
    { lead: [255, 255], keep: 0, extra: 32 },
  ],
});

const shared = { description: "For a test.", cite: "#test" } as const;
const entries = [
  { code: 0, name: "DATA", meaning: "Data", cite: "#test" },
  { code: 4, name: "SETTINGS", meaning: "Settings", cite: "#test" },
  { code: 0xf0700, name: "PRIORITY_UPDATE", meaning: "A new priority", cite: "#test" },
] as const;
const types = registry({ id: "type", title: "Types", open: true, base: 16, ...shared }, entries);
const closedTypes = registry({ id: "type", title: "Types", ...shared }, entries);

const wide = thing().field("type", bigCode(varint, types), doc).field("data", octets(rest), doc);
const narrow = thing().field("type", code(size, types), doc).field("next", uint(8), doc);
const closed = thing().field("type", code(size, closedTypes), doc);

test("codes names and bare codes in every form, as bigints where codes are wide", (t) => {
  const data = new Uint8Array(0);
  fourWays(t, compile(wide), [
    ["a name in 8 bits", { type: "SETTINGS", data }, "04"],
    ["a name in 32 bits", { type: "PRIORITY_UPDATE", data }, "80 0f 07 00"],
    ["no name", { type: 5n, data }, "05"],
    ["no name, beyond exact numbers", { type: 2n ** 53n + 1n, data }, "c0 20 00 00 00 00 00 01"],
  ]);
  fourWays(t, compile(narrow), [
    ["a name", { type: "DATA", next: 1 }, "00 01"],
    ["a bare number in 24 bits", { type: 254, next: 1 }, "fe 00 fe 01"],
  ]);
  t.deepEqual(compile(wide).decode(hex("4004")), { ok: true, value: { type: "SETTINGS", data } }, "a longer form is allowed");
});

test("refuses forms that are not the shortest, codes that are not registered, and codes above a most", (t) => {
  const limited = thing().field("type", code(varint, types, { most: 0xfffff, anyForm: false }), doc);
  const found = [
    compile(narrow).decode(hex("fe00fd01")),
    compile(closed).decode(hex("05")),
    compile(closed).decode(hex("ff00ff0000")),
    compile(limited).decode(hex("80100000")),
    compile(limited).decode(hex("4004")),
  ].map((result) => (result.ok ? result : result.issue));
  const issue = { code: "FAULT", path: "type", octet: 0, bit: 0 };
  t.deepEqual(found, [
    { ...issue, rule: "shortest", expected: "the shortest form", found: "253 in 24 bits" },
    { ...issue, rule: "registered", expected: "DATA (0), SETTINGS (4), PRIORITY_UPDATE (984832)", found: "5" },
    { ...issue, rule: "registered", expected: "DATA (0), SETTINGS (4), PRIORITY_UPDATE (984832)", found: "16711680" },
    { ...issue, rule: "most", expected: "at most 1048575", found: "0x100000" },
    { ...issue, rule: "shortest", expected: "the shortest form", found: "4 in 16 bits" },
  ]);
});

test("needs the octets that the lead announces", (t) => {
  t.deepEqual([1, 2, 3].map((length) => compile(narrow).decode(hex("fe00fe01").subarray(0, length))), [
    { ok: false, needs: 2 },
    { ok: false, needs: 1 },
    { ok: false, needs: 1 },
  ]);
});

test("traces a code by its name, and one without a name by its number", (t) => {
  const fields = (text: string): unknown => compile(wide).trace(hex(text)).fields.map(({ path, bits, value }) => [path, bits, value]);
  t.deepEqual(fields("4004aa"), [["type", 16, "SETTINGS"], ["data", 8, "aa"]]);
  t.deepEqual(fields("c020000000000001"), [["type", 64, "9007199254740993"], ["data", 0, ""]]);
});

test("reads a code under a condition", (t) => {
  const struct = thing()
    .field("kind", code(8, openKinds), doc)
    .when("kind", "high", "type", bigCode(varint, types), doc)
    .when("type", "SETTINGS", "more", uint(8), doc);
  fourWays(t, compile(struct), [
    ["absent", { kind: "low" }, "00"],
    ["a bare code", { kind: "high", type: 2n ** 61n }, "02 e000000000000000"],
    ["a name on which a field depends", { kind: "high", type: "SETTINGS", more: 7 }, "02 04 07"],
  ]);
});

test("refuses to encode what is no code, or a bare code that has a name", (t) => {
  const message = (act: () => unknown): string => t.throws(act, { instanceOf: LocalError }).message;
  const data = new Uint8Array(0);
  t.deepEqual(
    [
      message(() => compile(wide).encode({ type: 4n, data })),
      message(() => compile(wide).encode({ type: 2n ** 62n, data })),
      message(() => compile(wide).encode({ type: 5 as unknown as bigint, data })),
      message(() => compile(narrow).encode({ type: 2 ** 32, next: 0 })),
    ],
    [
      "type: expected the name SETTINGS, found 4",
      "type: expected one of DATA, SETTINGS, PRIORITY_UPDATE, or a number from 0 to 4611686018427387903, found 4611686018427387904",
      "type: expected one of DATA, SETTINGS, PRIORITY_UPDATE, or a number from 0 to 4611686018427387903, found 5",
      "type: expected one of DATA, SETTINGS, PRIORITY_UPDATE, or a number from 0 to 4294967295, found 4294967296",
    ],
  );
});

test("shows the code with the sizes and the name of its integer", (t) => {
  const model = describe("Test", [wide]);
  const shown = ["diagram", "notation", "fields"].map((view) => JSON.stringify(views[view]?.render(wide.model, {}, model)));
  t.true(shown[0]?.includes("Type (8, 16, 32 or 64 bits)"));
  t.true(shown[1]?.includes("Type (Variable-Length Integer)"));
  t.true(shown[2]?.includes("DATA, SETTINGS, PRIORITY_UPDATE or another"));
});

testRefused("codes in integers", [
  [
    "bare codes that may exceed a number",
    () => code(varint, types),
    "varint: may carry codes over 2^53 - 1: give most, or use bigCode",
  ],
  [
    "a code that the integer cannot carry",
    () => code(size, registry({ id: "far", title: "Far", ...shared }, [{ code: 2 ** 32, name: "far", meaning: "Far", cite: "#test" }])),
    "far.far: code 4294967296 does not fit Size",
  ],
  [
    "a code above the most",
    () => code(varint, types, { most: 5 }),
    "type.PRIORITY_UPDATE: code 984832 does not fit Variable-Length Integer",
  ],
  [
    "a most that the integer cannot carry",
    () => code(size, types, { most: 2 ** 40 }),
    "size: carries codes of at most 1099511627776, expected a whole number from 0 to 4294967295",
  ],
  [
    "an octet order beside that of the integer",
    () => code(size, types, { endian: "little" }),
    "size: has an octet order of its own; give no endian",
  ],
  [
    "a most for a code of a fixed width",
    () => code(24, types, { most: 5 }),
    "type: has most or anyForm for a code of a fixed width; they need a prefix-coded integer",
  ],
]);
