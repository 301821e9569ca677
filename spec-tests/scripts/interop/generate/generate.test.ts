import test from "ava";

import type { FieldModel, Model, RegistryModel, StructModel } from "../../../../reference/layout/model.ts";
import { websocket2 } from "../../../../reference/schema/index.ts";
import { toHex } from "../../../../scripts/common/octets.ts";
import { SeededRandom } from "../../../../scripts/common/random.ts";
import { SuiteBuilder } from "../../../../scripts/interop/generate/suite-builder.ts";
import { frameSuite } from "../../../../scripts/interop/generate/frame-suite.ts";
import { handshakeSuite } from "../../../../scripts/interop/generate/handshake-suite.ts";
import {
  bitsToOctets,
  formRanges,
  integerBits,
  numberBits,
  encodeWireFields,
  wireFields,
} from "../../../../scripts/interop/generate/wire-fields.ts";
import { sizesOutside } from "../../../../scripts/interop/generate/mutations.ts";
import { varsizeSuite } from "../../../../scripts/interop/generate/varsize-suite.ts";
import { suiteSchema } from "../../../../scripts/interop/format/suite-schema.ts";

interface Made {
  readonly id: string;
  readonly result?: string;
  readonly wire?: string;
  readonly errors?: readonly string[];
  readonly flags: readonly string[];
}

const casesOf = (suite: Record<string, unknown>): Made[] => (suite["groups"] as { cases: Made[] }[]).flatMap((group) => group.cases);

const integer = websocket2.elements["varsize"];
const varsize = integer?.kind === "prefixed" ? varsizeSuite(integer) : {};
const frames = frameSuite(websocket2);
const frame = websocket2.elements["frame"] as StructModel;

const find = (suite: Record<string, unknown>, id: string): Made | undefined => casesOf(suite).find((each) => each.id === id);

test("writes numbers in either octet order", (t) => {
  t.is(toHex(bitsToOctets(numberBits(0x0102, 16, "big"))), "0102");
  t.is(toHex(bitsToOctets(numberBits(0x0102, 16, "little"))), "0201");
  t.is(toHex(bitsToOctets(numberBits(2n ** 53n, 64, "little"))), "0000000000002000");
  t.is(numberBits(2, 4, "little"), "0010");
});

test("writes VarSize in each form, by default in the shortest", (t) => {
  if (integer?.kind !== "prefixed") return t.fail();
  const wire = (value: number, form?: number): string => toHex(bitsToOctets(integerBits(integer, value, form)));
  t.deepEqual(
    [0, 253, 254, 65535, 65536, 4294967295].map((value) => wire(value)),
    ["00", "fd", "fefe00", "feffff", "ff00000100", "ffffffffff"],
  );
  t.deepEqual([wire(253, 1), wire(253, 2), wire(65535, 2)], ["fefd00", "fffd000000", "ffffff0000"]);
  t.deepEqual(formRanges(integer), [
    { first: 0, last: 253 },
    { first: 254, last: 65535 },
    { first: 65536, last: 4294967295 },
  ]);
});

test("writes the integer of QUIC, whose lead keeps bits of the number", (t) => {
  const quic = {
    kind: "prefixed", id: "varint", title: "varint", description: "x", cite: "RFC9000",
    lead: 8, endian: "big", fault: "X", largest: "1073741823", big: false,
    forms: [{ lead: [0, 63], keep: 6, extra: 0 }, { lead: [64, 127], keep: 6, extra: 8 }, { lead: [128, 191], keep: 6, extra: 24 }],
  } as const;
  // The examples of RFC 9000, Appendix A.1.
  t.is(toHex(bitsToOctets(integerBits(quic, 37))), "25");
  t.is(toHex(bitsToOctets(integerBits(quic, 37, 1))), "4025");
  t.is(toHex(bitsToOctets(integerBits(quic, 15293))), "7bbd");
  t.is(toHex(bitsToOctets(integerBits(quic, 494878333))), "9d7f3e7d");
});

