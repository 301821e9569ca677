/**
 * Fences with a value, printed as its octets or field lines.
 *
 * @module
 */
import type { Code } from "mdast";
import { z } from "zod";
import { toHex } from "../../common/octets.ts";
import { ViewError } from "../../generate/blocks.ts";
import { readFenceAttributes } from "../directives/attributes.ts";
import { checkFigureLines, figureElement } from "../elements/figure.ts";
import { describeLocation } from "../source/expand-includes.ts";
import type { SourcePosition, ReportDiagnostic } from "../diagnostics/diagnostics.ts";
import { positionOf } from "../diagnostics/diagnostics.ts";
import { NO_MODEL, type RenderExample, type TransformState } from "../state.ts";
import { cdata, el, type XmlNode } from "../xml/xml-node.ts";
import { parseYaml } from "../yaml/yaml.ts";

const exampleAttributes = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+(\/[a-z0-9-]+)+$/, "expected element/name, lower case with hyphens"),
});

/** Reads the value of a fence. Its lines begin below the fence, with the same indentation. */
function readValue(report: ReportDiagnostic, node: Code): unknown {
  const { line, column } = positionOf(node);
  return parseYaml(node.value, report, { lines: line, columns: column - 1 })?.value;
}

/** Returns the element of an example: the first segment of its id. */
function elementIdOf(id: string): string {
  return id.split("/")[0] ?? "";
}

function renderValue(state: TransformState, id: string, value: unknown, at: SourcePosition): ReturnType<RenderExample> | undefined {
  if (state.model === undefined) {
    state.report(at, "example", NO_MODEL);
    return undefined;
  }
  try {
    return state.renderExample(state.model, id, value);
  } catch (error) {
    const element = error instanceof ViewError ? error.element : elementIdOf(id);
    const known = Object.hasOwn(state.model.elements, element) ? element : undefined;
    state.report(at, "example", `example ${id}: ${error instanceof Error ? error.message : String(error)}`, known);
    return undefined;
  }
}

/** Returns the figure of an example, with its id as title. */
export function exampleFigure(state: TransformState, node: Code): XmlNode[] {
  const at = positionOf(node);
  const id = readFenceAttributes(state, node, exampleAttributes)?.id;
  const value = readValue(state.report, node);
  if (id === undefined || value === undefined) return [];
  const before = state.examples.find((other) => other.id === id);
  if (before !== undefined) {
    state.report(at, "example", `example ${id} is already in ${describeLocation(state.segments, { line: before.line, column: 1 })}`);
  }
  const rendered = renderValue(state, id, value, at);
  if (rendered === undefined || before !== undefined) return [];
  const { lines, octets } = rendered;
  checkFigureLines(state, lines, () => at, elementIdOf(id));
  const title = `Example ${id}`;
  const anchor = `example-${id.replaceAll("/", "-")}`;
  const inHex = octets === undefined ? {} : { octets: toHex(octets) };
  state.examples.push({ id, title, anchor, value, lines, ...inHex, section: state.section?.anchor ?? "", line: at.line });
  return [
    figureElement(state, node, { id: anchor, title }, el(node, "sourcecode", { type: "test-vectors" }, [cdata(at, lines.join("\n"))])),
  ];
}
