/** Builds a draft of another protocol with the same tools, which contain no knowledge of WebSocket2. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import test from "ava";

import { compile, toPlain } from "../../reference/layout/index.ts";
import { findXml2rfc } from "../../scripts/draft/xml2rfc/find-xml2rfc.ts";
import { parseExample } from "../../scripts/generate/example/render-example.ts";
import { type CommandResult, runWs2 } from "../scripts/cli/run-ws2.ts";
import { telegram } from "./telegram.ts";

const here = "spec-tests/other-draft";
const name = "draft-sensor-telegram-00";
const out = mkdtempSync(join(tmpdir(), "other-draft-"));

const renders = spawnSync(findXml2rfc(process.env), ["--version"]).status === 0;

let built: CommandResult | undefined;
test.before("builds the draft", async () => {
  built = await runWs2(["draft", "build", `${here}/draft-sensor-telegram.md`, "-o", out, ...(renders ? [] : ["--xml-only"])]);
});
test.after.always("removes the folder", () => rmSync(out, { recursive: true, force: true }));

const read = (file: string): string => readFileSync(join(out, file), "utf8");

interface Example {
  readonly id: string;
  readonly value: unknown;
  readonly lines: readonly string[];
}

test("builds to XML, with values, diagrams and tables of its own schemas", (t) => {
  t.deepEqual([built?.code, built?.error], [0, ""]);
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

test("lists its requirements with their files", (t) => {
  const text = read("draft-sensor-telegram.requirements.json");
  const requirements = JSON.parse(text) as { id: string; level: string; file?: string; line: number }[];
  t.deepEqual(requirements.map(({ id, level, file, line }) => [id, level, file, line]), [
    ["R-001", "MUST", `${here}/telegrams.md`, 7],
    ["R-002", "SHOULD", `${here}/telegrams.md`, 7],
  ]);
});

test("prints an example that decodes to its value again", (t) => {
  const examples = JSON.parse(read("draft-sensor-telegram.examples.json")) as Example[];
  const warm = examples.find(({ id }) => id === "telegram/warm");
  const printed = parseExample(warm?.lines ?? []);
  const decoded = compile(telegram).decode("octets" in printed ? printed.octets : new Uint8Array());
  t.deepEqual(decoded.ok ? toPlain(decoded.value) : decoded, warm?.value);
});

(renders ? test : test.skip)("renders to text and HTML without a warning, and says what it wrote", (t) => {
  t.deepEqual(built?.out.trimEnd().split("\n"), ["xml", "txt", "html"].map((extension) => join(out, `${name}.${extension}`)));
  t.regex(read(`${name}.txt`), /92 67 {2,}sensor = 4711\n {3}00 {2,}reserved = 0, quantity = temperature\n/);
  t.regex(read(`${name}.txt`), /a response of \[HTTP\]/);
  t.regex(read(`${name}.html`), /<svg [^>]*viewBox="0 0 200 24"/);
  t.regex(read(`${name}.html`), /<text [^>]*>gateway<\/text>/);
  t.regex(read(`${name}.txt`), /\| client \| {16}\| gateway \|/);
});
