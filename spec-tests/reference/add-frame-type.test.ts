import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import test from "ava";
import { tsImport } from "tsx/esm/api";

import { compileElement, fromHex, type Model, toHex } from "../../reference/layout/index.ts";
import { views } from "../../scripts/generate/views.ts";
import { toText } from "../../scripts/generate/text.ts";
import { frameSuite } from "../../scripts/interop/generate/frame-suite.ts";

/** Replaces a text that occurs exactly once. */
async function edit(path: string, from: string, to: string): Promise<void> {
  const text = await readFile(path, "utf8");
  if (text.split(from).length !== 2) throw new Error(`${path}: expected ${JSON.stringify(from)} once`);
  await writeFile(path, text.replace(from, to));
}

/** Returns the code of the steps in reference/README.md, so that the test runs the page. */
async function stepsOfReadme(): Promise<{ payload: string; entry: string }> {
  const text = await readFile("reference/README.md", "utf8");
  const fences = [...text.matchAll(/^ {3}```ts\n(.*?)^ {3}```$/gms)].map((match) => (match[1] as string).replace(/^ {3}/gm, ""));
  const [payload, entry] = fences;
  if (payload === undefined || entry === undefined) throw new Error("reference/README.md: expected the code of two steps");
  return { payload, entry };
}

/** Returns the model of a copy of the schema with a further frame type. */
async function extended(): Promise<Model> {
  await mkdir("build", { recursive: true });
  const folder = await mkdtemp("build/add-frame-type-");
  const copy = join(folder, "reference");
  try {
    await cp("reference", copy, { recursive: true });
    const { payload, entry } = await stepsOfReadme();
    await writeFile(join(copy, "schema/frames/note.ts"), payload);
    const ping = '{ code: 3, name: "ping", meaning: "A ping or its pong", cite: "#ping-frame" },';
    await edit(join(copy, "schema/registries.ts"), ping, `${ping}\n    ${entry.trim()}`);
    const frame = join(copy, "schema/frames/frame.ts");
    await edit(frame, "ping: pingPayload }", "ping: pingPayload, note: notePayload }");
    await edit(
      frame,
      'import { pingPayload } from "./ping.ts";',
      'import { notePayload } from "./note.ts";\nimport { pingPayload } from "./ping.ts";',
    );
    await edit(frame, '.reserved("reserved", 4,', '.reserved("reserved", 3,');
    await edit(frame, "code(2, frameType)", "code(3, frameType)");
    const { websocket2 } = (await tsImport(pathToFileURL(join(copy, "schema/index.ts")).href, import.meta.url)) as { websocket2: Model };
    return websocket2;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Returns a view of an element as text. */
function shown(model: Model, view: string, id: string, attributes: Record<string, string> = {}): string {
  const element = model.elements[id];
  const found = views[view];
  if (element === undefined || found === undefined) throw new Error(`no ${view} of ${id}`);
  return toText(found.render(element, attributes, model));
}

interface Case {
  readonly id: string;
  readonly result: string;
  readonly frames?: readonly Readonly<Record<string, unknown>>[];
  readonly errors?: readonly string[];
}

function casesOf(suite: object): readonly Case[] {
  return (suite as { readonly groups: readonly { readonly cases: readonly Case[] }[] }).groups.flatMap((group) => group.cases);
}

test("a frame type added to the schema appears in codec, table, diagram, notation and vectors", async (t) => {
  const model = await extended();
  const codec = compileElement(model, "frame");
  const note = { type: "note", urgency: 3, remark: "Hi" };
  t.is(toHex(codec.encode(note)), "0404034869");
  t.deepEqual(codec.decode(fromHex("0404034869")), { ok: true, value: note });
  t.like(codec.decode(fromHex("0204 04".replace(" ", ""))), {
    ok: false,
    issue: { code: "FRAM", rule: "most", path: "urgency", octet: 2 },
  });
  t.like(codec.decode(fromHex("030403ff")), { ok: false, issue: { code: "UTF8", path: "remark" } });
  t.is(toHex(codec.encode({ type: "text", text: "Hi" })), "03004869");

  t.regex(shown(model, "registry", "frame-type"), /\| 4 +\| note +\| A remark between messages/);
  t.regex(shown(model, "fields", "note-payload"), /Urgency .*\n[^]*Remark /);
  t.regex(shown(model, "diagram", "frame", { case: "note" }), /Urgency/);
  t.regex(shown(model, "notation", "frame"), /Urgency \(8\)/);

  const cases = casesOf(frameSuite(model));
  t.true(
    cases.some(({ result, frames }) => result === "valid" && frames?.some((frame) => frame["type"] === "note" && frame["urgency"] === 3)),
  );
  const errors = new Map(cases.map((each) => [each.id, each.errors]));
  t.deepEqual(errors.get("frame/gen/note/urgency-most/4"), ["FRAM"]);
  t.deepEqual(errors.get("frame/gen/note/remark-utf8/ff"), ["UTF8"]);
});