test("writes frames without the codec", (t) => {
  const wire = (value: Record<string, unknown>): string => toHex(encodeWireFields(wireFields(frame, value, websocket2)));
  t.is(wire({ type: "text", text: "Hi" }), "03004869");
  t.is(wire({ type: "error", code: "CLOS" }), "0502434c4f53");
  t.is(wire({ type: "error", code: "CLOS", status: 1000, reason: "" }), "0702434c4f53e803");
  t.is(wire({ type: "ping", kind: "pong", data: "0102030405060708" }), "0a03010102030405060708");
  t.is(wire({ type: "binary", bytes: "00".repeat(253) }).slice(0, 8), "fefe0001");
});

test("gives the same vectors every time", (t) => {
  t.deepEqual(frameSuite(websocket2), frames);
  t.deepEqual(handshakeSuite(websocket2), handshakeSuite(websocket2));
  const numbers = (seed: number): number[] => {
    const random = new SeededRandom(seed);
    return Array.from({ length: 8 }, () => random.below(1000));
  };
  t.deepEqual(numbers(1), numbers(1));
  t.notDeepEqual(numbers(1), numbers(2));
});

const codeRegistry = (model: Model, id: string): RegistryModel => model.elements[id] as RegistryModel;

/** Returns each constraint of a struct and of the cases of its variant. */
function constraints(struct: StructModel): { field: FieldModel; rule: string }[] {
  return struct.fields.flatMap((field) => [
    ...field.constraints.map((each) => ({ field, rule: each.rule })),
    ...(field.wire.kind === "variant" ? Object.values(field.wire.cases).flatMap(constraints) : []),
  ]);
}

test("has a negative case named after each constraint that a frame can break", (t) => {
  // A registry that fills the width of its field has no free code, and the size of a variant is that of its cases.
  const isFull = ({ wire }: FieldModel): boolean =>
    wire.kind === "code" && "bits" in wire && codeRegistry(websocket2, wire.registry).entries.length === 2 ** wire.bits;
  const breakable = constraints(frame).filter(({ field, rule }) =>
    (rule === "registered" ? !isFull(field) : rule !== "size" || field.wire.kind !== "variant"));
  const negative = casesOf(frames).filter((each) => each.result === "invalid").map(({ id }) => id);
  const names = breakable.map(({ field, rule }) => `${field.name}-${rule}`);
  t.true(names.includes("length-bound"), `expected constraints of the frame, found ${names.join(", ")}`);
  t.deepEqual(names.filter((name) => !negative.some((id) => id.includes(`/${name}/`))), []);
});

test("has a valid case for each type and for each assigned code", (t) => {
  const valid = casesOf(frames).filter((each) => each.result === "valid").map(({ id }) => id);
  const names = (registry: string): string[] => codeRegistry(websocket2, registry).entries.map(({ name }) => name);
  t.deepEqual(names("frame-type").filter((name) => !valid.some((id) => id.startsWith(`frame/gen/${name}/`))), []);
  // The plain case of an error frame has the first code.
  const codes = names("error").slice(1);
  t.deepEqual(codes.filter((name) => !valid.includes(`frame/gen/error/code-${name.toLowerCase()}`)), []);
});

test("has both sides of the limit, for its default and its least setting", (t) => {
  t.is(find(frames, "frame/gen/limit/65536/65535")?.result, "valid");
  t.is(find(frames, "frame/gen/limit/65536/65536")?.result, "valid");
  t.deepEqual(find(frames, "frame/gen/text/length-bound/65536-and-1/at-once"), {
    id: "frame/gen/text/length-bound/65536-and-1/at-once", result: "invalid", flags: ["LengthBound"], wire: "ff02000100", errors: ["LRGE"],
  });
  t.is(find(frames, "frame/gen/limit/16777216/16777216/header")?.wire, "ff0100000101");
  t.is(find(frames, "frame/gen/text/length-bound/16777216-and-1/at-once")?.wire, "ff02000001");
});

test("has the sizes around those that an error and a ping can have", (t) => {
  const sizes = (type: string): string[] =>
    casesOf(frames).map((each) => each.id).filter((id) => id.startsWith(`frame/gen/${type}/size/`) && !id.endsWith("at-once"));
  t.deepEqual(sizes("error"), [0, 3, 5, 130].map((size) => `frame/gen/error/size/${size}-octets`));
  t.deepEqual(sizes("ping"), [0, 8, 10].map((size) => `frame/gen/ping/size/${size}-octets`));
  t.deepEqual(sizes("text"), []);
});

