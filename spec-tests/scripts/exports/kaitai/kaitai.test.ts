import { readFileSync } from "node:fs";

import test from "ava";
import fc from "fast-check";

import { compile, type Decoded, describe, type Describable, type Model, toHex } from "../../../../reference/layout/index.ts";
import { websocket2 } from "../../../../reference/schema/index.ts";
import { citationsOf } from "../../../../scripts/exports/document.ts";
import { ExportError } from "../../../../scripts/exports/export.ts";
import { kaitaiExport } from "../../../../scripts/exports/kaitai/kaitai.ts";
import { http2Frame } from "../../../../scripts/interop/h2/wire/frame.ts";
import { settings } from "../../../../scripts/interop/h2/wire/settings.ts";
import { frameText } from "../../../bundles/check-frames.ts";
import { frameCases } from "../../../bundles/frame-cases.ts";
import { sensorTelegram } from "../../../other-draft/telegram.ts";
import { message } from "../../../other-protocols/rfc1035/message.ts";
import { frame as frame6455 } from "../../../other-protocols/rfc6455/frame.ts";
import { octetsOfBits } from "../../../reference/layout/generated/oracle.ts";
import { exportedStruct } from "../../../reference/layout/generated/structs.ts";
import { compileKsy, parserOf, pascal, runtime, streamOf, structValue } from "./parser.ts";

const ksyText = (model: Model): string => kaitaiExport.write(model, (cite) => cite)[0]?.content ?? "";

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(" ", ""), "hex"));

const frameModel = websocket2.elements["frame"];
const parser = await parserOf(ksyText(websocket2));
const codes = { none: 0, lz4: 1, deflate: 2 };
const decodeCases = frameCases().filter(({ op }) => op === "decode");

type DecodeCase = (typeof decodeCases)[number];

/** Returns the frames that the parser reads, as text, or the kind of its error. */
function parseFrames({ feeds, message: bound, compression }: DecodeCase): readonly string[] | "end of stream" | "refused" {
  if (frameModel?.kind !== "struct") throw new Error("the model has no frame");
  try {
    const { frames = [] } = new parser(streamOf(hex(feeds.join(""))), null, null, bound, codes[compression]);
    return (frames as readonly Record<string, unknown>[]).map((each) => frameText(structValue(websocket2, frameModel, each)));
  } catch (error) {
    return error instanceof runtime.EOFError ? "end of stream" : "refused";
  }
}

/** Returns what is wrong with the result for a vector. */
function problemOf(each: DecodeCase): string[] {
  const found = parseFrames(each);
  if (each.errors.length > 0) return typeof found === "string" ? [] : [`${each.id}: accepted`];
  const expected = each.complete ? (each.frames ?? []) : "end of stream";
  return JSON.stringify(found) === JSON.stringify(expected) ? [] : [`${each.id}: ${JSON.stringify(found)}`];
}

test.serial("the parser of Kaitai Struct reads each vector of frames as its runtime reads text", (t) => {
  t.true(decodeCases.length > 600);
  const ids = new Set(decodeCases.flatMap(problemOf).map((problem) => problem.split(":")[0]));
  const differing = decodeCases.filter(({ id }) => ids.has(id));
  // TextDecoder drops a byte order mark and replaces what is no UTF-8.
  const isTextOnly = ({ frames, errors }: DecodeCase): boolean =>
    errors.length > 0 ? errors.includes("UTF8") : JSON.stringify(frames).includes("\uFEFF");
  t.deepEqual(differing.filter((each) => !isTextOnly(each)).map(({ id }) => id), []);
  t.true(differing.length > 0);
});

test.serial("the parser of Kaitai Struct passes all vectors of frames where text is read strictly", (t) => {
  const text = runtime as unknown as { bytesToStr: (octets: Uint8Array, encoding: string) => string };
  const loose = text.bytesToStr;
  t.teardown(() => (text.bytesToStr = loose));
  text.bytesToStr = (octets, encoding) => new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(octets);
  t.deepEqual(decodeCases.flatMap(problemOf), []);
});

