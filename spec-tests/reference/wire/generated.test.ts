import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import test, { type ExecutionContext } from "ava";
import fc from "fast-check";

import {
  type Codec,
  compile,
  compilePrefixed,
  type Decoded,
  plainOctets,
  toPlain,
  type WireCodec,
} from "../../../reference/layout/index.ts";
import { lz4PayloadCodec } from "../../../reference/compression/generated/lz4-payload.ts";
import { frame, type Frame, lz4Payload, varSize, websocket2 } from "../../../reference/schema/index.ts";
import { frameCodec, varSizeCodec } from "../../../reference/wire/index.ts";
import type { FrameValue } from "../../../reference/wire/generated/frame.ts";
import { generatedFiles } from "../../../scripts/codec/modules.ts";

const compiled = { frame: compile(frame), varsize: compilePrefixed<number>(varSize.model), lz4: compile(lz4Payload) };
const COMPRESSIONS = ["none", "lz4", "deflate"];
const MESSAGE = 65536;

/** The octets of all vectors of decoding. */
const inputs = ["hand", "generated"].flatMap((folder) => {
  const { groups } = JSON.parse(readFileSync(join("spec-tests/vectors", folder, "frame.json"), "utf8")) as {
    groups: { op: string; cases: { wire?: unknown; steps?: { feed: unknown }[] }[] }[];
  };
  const cases = groups.filter(({ op }) => op === "decode").flatMap((group) => group.cases);
  return cases
    .flatMap(({ wire, steps }) => (wire === undefined ? (steps ?? []).map(({ feed }) => feed) : [wire]))
    .map((each) => plainOctets(each));
});

/** A result in plain form, so that AVA compares it at once. */
const shown = (result: unknown): string => JSON.stringify(toPlain(result));

function same(t: ExecutionContext, octets: Uint8Array): void {
  for (const compression of COMPRESSIONS) {
    const bounds = { message: MESSAGE, compression };
    const [found, wanted] = [frameCodec, compiled.frame].map((codec) => {
      const { read, state } = codec.reader(bounds);
      const next = read(octets, 0, octets.length);
      return shown([codec.decode(octets, bounds), codec.trace(octets, bounds), next, next < 0 ? [state.needs, state.issue] : state.value]);
    });
    if (found !== wanted) t.is(found, wanted);
  }
}

test("the generated codec of frames decodes, reads and traces every vector as the compiled one does", (t) => {
  t.true(inputs.length > 600);
  for (const octets of inputs) same(t, octets);
});

test("it does so for frames with any octet changed, and for any octets", (t) => {
  const short = inputs.filter(({ length }) => length > 0 && length < 300);
  const changed = fc
    .tuple(fc.constantFrom(...short), fc.nat(), fc.integer({ min: 0, max: 255 }))
    .map(([octets, at, value]) => octets.with(at % octets.length, value));
  fc.assert(
    fc.property(fc.oneof(changed, fc.uint8Array({ maxLength: 20 })), (octets) => same(t, octets)),
    { seed: 20260302, numRuns: 2000 },
  );
  t.pass();
});

/** Encodes, or tells the error. */
function encoded<V>(codec: WireCodec<V>, value: unknown): string {
  try {
    return shown(codec.encode(value as V));
  } catch (error) {
    return String(error);
  }
}

test("it encodes every decoded value, and refuses a value with any property changed, as the compiled one does", (t) => {
  const values = inputs
    .flatMap((octets) => COMPRESSIONS.map((compression) => compiled.frame.decode(octets, { compression })))
    .flatMap((result: Decoded<Frame>) => (result.ok ? [result.value] : []));
  t.true(values.length > 100);
  const wrong: readonly unknown[] = [undefined, null, -1, 300, 1e9, "", "none", "lz4", "\ud800", "x".repeat(130), new Uint8Array(0), {}];
  for (const value of values) {
    t.is(encoded(frameCodec, value), encoded(compiled.frame, value));
    for (const name of ["type", "compression", "text", "payload", "code", "status", "reason", "kind", "data"]) {
      for (const each of wrong) {
        const [found, wanted] = [frameCodec, compiled.frame].map((codec) => encoded(codec, { ...value, [name]: each }));
        if (found !== wanted) t.is(found, wanted);
      }
    }
  }
});

test("the generated codecs of VarSize and the lz4 payload give the results of the compiled ones", (t) => {
  const pairs: readonly (readonly [WireCodec<never>, Codec<never>])[] = [
    [varSizeCodec, compiled.varsize],
    [lz4PayloadCodec, compiled.lz4 as unknown as Codec<never>],
  ] as never;
  const octets = fc.oneof(
    fc.uint8Array({ maxLength: 8 }),
    fc.tuple(fc.constantFrom(0, 1, 253, 254, 255), fc.uint8Array({ maxLength: 6 })).map(([lead, rest]) => Uint8Array.of(lead, ...rest)),
  );
  fc.assert(
    fc.property(octets, fc.anything(), (wire, value) => {
      for (const [found, wanted] of pairs) {
        if (shown(found.decode(wire)) !== shown(wanted.decode(wire))) t.is(shown(found.decode(wire)), shown(wanted.decode(wire)));
        if (encoded(found, value) !== encoded(wanted, value)) t.is(encoded(found, value), encoded(wanted, value));
      }
    }),
    { seed: 20260303, numRuns: 2000 },
  );
  for (const value of [0, 253, 254, 65535, 65536, 2 ** 32 - 1, 2 ** 32, -1, 1.5, "1"]) {
    t.is(encoded(varSizeCodec, value), encoded(compiled.varsize, value));
  }
  for (const wire of ["00", "fd", "fe0001", "fefe00", "fe0100", "ff00000100", "ffff"].map((text) => plainOctets(text))) {
    t.is(shown(varSizeCodec.trace(wire)), shown(compiled.varsize.trace(wire)));
  }
});

test("the generated files are fresh; make codec writes them anew", (t) => {
  for (const file of generatedFiles) {
    t.is(readFileSync(file.path, "utf8"), file.text(websocket2), `${file.path} is stale: run make codec`);
  }
  const folders = new Set(generatedFiles.map(({ path }) => join(path, "..")));
  t.deepEqual(
    [...folders].flatMap((folder) => readdirSync(folder).map((name) => join(folder, name))).sort(),
    generatedFiles.map(({ path }) => path).sort(),
  );
});

test("each check of the generated codecs names a statement of the draft", (t) => {
  const { requirements } = JSON.parse(readFileSync("spec-tests/vectors/manifest.json", "utf8")) as {
    requirements: Record<string, unknown>;
  };
  for (const { path } of generatedFiles) {
    const comments = [...readFileSync(path, "utf8").matchAll(/^ *\/\/ [A-Z0-9]{4}  (\S+)  \S+: .*\n.*\n?.*state\.fail/gm)];
    const checks = readFileSync(path, "utf8").split("state.fail(").length - 1;
    t.is(comments.length, checks, path);
    for (const [, id] of comments) t.true(id !== undefined && id in requirements, `${path}: ${String(id)}`);
  }
});

test("the generated type of a frame is that of the schema", (t) => {
  const asValue = (value: Frame): FrameValue => value;
  const asFrame = (value: FrameValue): Frame => value;
  t.deepEqual(asFrame(asValue({ type: "text", text: "" })), { type: "text", text: "" });
});
