import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

import test, { type ExecutionContext } from "ava";
import fc from "fast-check";
import ts from "typescript";

import { type Codec, compile, compilePrefixed, describe, type SourceOptions, sourceOf, toPlain } from "../../../reference/layout/index.ts";
import * as h2 from "../../../scripts/interop/h2/wire/payloads.ts";
import { message } from "../../other-protocols/rfc1035/message.ts";
import { frame as webSocketFrame } from "../../other-protocols/rfc6455/frame.ts";
import { hex } from "../../other-protocols/support.ts";
import { loaderArgs, modulePath } from "../../programs.ts";
import { varint } from "../../other-protocols/rfc9000/varint.ts";
import { sumOf } from "./generated/oracle.ts";
import { anyStruct } from "./generated/structs.ts";
import { tree } from "./tree.ts";
import { doc, flagged, kinds, letters, octet, openKinds, openLetters, thing } from "./support.ts";
import { asciiCode, code, counted, nested, octets, repeated, rest, uint } from "../../../reference/layout/index.ts";

const run = promisify(execFile);
const RUNTIME = modulePath("reference/layout/index.ts");
// Not compiled; the check of types reads the source.
const ORACLE = resolve("spec-tests/reference/layout/generated/oracle.ts");

/** A folder for the files of one test, inside the repository so that imports resolve. */
async function folderOf(t: ExecutionContext): Promise<string> {
  await mkdir("build", { recursive: true });
  const folder = await mkdtemp(resolve("build/source-"));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes a module and runs a program that imports it, where code generation is forbidden. @returns its output, parsed */
async function runWithout(t: ExecutionContext, source: string, program: string): Promise<unknown> {
  const folder = await folderOf(t);
  await writeFile(join(folder, "codec.mjs"), source);
  const path = join(folder, "program.mjs");
  await writeFile(path, `import * as codec from "./codec.mjs";\n${program}`);
  const { stdout } = await run(process.execPath, ["--disallow-code-generation-from-strings", ...loaderArgs, path]);
  return JSON.parse(stdout);
}

const plainText =
  "JSON.stringify(value, (_, each) => typeof each === 'bigint' ? String(each) : each instanceof Uint8Array ? Buffer.from(each).toString('hex') : each)";

/** The result of decoding some octets by compiled code, in plain form. */
const expected = (codec: Codec<never>, text: string): unknown => toPlain(codec.decode(hex(text)));

for (const [title, codec, name, text] of [
  ["a WebSocket frame, masked", compile(webSocketFrame), "websocketFrameCodec", "81 85 37 fa 21 3d 7f 9f 4d 51 58"],
  ["a WebSocket frame that ends early", compile(webSocketFrame), "websocketFrameCodec", "81 7e 01"],
  ["a DNS query", compile(message), "dnsMessageCodec", "1234 0100 0001 0000 0000 0000 03 777777 07 6578616d706c65 00 0001 0001"],
  ["a DNS query with a reserved bit", compile(message), "dnsMessageCodec", "1234 0140 0000 0000 0000 0000"],
  ["a QUIC integer", compilePrefixed(varint.model), "varintCodec", "c2 19 7c 5e ff 14 e8 8c"],
] as readonly (readonly [string, Codec<never>, string, string])[]) {
  test(`the text of source() loads and decodes ${title} where code generation is forbidden`, async (t) => {
    const program = `const value = codec.${name}.decode(Buffer.from("${text.replaceAll(" ", "")}", "hex"));\nconsole.log(${plainText});`;
    t.deepEqual(await runWithout(t, codec.source({ runtime: RUNTIME }), program), expected(codec, text));
  });
}

test("the text of source() encodes, and names the field of a value that it cannot encode", async (t) => {
  const value = {
    id: 1,
    response: false,
    opcode: "QUERY",
    authoritative: false,
    truncated: false,
    recursionDesired: true,
    recursionAvailable: false,
    rcode: "NOERROR",
    answerCount: 0,
    authorityCount: 0,
    additionalCount: 0,
    questions: [],
    records: "",
  };
  const program = `
    const value = { ...${JSON.stringify(value)}, records: new Uint8Array() };
    const octets = Buffer.from(codec.dnsMessageCodec.encode(value)).toString("hex");
    try { codec.dnsMessageCodec.encode({ ...value, id: 65536 }); }
    catch (error) { console.log(JSON.stringify([octets, error.name, error.path])); }`;
  t.deepEqual(await runWithout(t, compile(message).source({ runtime: RUNTIME }), program), [
    "000101000000000000000000",
    "LocalError",
    "id",
  ]);
});

test("the text imports from websocket2/layout unless told otherwise, and has a codec, its parts and its functions", (t) => {
  const source = compile(octet).source();
  t.regex(source, /^import \{ .*codecOf.* \} from "websocket2\/layout";$/m);
  for (const name of ["function readOctet", "function writeOctet", "const octetParts", "const octetCodec"]) {
    t.true(source.includes(`export ${name}`), name);
  }
  t.is(source, sourceOf(describe("Test", [octet]), "octet"));
});

test("text of a model enters comments as one line that cannot end them", (t) => {
  const { model } = octet;
  const hostile = { ...model, title: "*/ throw 1; /*", description: "a\nthrow 2", fault: "F\nthrow 3" };
  const source = sourceOf({ format: 1, name: "Test", elements: { octet: hostile } }, "octet", {
    header: ["*/ throw 4"],
    requirement: () => "R\nthrow 5",
  });
  t.notRegex(source, /^\s*throw|\*\/ throw/m);
});

const options: SourceOptions = { language: "typescript", runtime: RUNTIME, functions: ORACLE };

/** The complaints of TypeScript about modules, with the settings of the package. */
function complaints(files: readonly string[]): string[] {
  const { config } = ts.readConfigFile("tsconfig.json", ts.sys.readFile) as { config: { compilerOptions: object } };
  const { options: given } = ts.convertCompilerOptionsFromJson(
    { ...config.compilerOptions, rootDir: "/", noEmit: true, incremental: false, allowImportingTsExtensions: true },
    ".",
  );
  const { tsBuildInfoFile: _, rewriteRelativeImportExtensions: _relative, ...settings } = given;
  const program = ts.createProgram([...files], settings);
  return ts
    .getPreEmitDiagnostics(program)
    .map(
      ({ file, start, messageText }) =>
        `${file?.fileName ?? ""} ${file?.text.slice(start, (start ?? 0) + 60) ?? ""}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`,
    );
}

/** Structs that hold what other protocols do not. */
const structs = [
  thing("open")
    .field("kind", code(8, openKinds), doc)
    .field("letter", asciiCode(2, openLetters), doc)
    .field("fixed", asciiCode(2, letters), doc),
  thing("lists")
    .count("many", uint(8), {}, doc)
    .field("items", repeated(octet, counted("many")), doc)
    .field("ended", repeated(flagged(), { octet: 0xff }), doc),
  thing("optional")
    .omittable("kind", code(8, kinds, { omit: "low", bound: "way" }), doc)
    .when("kind", "high", "extra", uint(16), doc)
    .field("tail", octets(rest), doc),
  thing("grouped")
    .field("first", nested(thing("inner").field("x", uint(8), doc)), doc)
    .trailing("more", (group) => group.field("last", uint(8), doc)),
  thing("class")
    .field("new", uint(8), doc)
    .field("octets", octets(1), doc)
    .field("value", uint(12), doc)
    .field("offset", uint(4), doc)
    .field("checks", octets(rest), doc),
];

test("the TypeScript of source() passes the type checks of the package, whatever the layout", async (t) => {
  const folder = await folderOf(t);
  const drawn = fc.sample(anyStruct, { numRuns: 40, seed: 20260301 }).map(({ struct }) => compile(struct, { functions: { sumOf } }));
  const codecs = [
    ...drawn,
    ...structs.map((each) => compile(each as typeof octet)),
    compile(tree),
    compile(webSocketFrame),
    compile(message),
    h2.goawayCodec,
    h2.priorityCodec,
    compilePrefixed(varint.model),
  ];
  const files = await Promise.all(
    codecs.map(async (codec, index) => {
      const file = join(folder, `codec${index}.ts`);
      await writeFile(file, codec.source(options));
      return file;
    }),
  );
  t.deepEqual(complaints(files), []);
});