test("the file cites the sections of the draft, and names the media type and every code", async (t) => {
  const file = kaitaiExport.write(websocket2, (cite) => `the draft, ${cite}`)[0];
  t.is(file?.path, "websocket2.ksy");
  t.regex(file?.content ?? "", /doc-ref: "?the draft, #ping-frame/);
  t.regex(file?.content ?? "", /mime: application\/websocket2\n/);
  const sources = Object.values(await compileKsy("python", file?.content ?? "")).join("");
  for (const name of ["text", "binary", "error", "ping", "pong", "lz4", "deflate"]) {
    t.regex(sources, new RegExp(`^ +${name} = \\d`, "m"), name);
  }
});

/** The value of a layout that its parser reads from octets, and whether no octet is left. */
async function readBy(element: Describable, octets: string, ...bounds: readonly number[]): Promise<[unknown, boolean]> {
  const model = describe("Example", [element]);
  const struct = element.model;
  if (struct.kind !== "struct") throw new Error("expected a struct");
  const type = (await parserOf(ksyText(model)))[pascal(struct.id)];
  if (type === undefined) throw new Error(`the parser has no type ${pascal(struct.id)}`);
  const stream = streamOf(hex(octets));
  return [structValue(model, struct, new type(stream, null, null, ...bounds)), stream.isEof()];
}

test("reads a DNS query: flags, a list that ends with an octet, a counted list", async (t) => {
  const query = "beef 0100 0001 0000 0000 0000 03777777 076578616d706c65 00 0001 0001";
  const [value, isEnd] = await readBy(message, query);
  t.like(value, { id: 0xbeef, response: false, recursionDesired: true, opcode: "QUERY" });
  const [question] = (value as { questions: { name: { octets: Uint8Array }[]; type: string }[] }).questions;
  t.deepEqual(question?.name.map(({ octets }) => Buffer.from(octets).toString()), ["www", "example"]);
  t.true(isEnd);
});

test("reads a frame of RFC 6455: a prefix of seven bits, a conditional field, a bound", async (t) => {
  const [value] = await readBy(frame6455, "81 85 37fa213d 7f9f4d5158", 125);
  t.like(value, { fin: true, opcode: "text", mask: true });
  t.is(toHex((value as { payload: Uint8Array }).payload), "7f9f4d5158");
  await t.throwsAsync(readBy(frame6455, "81 05 48656c6c6f", 4));
  await t.throwsAsync(readBy(frame6455, "81 7e 0005 48656c6c6f", 125), undefined, "not the shortest form");
});

test("reads a frame and settings of HTTP/2: 24 bits, a reserved bit, a list to the end", async (t) => {
  const [value] = await readBy(http2Frame, "000002 00 01 80000003 4869", 16384);
  t.like(value, { type: "DATA", flags: 1, streamIdentifier: 3 });
  const [list, isEnd] = await readBy(settings, "0005 00004000 4a4a ffffffff");
  t.deepEqual(list, { settings: [{ identifier: "MAX_FRAME_SIZE", value: 16384 }, { identifier: 0x4a4a, value: 2 ** 32 - 1 }] });
  t.true(isEnd);
});

test("the model of another draft, without a stream, becomes a library of types", async (t) => {
  const [file] = kaitaiExport.write(sensorTelegram, (cite) => cite);
  t.is(file?.path, "sensor_telegram.ksy");
  const type = (await parserOf(file?.content ?? ""))["Telegram"];
  const telegram = sensorTelegram.elements["telegram"];
  if (type === undefined || telegram?.kind !== "struct") throw new Error("expected a struct telegram");
  const read = new type(streamOf(hex("c0010000 02 03e8 6f6b")), null, null);
  t.deepEqual(structValue(sensorTelegram, telegram, read), { sensor: 65536, quantity: "pressure", value: 1000, remark: "ok" });
});

/** Returns a value without differences that JavaScript's runtime cannot show: integers above 53 bits are rounded. */
function comparableValue(value: unknown): unknown {
  if (value instanceof Uint8Array) return toHex(value);
  if (typeof value === "bigint" || typeof value === "boolean") return Number(value);
  if (Array.isArray(value)) return value.map(comparableValue);
  if (typeof value !== "object" || value === null) return value;
  const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([name, each]) => [name, comparableValue(each)]));
}

