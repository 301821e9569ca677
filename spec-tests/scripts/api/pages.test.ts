import { resolve } from "node:path";
import test from "ava";
import { Application, type DeclarationReflection, LogLevel, type ProjectReflection, ReflectionKind } from "typedoc";
import type { ElementModel } from "../../../reference/layout/model.ts";
import * as schema from "../../../reference/schema/index.ts";
import { elementsOf } from "../../../scripts/api/elements.ts";
import { elementText } from "../../../scripts/api/element-text.ts";
import { load } from "../../../scripts/api/plugin.ts";
import { escapeMarkup } from "../../../scripts/common/markup.ts";

const elements = elementsOf(schema);

test("every element of the model is an export of the schema", (t) => {
  const exported = [...elements.values()].map(({ id }) => id).sort();
  t.deepEqual(exported, Object.keys(schema.websocket2.elements).sort());
});

/** Returns the texts that the page of an element shows: descriptions and meanings. */
function textsOf(element: ElementModel): readonly string[] {
  switch (element.kind) {
    case "struct":
      return element.fields.map(({ description }) => description);
    case "registry":
      return element.entries.map(({ meaning }) => meaning);
    case "limits":
      return element.entries.flatMap(({ description, over }) => [description, over]);
    case "machine":
      return [...element.states, ...element.events, ...element.guards, ...element.actions].map(({ description }) => description);
    default:
      return [element.description];
  }
}

/** Returns the sections that the page links. */
function cited(element: ElementModel): readonly string[] {
  const inner = element.kind === "struct" ? element.fields : element.kind === "limits" ? element.entries : [];
  return [element, ...inner].map(({ cite }) => cite).filter((cite) => cite.startsWith("#"));
}

for (const [name, element] of elements) {
  test(`the page of ${name} describes every part and links its sections`, (t) => {
    const text = elementText(element, schema.websocket2);
    for (const each of textsOf(element)) t.true(text.includes(escapeMarkup(each)), each);
    for (const cite of cited(element)) t.true(text.includes(`href="draft:${cite}"`), cite);
    t.is(text.includes("export function read"), element.kind === "struct" || element.kind === "prefixed", "the code that reads it");
  });
}

async function convert(): Promise<ProjectReflection | undefined> {
  const app = await Application.bootstrap({
    entryPoints: [resolve("reference/schema/index.ts")],
    tsconfig: resolve("spec-tests/scripts/api/tsconfig.json"),
    skipErrorChecking: true,
    disableGit: true,
    sourceLinkTemplate: "{path}",
    logLevel: LogLevel.Error,
  });
  load(app);
  return app.convert();
}

test("types derived from the schema are readable, and every property has documentation", async (t) => {
  const project = await convert();
  const find = (name: string): DeclarationReflection | undefined => project?.children?.find((each) => each.name === name);
  const codes = '"CLOS" | "UTF8" | "DECO" | "FRAM" | "LRGE" | string';
  t.is(find("errorPayload")?.type?.toString(), `Struct<{ code: ${codes} } | { code: ${codes}; status: number; reason: string }>`);
  t.is(find("frame")?.type?.toString(), "Struct<Frame>");
  t.is(find("pingKind")?.type?.toString(), 'Registry<"ping" | "pong">');
  t.is(find("limit")?.type?.toString(), "Limits");
  // The compiler orders the alternatives.
  t.deepEqual(find("ConnectionRole")?.type?.toString().split(" | ").sort(), ['"client"', '"server"']);
  const members = project?.getReflectionsByKind(ReflectionKind.Property) ?? [];
  t.true(members.length > 10);
  t.deepEqual(members.filter((member) => !member.hasComment()).map((member) => member.getFullName()), []);
  const comment = find("frame")?.comment?.summary.map(({ text }) => text).join("") ?? "";
  t.true(comment.includes(elementText(schema.frame.model, schema.websocket2)));
});
