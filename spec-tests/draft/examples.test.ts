import { isDeepStrictEqual } from "node:util";

import test from "ava";

import { compileElement, fromPlain, toHex, toPlain } from "../../reference/layout/index.ts";
import { websocket2 } from "../../reference/schema/index.ts";
import { checkReply, checkRequest, type FieldLines } from "../../reference/wire/index.ts";
import { parseExample } from "../../scripts/generate/example/render-example.ts";
import { built, type Figure, textFigures, xmlFigures } from "./built.ts";
import { sourceExamples } from "./source.ts";

const PREFIX = "Example ";
const sources = sourceExamples();

/** What is wrong with one printed example; empty where it says what its author said. */
function judge(id: string, lines: readonly string[]): string[] {
  const printed = parseExample(lines);
  return "fields" in printed ? judgeFields(id, printed.fields) : judgeOctets(id, printed.octets);
}

function judgeOctets(id: string, octets: Uint8Array): string[] {
  const [element = ""] = id.split("/");
  const model = websocket2.elements[element];
  if (model?.kind !== "struct" && model?.kind !== "prefixed") return [`${id}: no element ${element}`];
  const codec = compileElement(websocket2, element);
  const source = sources.get(id);
  const compression = (source as { compression?: string } | null)?.compression;
  const decoded = codec.decode(octets, compression === undefined ? {} : { compression });
  if (!decoded.ok) return [`${id}: does not decode: ${JSON.stringify(decoded)}`];
  const problems: string[] = [];
  const value = toPlain(fromPlain(model, source));
  if (!isDeepStrictEqual(toPlain(decoded.value), value)) {
    problems.push(`${id}: decodes to ${JSON.stringify(toPlain(decoded.value))}, expected ${JSON.stringify(value)}`);
  }
  const again = toHex(codec.encode(decoded.value));
  if (again !== toHex(octets)) problems.push(`${id}: encodes to ${again}, printed is ${toHex(octets)}`);
  return problems;
}

function judgeFields(id: string, fields: FieldLines): string[] {
  const source = (sources.get(id) as { fields: FieldLines }).fields;
  if (!isDeepStrictEqual(fields, source)) return [`${id}: prints ${JSON.stringify(fields)}, expected ${JSON.stringify(source)}`];
  const accepted = fields.some(([name]) => name === ":method") ? requestProblem(fields) : replyProblem(fields);
  return accepted === undefined ? [] : [`${id}: ${accepted}`];
}

/** A server with an open policy accepts every request that the draft prints. */
function requestProblem(fields: FieldLines): string | undefined {
  const origins = fields.filter(([name]) => name === "origin").map(([, value]) => value);
  const result = checkRequest(fields, { endStream: false, policy: { origins } });
  return result.ok ? undefined : `request fails the check ${result.check}: ${result.seen}`;
}

/** A client that offered everything accepts a printed 200, and understands each refusal by its token. */
function replyProblem(fields: FieldLines): string | undefined {
  const offer = { lz4: [1, 9], deflate: [9, 15] } as const;
  const result = checkReply(fields, { endStream: false, offer, protocols: ["chat.v2", "chat"] });
  const said = Object.fromEntries(fields);
  if (said[":status"] === "200") return result.ok ? undefined : `reply fails the check ${result.check}`;
  if (result.ok || result.check !== "refused") return "expected a refusal";
  return result.token === said["websocket2-error"] ? undefined : `token ${String(result.token)} is not the printed one`;
}

function examplesOf(figures: readonly Figure[]): Map<string, string[]> {
  const found = figures.filter(([title]) => title.startsWith(PREFIX));
  return new Map(found.map(([title, lines]) => [title.slice(PREFIX.length), lines]));
}

const forms = { txt: examplesOf(textFigures(built("txt"))), xml: examplesOf(xmlFigures(built("xml"))) };

for (const [form, examples] of Object.entries(forms)) {
  test(`the built .${form} prints every example of the Markdown, and no other`, (t) => {
    t.true(sources.size >= 10);
    t.deepEqual([...examples.keys()].sort(), [...sources.keys()].sort());
  });

  for (const [id, lines] of examples) {
    test(`the example ${id} in the built .${form} round-trips through the reference code`, (t) => {
      t.deepEqual(judge(id, lines), []);
    });
  }

  test(`one changed octet of any printed example of the .${form} is found`, (t) => {
    for (const [id, lines] of examples) {
      const at = lines.findIndex((line) => /^ *[0-9a-f]{2}( |$)/.test(line));
      if (at < 0 || id.startsWith("handshake/")) continue;
      const changed = lines.with(at, (lines[at] as string).replace(/[0-9a-f]{2}/, (octet) => (octet === "00" ? "01" : "00")));
      t.not(judge(id, changed).length, 0, id);
    }
  });

  test(`one changed character of a printed header section of the .${form} is found`, (t) => {
    for (const [id, lines] of [...examples].filter(([each]) => each.startsWith("handshake/"))) {
      for (const at of lines.keys()) t.not(judge(id, lines.with(at, `${lines[at]}x`)).length, 0, `${id} line ${at}`);
    }
  });
}
