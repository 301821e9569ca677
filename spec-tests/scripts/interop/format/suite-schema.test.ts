import test from "ava";

import { websocket2 } from "../../../../reference/schema/index.ts";
import { problemLines } from "../../../../scripts/common/validate-file.ts";
import { formatVersion, suiteSchema } from "../../../../scripts/interop/format/suite-schema.ts";

const schema = suiteSchema(websocket2);

const good = { id: "frame/a", result: "valid", flags: ["Why"], wire: "03004869", frames: [{ type: "text", text: "Hi" }] };

const config = { compression: "none", limit: 65536, role: "client" };

function file(...cases: object[]): object {
  return { format: formatVersion, suite: "frame", notes: { Why: { why: "it matters" } }, groups: [{ op: "decode", config, cases }] };
}

function problems(value: unknown): string[] {
  const result = schema.safeParse(value);
  return result.success ? [] : problemLines("x.json", result.error, value);
}

test("accepts a file in the format", (t) => {
  t.deepEqual(problems(file(good)), []);
});

const steps = [{ feed: "0300" }, { feed: "4869", emit: good.frames }];

const frames: readonly (readonly [string, object])[] = [
  ["text", { type: "text", text: "" }],
  ["binary in hexadecimal", { type: "binary", bytes: "00ff" }],
  ["binary as a run", { type: "binary", bytes: { repeat: "00", count: 3 } }],
  ["an error", { type: "error", code: "CLOS" }],
  ["an unknown code", { type: "error", code: "ab~ " }],
  ["a status and a reason", { type: "error", code: "CLOS", status: 65535, reason: "" }],
  ["a pong", { type: "ping", kind: "pong", data: "0011223344556677" }],
];

for (const [title, frame] of frames) {
  test(`accepts ${title}`, (t) => {
    t.deepEqual(problems(file({ ...good, frames: [frame] })), []);
  });
}

const bad: readonly (readonly [string, object, string])[] = [
  [
    "upper-case hexadecimal",
    { ...good, wire: "0300486A" },
    'x.json: groups[0].cases[0].wire: expected lower-case hexadecimal digits, two an octet, found "0300486A"',
  ],
  [
    "half an octet",
    { ...good, wire: "030" },
    'x.json: groups[0].cases[0].wire: expected lower-case hexadecimal digits, two an octet, found "030"',
  ],
  ["a member that the format does not know", { ...good, note: "" }, 'x.json: groups[0].cases[0]: unknown key "note"'],
  ["a valid case without frames", { ...good, frames: undefined }, "x.json: groups[0].cases[0]: a valid case with wire needs frames"],
  [
    "wire and steps",
    { ...good, result: "incomplete", frames: undefined, steps },
    "x.json: groups[0].cases[0]: expected either wire or steps",
  ],
  [
    "frames beside steps",
    { ...good, wire: undefined, steps },
    "x.json: groups[0].cases[0]: frames do not go with steps: each step says what it emits",
  ],
  [
    "an id that does not begin with the suite",
    { ...good, id: "varsize/a" },
    "x.json: groups[0].cases[0]: id varsize/a does not begin with the suite's name, expected frame/...",
  ],
  [
    "an id with capitals",
    { ...good, id: "frame/A" },
    'x.json: groups[0].cases[0].id: expected lower-case segments with slashes between, found "frame/A"',
  ],
  ["a flag without a note", { ...good, flags: ["Why", "Else"] }, "x.json: groups[0].cases[0]: flag Else has no note, expected one of Why"],
  [
    "a requirement that is no identifier",
    { ...good, requirement: "17" },
    'x.json: groups[0].cases[0].requirement: expected an identifier such as R-017, found "17"',
  ],
  [
    "a status without a reason",
    { ...good, frames: [{ type: "error", code: "CLOS", status: 1000 }] },
    "x.json: groups[0].cases[0].frames[0]: expected status and reason together or not at all",
  ],
];

for (const [title, value, expected] of bad) {
  test(`refuses ${title}, and names the place`, (t) => {
    t.deepEqual(problems(file(value)), [expected]);
  });
}

const refused: readonly (readonly [string, object])[] = [
  ["a code of three octets", { ...good, frames: [{ type: "error", code: "CLO" }] }],
  ["a status of 65536", { ...good, frames: [{ type: "error", code: "CLOS", status: 65536, reason: "" }] }],
  ["a ping of seven octets", { ...good, frames: [{ type: "ping", kind: "ping", data: "00112233445566" }] }],
  ["a kind that is not registered", { ...good, frames: [{ type: "ping", kind: "pang", data: "0011223344556677" }] }],
  ["a type that is not registered", { ...good, frames: [{ type: "blob", bytes: "" }] }],
  ["a compressed frame", { ...good, frames: [{ type: "text", compression: "lz4", payload: "00" }] }],
  ["an invalid case without errors", { ...good, result: "invalid", frames: undefined }],
  ["an invalid case with an empty set of errors", { ...good, result: "invalid", errors: [] }],
  ["an error that is not registered", { ...good, result: "invalid", errors: ["OOPS"] }],
  ["errors of a valid case", { ...good, errors: ["FRAM"] }],
  [
    "an acceptable case without flags",
    { id: "frame/a", requirement: "R-001", result: "acceptable", wire: "", frames: [], errors: ["FRAM"] },
  ],
  ["an id of one segment", { ...good, id: "frame" }],
  ["a run of no octets", { ...good, wire: { repeat: "", count: 3 } }],
  ["a run that is too long", { ...good, wire: { repeat: "00", count: 2 ** 25 + 1 } }],
  ["a case with neither flags nor requirement", { ...good, flags: undefined }],
];

for (const [title, value] of refused) {
  test(`refuses ${title}`, (t) => {
    t.is(problems(file(value)).filter((line) => line.startsWith("x.json: groups[0].cases[0]")).length > 0, true);
  });
}

test("accepts the ends of the range of each compression parameter, and refuses values outside of it", (t) => {
  const withLevel = (compression: object) =>
    ({ ...file(good), groups: [{ op: "decode", config: { ...config, compression }, cases: [good] }] });
  for (const level of [{ lz4: 1 }, { lz4: 9 }, { deflate: 9 }, { deflate: 15 }]) {
    t.deepEqual(problems(withLevel(level)), [], JSON.stringify(level));
  }
  for (const level of [{ lz4: 0 }, { lz4: 10 }, { deflate: 8 }, { deflate: 16 }, {}, { lz4: 1, deflate: 9 }, { brotli: 1 }]) {
    t.not(problems(withLevel(level)).length, 0, JSON.stringify(level));
  }
});

test("refuses a note that no case needs", (t) => {
  const value = { ...file(good), notes: { Why: { why: "it matters" }, Other: { why: "x" } } };
  t.deepEqual(problems(value), ["x.json: notes.Other: no case has this flag"]);
});

test("refuses another version of the format, and a file without groups", (t) => {
  t.deepEqual(problems({ ...file(good), format: 2 }), ["x.json: format: expected 1, found 2"]);
  t.not(problems({ ...file(good), groups: [] }).length, 0);
});

test("accepts integers up to the largest VarSize", (t) => {
  const one = (value: number) => ({
    ...file(),
    suite: "varsize",
    groups: [{ op: "varsize", cases: [{ id: "varsize/a", flags: ["Why"], result: "valid", value, wire: "ffffffffff" }] }],
  });
  t.deepEqual(problems(one(4294967295)), []);
  t.is(problems(one(4294967296)).length, 1);
});
