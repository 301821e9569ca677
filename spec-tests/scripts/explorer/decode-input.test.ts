import { constants, deflateRawSync, inflateRawSync as nodeInflateRaw } from "node:zlib";

import test from "ava";

import { decodeInput } from "../../../scripts/explorer/view/decode-input.ts";
import { itemView, REST } from "../../../scripts/explorer/view/field-view.ts";
import { drawItem } from "../../../scripts/explorer/view/frame-drawing.ts";
import { itemSummary } from "../../../scripts/explorer/view/frame-text.ts";
import { readFragment } from "../../../scripts/explorer/view/settings.ts";
import { inflateRawSync } from "../../../scripts/explorer/zlib/inflate-raw.ts";
import { unpackData } from "../../../scripts/explorer/zlib/packed-data.ts";
import { itemJson } from "../../../scripts/frames/decode-items.ts";
import { data, decodeAsCommand, explorerCases } from "./explorer-cases.ts";

/** Long vectors take time, and have no field that short ones lack; generated ones of compression resemble each other. */
const cases = explorerCases("frame", "varsize", "compression").filter(
  ({ id, octets }, index) => octets.length < 4000 && (!id.startsWith("compression/gen/") || index % 4 === 0),
);

test("the generated codecs decode every vector of frames, integers and compression as ws2 decode does", (t) => {
  const different = cases.filter((each) => {
    if (each.octets.length === 0) return false;
    const { settings } = readFragment(each.fragment, data);
    const found = decodeInput(data, each.octets, settings).map(itemJson);
    return JSON.stringify(found) !== JSON.stringify(decodeAsCommand(each).map(itemJson));
  });
  t.deepEqual(different.map(({ id }) => id), []);
  t.true(cases.length > 700);
});

test("every vector has fields for all of its octets, a requirement for its fault, a drawing and a summary", (t) => {
  const problems = cases.flatMap(({ id, octets, fragment }) => {
    const { settings } = readFragment(fragment, data);
    return decodeInput(data, octets, settings).flatMap((item) => {
      const view = itemView(item, data, settings.type);
      const issue = view.issue;
      const key = issue === undefined ? undefined : [issue.code, issue.path, issue.rule].join(" ");
      return [
        ...(view.fieldOfOctet.includes(-1) ? [`${id}: an octet without field`] : []),
        ...(key !== undefined && key !== "FRAM varsize size" && data.requirementOfCheck[key] === undefined ? [`${id}: ${key}`] : []),
        ...(view.fields.filter(({ faulty }) => faulty).length === (issue === undefined ? 0 : 1) ? [] : [`${id}: faulty fields`]),
        ...(octets.length > 0 && !drawItem(view, data, settings.type, "A frame").startsWith("<svg") ? [`${id}: no drawing`] : []),
        ...(itemSummary(item, data).text === "" ? [`${id}: no summary`] : []),
      ];
    });
  });
  t.deepEqual(problems, []);
  t.true(Object.values(data.sentences).every((sentence) => sentence !== ""));
});

type InflateFunction = (octets: Uint8Array, options: object) => unknown;

/** Returns the octets and the number of read octets, or the error. */
function inflated(inflate: InflateFunction, octets: Uint8Array, options: object): unknown {
  try {
    const { buffer, engine } = inflate(octets, options) as { buffer: Uint8Array; engine: { bytesWritten: number } };
    return { octets: [...buffer], read: engine.bytesWritten };
  } catch (error) {
    const { code, message } = error as { code: string; message: string };
    return code === "ERR_BUFFER_TOO_LARGE" ? { code } : { code, message };
  }
}

test("the inflator of the page gives what node:zlib gives, for every payload of the vectors, whole, cut and bounded", (t) => {
  const payloads = explorerCases("compression").flatMap((each) =>
    each.compression.startsWith("deflate")
      ? decodeAsCommand(each).flatMap(({ result }) => (result.ok ? ((result.value as { payload?: Uint8Array }).payload ?? []) : []))
      : [],
  );
  const tail = Uint8Array.of(0, 0, 0xff, 0xff, 3, 0);
  const dictionary = new TextEncoder().encode("the same words, ".repeat(10));
  const options = [
    { windowBits: 15 },
    { windowBits: 9, dictionary },
    { windowBits: 15, finishFlush: constants.Z_SYNC_FLUSH },
  ];
  const different = (payloads as Uint8Array[]).filter((payload, index) => payload.length < 512 && index % 10 === 0).flatMap((payload) =>
    [new Uint8Array([...payload, ...tail]), payload, payload.subarray(0, payload.length / 2)].flatMap((octets, index) =>
      // What is both cut and over a bound is one or the other.
      [...options, ...(index === 0 ? [{ windowBits: 12, maxOutputLength: 20 }] : [])].flatMap((option) => {
        const found = inflated(inflateRawSync, octets, { ...option, info: true });
        const expected = inflated(nodeInflateRaw as unknown as InflateFunction, octets, { ...option, info: true });
        return JSON.stringify(found) === JSON.stringify(expected) ? [] : [{ octets, option, found, expected }];
      }),
    ),
  );
  t.deepEqual(different.slice(0, 3), []);
  t.true(payloads.length > 100);
});

test("a fault in a field that was not read has a row of its own, and octets behind it are not read", (t) => {
  const rowsOf = (fragment: string): unknown[] => {
    const { text = "", settings } = readFragment(fragment, data);
    const items = decodeInput(data, Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)), settings);
    const fields = items.flatMap((item) => itemView(item, data, settings.type).fields);
    return fields.map(({ path, begin, end, bits, value, faulty }) => [path, begin, end, bits, value, faulty]);
  };
  t.deepEqual(rowsOf("#hex=0400ff"), [
    ["length", 0, 1, "", "4", false],
    ["reserved", 1, 2, "0000....", "0", false],
    ["compression", 1, 2, "....00..", "none", false],
    ["type", 1, 2, "......00", "text", false],
    [REST, 2, 3, "", "1 octet", false],
  ]);
  t.deepEqual(rowsOf("#hex=0110"), [
    ["length", 0, 1, "", "1", false],
    ["reserved", 1, 2, "0001....", "1", true],
  ]);
  t.deepEqual(rowsOf("#hex=0302434c").slice(4), [["payload", 2, 4, "", "2 octets", true]]);
  t.deepEqual(rowsOf("#hex=0300c328").slice(4), [["text", 2, 4, "", "c328", true]]);
});

test("data are the same after packing", (t) => {
  t.deepEqual(unpackData(deflateRawSync(JSON.stringify(data)).toString("base64")), JSON.parse(JSON.stringify(data)));
});
