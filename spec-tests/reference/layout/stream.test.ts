import test from "ava";

import { code, describe, isStreamEnd, LayoutError, type Model, octets, rest, stream, uint } from "../../../reference/layout/index.ts";
import { doc, flagged, kinds, octet, openKinds, thing } from "./support.ts";

const about = { description: "For a test.", cite: "#test" } as const;
const record = thing("record").length("n", uint(8), {}, doc).field("kind", code(8, kinds), doc).field("data", octets(rest), doc);
const records = stream(record, { ...about, mediaType: "application/record", end: { ...about, field: "kind", equals: "high" } });

test("describes the stream of a protocol as plain data", (t) => {
  const model = describe("Test", [record], records);
  t.deepEqual(model.stream, {
    element: "record",
    ...about,
    mediaType: "application/record",
    end: { ...about, field: "kind", equals: "high" },
  });
  t.deepEqual(JSON.parse(JSON.stringify(model)), model);
  t.false("stream" in describe("Test", [record]));
});

test("recognizes the last value, also by a model that was read from a file", (t) => {
  const { stream: read } = JSON.parse(JSON.stringify(describe("Test", [record], records))) as Model;
  for (const [kind, isLast] of [["low", false], ["high", true]] as const) {
    const value = { kind, data: new Uint8Array() };
    t.is(records.isEnd(value), isLast);
    t.is(read !== undefined && isStreamEnd(read, value), isLast);
  }
});

test("has no last value without a declared end", (t) => {
  const endless = stream(record, { ...about, mediaType: "application/record" });
  t.false(endless.isEnd({ kind: "high", data: new Uint8Array() }));
});

test("types the end by the names of the code", (t) => {
  const wrong = { ...about, mediaType: "application/record" };
  // @ts-expect-error the field has no such name
  t.throws(() => stream(record, { ...wrong, end: { ...about, field: "kind", equals: "middle" } }), { instanceOf: LayoutError });
  // @ts-expect-error octets have no names
  t.throws(() => stream(record, { ...wrong, end: { ...about, field: "data", equals: "high" } }), { instanceOf: LayoutError });
});

const loose = stream as (element: unknown, doc: object) => unknown;
const open = thing("open").field("kind", code(8, openKinds), doc);

for (const [title, load, message] of [
  [
    "a struct that takes all the rest",
    () => stream(thing().field("a", octets(rest, { least: 1 }), doc), { ...about, mediaType: "a/b" }),
    "thing: takes all the rest, so no other struct can follow it in a stream",
  ],
  [
    "a struct that can be empty",
    () => stream(thing(), { ...about, mediaType: "a/b" }),
    "thing: can be empty, so a stream of it has no bound",
  ],
  [
    "a media type with a parameter",
    () => stream(octet, { ...about, mediaType: "a/b; c=d" }),
    'octet: is a stream of the media type "a/b; c=d", expected type/subtype in lower case',
  ],
  [
    "a media type in upper case",
    () => stream(octet, { ...about, mediaType: "A/B" }),
    'octet: is a stream of the media type "A/B", expected type/subtype in lower case',
  ],
  [
    "an end by an unknown field",
    () => loose(octet, { ...about, mediaType: "a/b", end: { field: "kind", equals: "low" } }),
    "octet.kind: ends a stream but is no code of the struct",
  ],
  [
    "an end by a flag",
    () => loose(flagged(), { ...about, mediaType: "a/b", end: { field: "set", equals: "true" } }),
    "thing.set: ends a stream but is no code of the struct",
  ],
  [
    "an end by a name that is not registered",
    () => loose(open, { ...about, mediaType: "a/b", end: { field: "kind", equals: "middle" } }),
    'open.kind: ends a stream as "middle", which is no name of the registry open-kind',
  ],
  [
    "a stream of a struct that the model does not have",
    () => describe("Test", [octet], records),
    "record: is the struct of the stream but no element of the model",
  ],
] as const) {
  test(`refuses ${title}`, (t) => {
    t.is(t.throws(load, { instanceOf: LayoutError }).message, message);
  });
}
