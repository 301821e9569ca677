/**
 * Fences that hold a value and are printed as the octets or field lines that it becomes.
 *
 * @module
 */
import type { Code } from "mdast";
import { z } from "zod";
import { ViewError } from "../generate/blocks.ts";
import { readMeta } from "./attributes.ts";
import { checkLines, figure } from "./figures.ts";
import { whereIs } from "./include.ts";
import type { Place, Report } from "./messages.ts";
import { placeOf } from "./messages.ts";
import type { State } from "./state.ts";
import { cdata, el, type XmlNode } from "./xml.ts";
import { parseYaml } from "./yaml.ts";

const meta = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+(\/[a-z0-9-]+)+$/, "expected element/name, lower case with hyphens"),
});

/** Reads the value in a fence; its lines begin one line below the fence and are indented as it is. */
function readValue(report: Report, node: Code): unknown {
  const { line, column } = placeOf(node);
  return parseYaml(node.value, report, { lines: line, columns: column - 1 })?.value;
}

/** The first segment of an example's id names its element. */
function elementOf(id: string): string {
  return id.split("/")[0] ?? "";
}

function render(state: State, id: string, value: unknown, at: Place): readonly string[] | undefined {
  if (state.model === undefined) {
    state.report(at, "example", "the front matter names no model; expected model: with the path of its JSON");
    return undefined;
  }
  try {
    return state.renderExample(state.model, id, value).lines;
  } catch (error) {
    const element = error instanceof ViewError ? error.element : elementOf(id);
    const known = Object.hasOwn(state.model.elements, element) ? element : undefined;
    state.report(at, "example", `example ${id}: ${error instanceof Error ? error.message : String(error)}`, known);
    return undefined;
  }
}

/** An example is a figure whose title names it. */
export function example(state: State, node: Code): XmlNode[] {
  const at = placeOf(node);
  const id = readMeta(state, node, meta)?.id;
  const value = readValue(state.report, node);
  if (id === undefined || value === undefined) return [];
  const before = state.examples.find((other) => other.id === id);
  if (before !== undefined) state.report(at, "example", `example ${id} stands in ${whereIs(state.parts, { line: before.line, column: 1 })} already`);
  const lines = render(state, id, value, at);
  if (lines === undefined || before !== undefined) return [];
  checkLines(state, lines, () => at, elementOf(id));
  const title = `Example ${id}`;
  const anchor = `example-${id.replaceAll("/", "-")}`;
  state.examples.push({ id, title, anchor, value, lines, section: state.section?.anchor ?? "", line: at.line });
  return [figure(state, node, { id: anchor, title }, el(node, "sourcecode", { type: "test-vectors" }, [cdata(at, lines.join("\n"))]))];
}
