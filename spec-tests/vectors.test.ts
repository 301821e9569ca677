import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import test from "ava";

import { websocket2 } from "../reference/schema/index.ts";
import { frameCodec } from "../reference/wire/index.ts";
import { operations } from "../scripts/interop/adapter/serve.ts";
import type { Operation } from "../scripts/interop/adapter/operation.ts";
import { requirementCoverage, referencedRequirements } from "../scripts/interop/vectors/coverage.ts";
import { readSuites, type SuiteFile } from "../scripts/interop/vectors/read-suites.ts";
import { suiteSchema } from "../scripts/interop/format/suite-schema.ts";
import { buildManifest, readManifest, rootHash } from "../scripts/interop/vectors/manifest.ts";
import { generateSuites, staleSuites, jsonSchemaText } from "../scripts/interop/generate/outputs.ts";
import { transitionsText } from "../scripts/interop/generate/transitions-file.ts";
import { inputOctets } from "../scripts/interop/runner/chunking.ts";
import { type VectorTrial, trialsOf } from "../scripts/interop/runner/vector-trials.ts";
import type { VectorCase } from "../scripts/interop/vectors/select-cases.ts";

const root = fileURLToPath(new URL("vectors", import.meta.url));
const files = readSuites(root, suiteSchema(websocket2));

function tried(trial: VectorTrial, ops: Readonly<Record<string, Operation>>): string {
  const run = ops[trial.request.op] as Operation;
  const reply = { seq: 1, ...run({ cmd: "run", seq: 1, id: "", ...trial.request }) };
  const { outcome, why } = trial.compare(reply);
  if (outcome !== "pass") return `${trial.name}: ${outcome}: ${why}`;
  return trial.next === undefined ? "" : tried(trial.next(reply), ops);
}

/** The ids of the cases that do not pass, each with the reason. */
function failures(file: SuiteFile, ops: Readonly<Record<string, Operation>> = operations, only?: string): string[] {
  return file.suite.groups.flatMap((group) =>
    trialsOf(group).flatMap(({ case: each, trials }) => {
      if (only !== undefined && each.id !== only) return [];
      const why = trials().trials.map((trial) => tried(trial, ops)).find((text) => text !== "");
      return why === undefined ? [] : [`${each.id}: ${why}`];
    }),
  );
}

const casesOf = (file: SuiteFile): readonly VectorCase[] => file.suite.groups.flatMap((group) => group.cases as readonly VectorCase[]);

const fileOf = (path: string): SuiteFile => files.find((file) => file.path === path) as SuiteFile;

for (const file of files) {
  test(`${file.path}: each case passes with the reference, however its octets are cut`, (t) => {
    t.deepEqual(failures(file), []);
  });
}

test("there are vectors made by hand and generated ones of every suite", (t) => {
  t.deepEqual(files.map((file) => file.path), [
    "generated/compression.json",
    "generated/frame.json",
    "generated/handshake.json",
    "generated/session.json",
    "generated/varsize.json",
    "hand/compression.json",
    "hand/frame.json",
    "hand/handshake.json",
    "hand/session.json",
    "hand/varsize.json",
  ]);
  // Cases made by hand are never removed: an id is permanent.
  const least = { "hand/compression.json": 50, "hand/frame.json": 90, "hand/session.json": 400, "hand/varsize.json": 25 };
  const fewer = Object.entries(least).filter(([path, count]) => casesOf(fileOf(path)).length < count);
  t.deepEqual(fewer.map(([path, count]) => `${path}: expected at least ${count} cases, found ${casesOf(fileOf(path)).length}`), []);
});

test("cases made by hand have no ids of generated cases", (t) => {
  const ids = casesOf(fileOf("hand/frame.json")).map((each) => each.id);
  t.false(ids.some((id) => id.includes("/gen/")));
});

test("the codec finds the annotated fields of the cases at the same places", (t) => {
  const annotated = fileOf("hand/frame.json").suite.groups.flatMap((group) =>
    group.op === "decode" ? group.cases.filter((each) => each.fields !== undefined) : [],
  );
  t.true(annotated.length >= 10);
  for (const each of annotated) {
    const found = frameCodec.trace(inputOctets(each)).fields;
    for (const field of each.fields ?? []) {
      t.deepEqual(found.find((one) => one.path === field.path), field as typeof found[number], each.id);
    }
  }
});

test("the generated vectors and the JSON Schema are up to date", (t) => {
  const expected = generateSuites(websocket2);
  for (const [path, text] of expected) t.is(readFileSync(`${root}/${path}`, "utf8"), text, `${path} is stale: run make vectors`);
  t.is(readFileSync(`${root}/schema.json`, "utf8"), jsonSchemaText(websocket2), "schema.json is stale: run make vectors");
  t.is(readFileSync(`${root}/transitions.json`, "utf8"), transitionsText(), "transitions.json is stale: run make vectors");
  t.deepEqual(staleSuites(root, expected), []);
});

