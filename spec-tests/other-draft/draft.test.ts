/** Builds a draft of another protocol with the same tools, which contain no knowledge of WebSocket2. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { type ExecutionContext } from "ava";
import { compile, toPlain } from "../../reference/layout/index.ts";
import { writeFileAtomic } from "../../scripts/common/files.ts";
import { findXml2rfc } from "../../scripts/draft/xml2rfc/render.ts";
import { parseExample } from "../../scripts/generate/example/render-example.ts";
import { programArgs } from "../programs.ts";
import { sensorTelegram, telegram } from "./telegram.ts";

const here = "spec-tests/other-draft";
const name = "draft-sensor-telegram-00";
const model = "build/other-draft/model.json";

/** Runs a program from the root of the repository. */
function run(t: ExecutionContext, script: readonly string[], ...args: readonly string[]): string {
  const env = { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0" };
  const { status, stdout, stderr } = spawnSync(process.execPath, [...script, ...args], {
    encoding: "utf8",
    env,
  });
  t.deepEqual([status, stderr], [0, ""]);
  return stdout;
}

/** Builds the draft into a folder that the test removes. */
function build(
  t: ExecutionContext,
  ...options: readonly string[]
): { readonly read: (file: string) => string; readonly out: string; readonly said: string } {
  const out = mkdtempSync(join(tmpdir(), "other-draft-"));
  t.teardown(() => rmSync(out, { recursive: true, force: true }));
  writeFileAtomic(model, JSON.stringify(sensorTelegram));
  const said = run(t, programArgs("draft/main"), `${here}/draft-sensor-telegram.md`, "-o", out, ...options);
  return { read: (file) => readFileSync(join(out, file), "utf8"), out, said };
}

interface Example {
  readonly id: string;
  readonly value: unknown;
  readonly lines: readonly string[];
}

test.serial("builds to XML, with values, diagrams and tables of its own schemas", (t) => {
  const { read } = build(t);
  const xml = read(`${name}.xml`);
  for (const text of [
    "<t>Each sensor has a number up to 1073741823.</t>",
    "Forms of Serial Number",
    "Sensor (8, 16 or 32 bits)",
    "<name>Quantities</name>",
    "telegram-sensors",
    "over 256 octets",
  ]) {
    t.true(xml.includes(text), text);
  }
  t.notRegex(xml, /websocket/i);
});

test.serial("lists its requirements with their files", (t) => {
  const text = build(t).read("draft-sensor-telegram.requirements.json");
  const requirements = JSON.parse(text) as { id: string; level: string; file?: string; line: number }[];
  t.deepEqual(requirements.map(({ id, level, file, line }) => [id, level, file, line]), [
    ["R-001", "MUST", `${here}/telegrams.md`, 7],
    ["R-002", "SHOULD", `${here}/telegrams.md`, 7],
  ]);
});

test.serial("prints an example that decodes to its value again", (t) => {
  const examples = JSON.parse(build(t).read("draft-sensor-telegram.examples.json")) as Example[];
  const warm = examples.find(({ id }) => id === "telegram/warm");
  const printed = parseExample(warm?.lines ?? []);
  const decoded = compile(telegram).decode("octets" in printed ? printed.octets : new Uint8Array());
  t.deepEqual(decoded.ok ? toPlain(decoded.value) : decoded, warm?.value);
});

const rendered = spawnSync(findXml2rfc(process.env), ["--version"]).status === 0 ? test.serial : test.serial.skip;

rendered("renders to text and HTML without a warning, and says what it wrote", (t) => {
  const { read, out, said } = build(t, "--render");
  t.deepEqual(said.trimEnd().split("\n"), ["xml", "html", "txt"].map((extension) => join(out, `${name}.${extension}`)));
  t.regex(read(`${name}.txt`), /92 67 {2,}sensor = 4711\n {3}00 {2,}reserved = 0, quantity = temperature\n/);
  t.regex(read(`${name}.txt`), /a response of \[HTTP\]/);
  t.regex(read(`${name}.html`), /<svg [^>]*viewBox="0 0 200 24"/);
  t.regex(read(`${name}.html`), /<text [^>]*>gateway<\/text>/);
  t.regex(read(`${name}.txt`), /\| client \| {16}\| gateway \|/);
});
