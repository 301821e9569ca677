import type { Code } from "mdast";
import { z } from "zod";
import { drawAscii } from "../drawings/aasvg.ts";
import { flagAttribute, readFenceAttributes } from "../directives/attributes.ts";
import { readRelativeFile } from "../source/relative-file.ts";
import { exampleFigure } from "../schema-views/example.ts";
import { checkFigureLines, figureElement, MAX_COLUMNS } from "../elements/figure.ts";
import { foldLines } from "../drawings/fold.ts";
import { positionOf, type SourcePosition } from "../diagnostics/diagnostics.ts";
import type { TransformState } from "../state.ts";
import { checkSvg, svgElement } from "../drawings/svg.ts";
import { cdata, el, raw, type XmlElement, type XmlNode } from "../xml/xml-node.ts";

const commonAttributes = {
  id: z.string().optional(),
  title: z.string().optional(),
  name: z.string().optional(),
  src: z.string().optional(),
};

const aasvgAttributes = z.strictObject({ ...commonAttributes, alt: z.string().optional() });

const artworkAttributes = aasvgAttributes.extend({ svg: z.string().optional() });

const sourcecodeAttributes = z.strictObject({ ...commonAttributes, markers: flagAttribute, fold: flagAttribute });

/** The text of a block, its file, and the places of its lines. */
interface FenceContent {
  readonly lines: readonly string[];
  readonly at: SourcePosition;
  readonly positionOfLine: (index: number) => SourcePosition;
}

/** Returns the text of a fence or of its `src` file. */
function readFenceContent(state: TransformState, node: Code, src: string | undefined): FenceContent | undefined {
  const at = positionOf(node);
  const own = { line: at.line + 1, column: 1 };
  if (src === undefined && node.value.trim() === "") {
    const report = at.line === state.unclosedLine ? state.reportCascade : state.report;
    report(at, "empty-fence", "fence is empty; expected text, or src= with the path of a file in its braces");
    return undefined;
  }
  if (src === undefined) {
    return { lines: node.value.split("\n"), at: own, positionOfLine: (index) => ({ line: own.line + index, column: 1 }) };
  }
  if (node.value !== "") {
    state.report(at, "attribute", `fence with src="${src}" has its own text too; expected one of them`);
    return undefined;
  }
  const file = readRelativeFile(state, src, at, "src");
  if (file === undefined) return undefined;
  return { lines: file.text.trimEnd().split("\n"), at, positionOfLine: () => at };
}

/** Returns the figure of a drawing, with its SVG if it has one. */
function drawingFigure(
  state: TransformState,
  node: Code,
  meta: z.infer<typeof aasvgAttributes>,
  { at, lines, positionOfLine: placeOfLine }: FenceContent,
  svg: string | undefined,
): XmlNode[] {
  const { name, alt } = meta;
  checkFigureLines(state, lines, placeOfLine);
  const ascii = el(node, "artwork", { type: "ascii-art", name, alt }, [cdata(at, lines.join("\n"))]);
  const twin = svg === undefined ? undefined : el(node, "artwork", { type: "svg", alt }, [raw(node, svg)]);
  return [figureElement(state, node, meta, twin === undefined ? ascii : el(node, "artset", {}, [twin, ascii]))];
}

/** A drawing, optionally with an SVG file. */
function handleArtwork(state: TransformState, node: Code): XmlNode[] {
  const meta = readFenceAttributes(state, node, artworkAttributes);
  const content = meta && readFenceContent(state, node, meta.src);
  if (meta === undefined || content === undefined) return [];
  return drawingFigure(state, node, meta, content, meta.svg === undefined ? undefined : readSvg(state, node, meta.svg));
}

/** A drawing from which aasvg makes the SVG. */
function handleAasvg(state: TransformState, node: Code): XmlNode[] {
  const meta = readFenceAttributes(state, node, aasvgAttributes);
  const content = meta && readFenceContent(state, node, meta.src);
  if (meta === undefined || content === undefined) return [];
  const made = drawAscii(content.lines);
  if ("reason" in made) state.report(content.at, "aasvg", made.reason);
  return drawingFigure(state, node, meta, content, "svg" in made ? made.svg : undefined);
}

/** Reads an SVG file. Reports a mistake in it. */
function readSvg(state: TransformState, node: Code, path: string): string | undefined {
  const at = positionOf(node);
  const file = readRelativeFile(state, path, at, "svg");
  const problem = file && checkSvg(file.text);
  if (problem !== undefined) state.report(at, "svg", `${file?.path ?? path}:${problem.line}:${problem.column}: ${problem.reason}`);
  return file === undefined || problem !== undefined ? undefined : svgElement(file.text);
}

/** Returns lines folded to the width of a figure. Reports a line that cannot be folded. */
function foldContent(state: TransformState, { lines, positionOfLine }: FenceContent): readonly string[] {
  const result = foldLines(lines, MAX_COLUMNS);
  if (!("reason" in result)) return result;
  state.report(positionOfLine(result.index), "fold", result.reason);
  return lines;
}

function handleSourcecode(state: TransformState, node: Code): XmlNode[] {
  const meta = readFenceAttributes(state, node, sourcecodeAttributes);
  const content = meta && readFenceContent(state, node, meta.src);
  if (meta === undefined || content === undefined) return [];
  const { name, markers } = meta;
  const lines = meta.fold === true ? foldContent(state, content) : content.lines;
  if (meta.fold !== true) checkFigureLines(state, lines, content.positionOfLine, undefined, ", or fold in the braces of the fence");
  const attributes = { type: node.lang ?? undefined, name, markers };
  const element: XmlElement = el(node, "sourcecode", attributes, [cdata(content.at, lines.join("\n"))]);
  return [meta.id === undefined && meta.title === undefined ? element : figureElement(state, node, meta, element)];
}

/** The languages of fences that are not source code. */
const fenceHandlers = new Map([
  ["aasvg", handleAasvg],
  ["artwork", handleArtwork],
  ["example", exampleFigure],
]);

/** A fence becomes `<artwork>`, an example, or `<sourcecode>`. */
export function handleCode(state: TransformState, node: Code): XmlNode[] {
  return (fenceHandlers.get(node.lang ?? "") ?? handleSourcecode)(state, node);
}