test("the manifest lists each file with its hash", (t) => {
  const manifest = readManifest(root);
  t.truthy(manifest);
  if (manifest === undefined) return;
  const paths = [...files.map((file) => file.path), "schema.json", "transitions.json"].sort();
  const contents = new Map(paths.map((path) => [path, readFileSync(`${root}/${path}`)]));
  t.deepEqual(buildManifest(manifest.draft, contents, manifest.requirements), manifest);
  t.is(manifest.root, rootHash(manifest.files));
});

test("the manifest lists each requirement that a case names, and each flag of a generated file names one", (t) => {
  const manifest = readManifest(root);
  t.truthy(manifest);
  if (manifest === undefined) return;
  const { unknown, checked, unchecked } = requirementCoverage(files, manifest);
  t.deepEqual(unknown, []);
  t.true(checked.length > 0);
  t.is(checked.length + unchecked.length, Object.keys(manifest.requirements).length);
  t.is(referencedRequirements(files).size, checked.length);
  for (const { path, suite } of files.filter((file) => file.path.startsWith("generated/"))) {
    const silent = Object.entries(suite.notes).filter(([, note]) => note.requirement === undefined);
    t.deepEqual(silent, [], path);
  }
});

/** Decoders with one mistake each, and a flag of the vectors made by hand that finds it. */
const mistakes: readonly (readonly [title: string, flag: string, id: string, change: (wire: string) => string])[] = [
  ["ignores the first reserved bit", "ReservedBits", "frame/reserved/8", (wire) => wire.replace(/^0180$/, "0100")],
  ["takes a long form of Length", "ShortestLength", "frame/length/3-in-16-bits", (wire) => wire.replace(/^fe0300/, "03")],
  ["drops a byte order mark", "Text", "frame/text/bom-first", (wire) => wire.replace(/^0500efbbbf/, "0200")],
  ["reads Status with its high octet first", "StatusOrder", "frame/error/length-6", (wire) => wire.replace(/e803$/, "03e8")],
];

for (const [title, flag, id, change] of mistakes) {
  test(`the vectors detect a decoder that ${title}`, (t) => {
    const decode: Operation = (request) => {
      const { wire, ...rest } = request as { wire?: string };
      return (operations["decode"] as Operation)({
        ...rest,
        ...(wire === undefined ? {} : { wire: typeof wire === "string" ? change(wire) : wire }),
      });
    };
    const file = fileOf("hand/frame.json");
    t.deepEqual(failures(file, operations, id), []);
    t.is(failures(file, { ...operations, decode }, id).length, 1);
    t.true((casesOf(file).find((each) => each.id === id)?.flags ?? []).includes(flag));
  });
}

/** Ends with one mistake each, in what they show, and a case that finds it. */
const slips: readonly (readonly [title: string, id: string, change: (seen: string) => string])[] = [
  ["leaves out END_STREAM behind its error frame", "session/client/close/own", (seen) => seen.replace(',{"endStream":true}', "")],
  [
    "ends before the client has",
    "session/server/close/peer",
    (seen) => seen.replace('{"wire":"0502434c4f53"}', '{"wire":"0502434c4f53"},{"endStream":true}'),
  ],
  [
    "repeats the Reason that it received",
    "session/server/close/peer-status",
    (seen) => seen.replace('"0702434c4f53050d"', '"0a02434c4f53050d776879"'),
  ],
  [
    "calls a close clean in spite of a fault",
    "session/client/fault/clos-behind",
    (seen) => seen.replace('"wasClean":false', '"wasClean":true'),
  ],
  [
    "delivers a message behind a fault",
    "session/client/fault/between-messages",
    (seen) => seen.replace('"text":"Hi"}}]', '"text":"Hi"}},{"message":{"type":"text","text":"one"}}]'),
  ],
  [
    "resets before the close timeout",
    "session/server/timeout/own-close",
    (seen) =>
      seen.replace('{},{"sent":[{"endStream":true},{"reset":"NO_ERROR"}]', '{"sent":[{"endStream":true},{"reset":"NO_ERROR"}]},{"sent":[]'),
  ],
  ["keeps the window for ever", "session/client/limit/messages-waiting", (seen) => seen.replace(',"withholds":false', "")],
];

for (const [title, id, change] of slips) {
  test(`the vectors detect an endpoint that ${title}`, (t) => {
    const session: Operation = (request) =>
      JSON.parse(change(JSON.stringify((operations["session"] as Operation)(request)))) as ReturnType<Operation>;
    const file = fileOf("hand/session.json");
    t.deepEqual(failures(file, operations, id), []);
    t.is(failures(file, { ...operations, session }, id).length, 1);
  });
}

test("a pong for each of several pings passes, as does one for the latest", (t) => {
  const id = "session/client/ping/two-wait";
  const [one, three] = ["e1", "e3"].map((octet) => `0a0301${octet.repeat(8)}`);
  const both: Operation = (request) =>
    JSON.parse(
      JSON.stringify((operations["session"] as Operation)(request)).replace(`"${three}"`, `"${one}"},{"wire":"${three}"`),
    ) as ReturnType<Operation>;
  t.deepEqual(failures(fileOf("hand/session.json"), { ...operations, session: both }, id), []);
});