const textOf = (value: unknown): string => JSON.stringify(comparableValue(value));

/** Returns an export, unless the layout has what it cannot say. */
function exported(make: () => string): string | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof ExportError) return undefined;
    throw error;
  }
}

/** The runtime for JavaScript reads at most 32 bits within an octet boundary at once, and some negative numbers of 64 bits wrongly. */
const isTooWide = (ksy: string): boolean => /type: (?:b(?:3[3-9]|[4-6]\d)|s8)/.test(ksy);

test("reads generated layouts as the codec does, and refuses what it refuses", async (t) => {
  const layouts = fc.sample(
    exportedStruct
      .filter((made) => exported(() => ksyText(describe("Thing", [made.struct]))) !== undefined)
      .chain((made) => fc.array(made.sample, { minLength: 4, maxLength: 4 }).map((samples) => ({ made, samples }))),
    { seed: 11, numRuns: 40 },
  );
  const seen = { layouts: 0, equal: 0, refused: 0 };
  for (const { made, samples } of layouts) {
    const { struct } = made;
    const model = describe("Thing", [struct]);
    const ksy = exported(() => ksyText(model));
    if (ksy === undefined || isTooWide(ksy)) continue;
    const type = (await parserOf(ksy))[pascal(struct.model.id)];
    if (type === undefined) throw new Error(ksy);
    const codec = compile(struct);
    const parsed = (octets: Uint8Array): string | undefined => {
      const stream = streamOf(octets);
      try {
        const value = structValue(model, struct.model, new type(stream, null, null));
        return stream.isEof() ? textOf(value) : undefined;
      } catch {
        return undefined;
      }
    };
    seen.layouts += 1;
    for (const octets of samples.map(({ bits }) => octetsOfBits(bits))) {
      for (const changed of [octets, ...mutants(octets)]) {
        const decoded = codec.decode(changed);
        if (!decoded.ok && isBeyondRuntime(decoded)) continue;
        const expected = decoded.ok ? textOf(decoded.value) : undefined;
        if (parsed(changed) !== expected) t.fail(`${toHex(changed)}\n${String(expected)}\n${String(parsed(changed))}\n${ksy}`);
        seen[decoded.ok ? "equal" : "refused"] += 1;
      }
    }
  }
  t.log(seen);
  t.true(seen.layouts > 8 && seen.equal > 100 && seen.refused > 100, JSON.stringify(seen));
});

/** Returns octets with one changed bit each. */
function mutants(octets: Uint8Array): Uint8Array[] {
  return [...octets.subarray(0, 8)].map((octet, index) => octets.with(index, octet ^ (1 << ((index * 3) % 8))));
}

/** The runtime for JavaScript takes sizes modulo 2^32 and does not check UTF-8. */
function isBeyondRuntime({ needs = 0, issue }: Extract<Decoded<unknown>, { readonly ok: false }>): boolean {
  const octets = Math.max(needs, Number.parseInt(issue?.found ?? "0", 10) || 0);
  return octets > 2 ** 31 || issue?.rule === "utf8" || issue?.expected === "as many octets";
}

test("the compiler makes parsers in each language of which it has a working back end", async (t) => {
  const text = ksyText(websocket2);
  for (const language of ["cpp_stl", "go", "java"]) {
    t.true(Object.keys(await compileKsy(language, text)).length > 0, language);
  }
});

test("the built file cites the sections of the built draft", (t) => {
  const { draft } = JSON.parse(readFileSync("spec-tests/vectors/manifest.json", "utf8")) as { draft: string };
  const cite = citationsOf(draft, readFileSync(`build/draft/${draft}.html`, "utf8"));
  t.is(cite("#frames"), `${draft}, Section 5`);
  t.is(readFileSync("build/websocket2.ksy", "utf8"), kaitaiExport.write(websocket2, cite)[0]?.content ?? "");
});