test("gives the sizes just outside of ranges", (t) => {
  t.deepEqual(sizesOutside([[4, 4], [6, 129]]), [0, 3, 5, 130]);
  t.deepEqual(sizesOutside([[0, null]]), []);
  t.deepEqual(sizesOutside([[1, null]]), [0]);
});

test("has each prefix of an integer as incomplete", (t) => {
  const cut = casesOf(varsize).filter((each) => each.result === "incomplete").map((each) => each.wire);
  t.deepEqual(cut, ["", "fe", "feff", "ff", "ffff", "ffffff", "ffffffff"]);
});

/** A copy of the protocol with a fourth type of payload in place of the binary one's: a counter of 16 bits. */
function withCounter(): Model {
  const copy = structuredClone(websocket2);
  const { entries } = copy.elements["frame-type"] as unknown as { entries: { name: string }[] };
  const {
    fields,
  } = copy.elements["frame"] as unknown as { fields: { wire: { cases?: Record<string, StructModel>; opaque?: { cases: string[] } } }[] };
  const binary = entries.find((entry) => entry.name === "binary");
  const variant = fields.find((field) => field.wire.cases !== undefined)?.wire;
  if (binary === undefined || variant?.cases === undefined || variant.opaque === undefined) throw new Error("expected a binary type");
  binary.name = "counter";
  variant.opaque.cases = ["text"];
  const { binary: old, ...others } = variant.cases;
  const field: FieldModel = {
    name: "count",
    title: "Count",
    description: "x",
    cite: "#frames",
    role: "value",
    wire: { kind: "uint", bits: 16, endian: "big", big: false },
    constraints: [],
  };
  variant.cases = { ...others, counter: { ...(old as StructModel), id: "counter-payload", fields: [field], sizes: [[2, 2]] } };
  return copy;
}

test("generates the cases of a frame type that a copy of the schema adds", (t) => {
  const model = withCounter();
  const suite = frameSuite(model);
  t.true(suiteSchema(model).safeParse(JSON.parse(JSON.stringify(suite))).success);
  const ids = casesOf(suite).filter((each) => each.id.startsWith("frame/gen/counter/"));
  t.deepEqual(ids.filter((each) => each.result === "valid").map((each) => [each.id, each.wire]), [
    ["frame/gen/counter/plain", "03010000"],
    ["frame/gen/counter/count-1", "03010001"],
    ["frame/gen/counter/count-65535", "0301ffff"],
  ]);
  t.deepEqual(ids.filter((each) => /\/size\/\d-octets$/.test(each.id)).map((each) => [each.wire, each.errors]), [
    ["0101", ["FRAM"]],
    ["020100", ["FRAM"]],
    ["0401000061", ["FRAM"]],
  ]);
  t.false(suiteSchema(websocket2).safeParse(JSON.parse(JSON.stringify(suite))).success);
});

test("refuses two cases with one input and different results", (t) => {
  const draft = new SuiteBuilder("frame");
  const flag = draft.note("Why", "x");
  draft.add({ op: "decode" }, [flag], "a", { result: "invalid", wire: "00", errors: ["FRAM"] });
  draft.add({ op: "decode" }, [flag], "b", { result: "invalid", wire: "00", errors: ["FRAM"] });
  t.is(casesOf(draft.build()).length, 1);
  t.throws(() => draft.add({ op: "decode" }, [flag], "c", { result: "incomplete", wire: "00" }), { message: /^c: the model gives/ });
});

test("has valid and invalid values for each field of the handshake", (t) => {
  const made = casesOf(handshakeSuite(websocket2)) as (Made & { outcome?: { error: string }; check?: string })[];
  const ends = (prefix: string): Set<string> =>
    new Set(made.filter((each) => each.id.startsWith(`handshake/gen/${prefix}/`)).map((each) => each.check ?? each.outcome?.error ?? ""));
  t.deepEqual(ends("server/version"), new Set(["invalid_version", "okay"]));
  t.deepEqual(ends("server/compression"), new Set(["okay", "cannot_negotiate_compression"]));
  t.deepEqual(ends("server/protocol"), new Set(["okay", "rejected"]));
  t.deepEqual(ends("client/compression"), new Set(["okay", "negotiation"]));
  t.deepEqual(ends("client/protocol"), new Set(["okay", "negotiation"]));
  t.deepEqual(ends("client/error"), new Set(["okay", "refused"]));
});
