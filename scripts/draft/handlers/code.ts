import type { Code } from "mdast";
import { z } from "zod";
import { drawAscii } from "../aasvg.ts";
import { flag, readMeta } from "../attributes.ts";
import { readBeside } from "../beside.ts";
import { example } from "../examples.ts";
import { checkCharacters, checkLines, figure, widest } from "../figures.ts";
import { fold } from "../fold.ts";
import { placeOf, type Place } from "../messages.ts";
import type { State } from "../state.ts";
import { checkSvg, svgElement } from "../svg.ts";
import { cdata, el, raw, type XmlElement, type XmlNode } from "../xml.ts";

const common = { id: z.string().optional(), title: z.string().optional(), name: z.string().optional(), src: z.string().optional() };

const drawn = z.strictObject({ ...common, alt: z.string().optional() });

const drawing = drawn.extend({ svg: z.string().optional() });

const sourcecode = z.strictObject({ ...common, markers: flag, fold: flag });

/** The text of a block, where it comes from, and how a mistake in one of its lines is placed. */
interface Content {
  readonly lines: readonly string[];
  readonly at: Place;
  readonly placeOfLine: (index: number) => Place;
}

/** The text of a fence, or of the file that `src` names. */
function contentOf(state: State, node: Code, src: string | undefined): Content | undefined {
  const at = placeOf(node);
  const own = { line: at.line + 1, column: 1 };
  if (src === undefined) return { lines: node.value.split("\n"), at: own, placeOfLine: (index) => ({ line: own.line + index, column: 1 }) };
  if (node.value !== "") {
    state.report(at, "attribute", `fence with src="${src}" has a text of its own; expected one of the two`);
    return undefined;
  }
  const file = readBeside(state, src, at, "src");
  if (file === undefined) return undefined;
  checkCharacters(state, file.text, at);
  return { lines: file.text.trimEnd().split("\n"), at, placeOfLine: () => at };
}

/** A figure of a drawing, and where there is one its twin in SVG. */
function drawingFigure(state: State, node: Code, meta: z.infer<typeof drawn>, { at, lines, placeOfLine }: Content, svg: string | undefined): XmlNode[] {
  const { name, alt } = meta;
  checkLines(state, lines, placeOfLine);
  const ascii = el(node, "artwork", { type: "ascii-art", name, alt }, [cdata(at, lines.join("\n"))]);
  const twin = svg === undefined ? undefined : el(node, "artwork", { type: "svg", alt }, [raw(node, svg)]);
  return [figure(state, node, meta, twin === undefined ? ascii : el(node, "artset", {}, [twin, ascii]))];
}

/** A drawing, perhaps with a file that shows the same. */
function artwork(state: State, node: Code): XmlNode[] {
  const meta = readMeta(state, node, drawing);
  const content = meta && contentOf(state, node, meta.src);
  if (meta === undefined || content === undefined) return [];
  return drawingFigure(state, node, meta, content, meta.svg === undefined ? undefined : svgOf(state, node, meta.svg));
}

/** A drawing whose twin in SVG is made of it. */
function aasvg(state: State, node: Code): XmlNode[] {
  const meta = readMeta(state, node, drawn);
  const content = meta && contentOf(state, node, meta.src);
  if (meta === undefined || content === undefined) return [];
  const made = drawAscii(content.lines);
  if ("reason" in made) state.report(content.at, "aasvg", made.reason);
  return drawingFigure(state, node, meta, content, "svg" in made ? made.svg : undefined);
}

/** The drawing of a file; a mistake in it is reported. */
function svgOf(state: State, node: Code, path: string): string | undefined {
  const at = placeOf(node);
  const file = readBeside(state, path, at, "svg");
  const problem = file && checkSvg(file.text);
  if (problem !== undefined) state.report(at, "svg", `${file?.path ?? path}:${problem.line}:${problem.column}: ${problem.reason}`);
  return file === undefined || problem !== undefined ? undefined : svgElement(file.text);
}

function folded(state: State, { lines, placeOfLine }: Content): readonly string[] {
  const result = fold(lines, widest);
  if (!("reason" in result)) return result;
  state.report(placeOfLine(result.index), "fold", result.reason);
  return lines;
}

function source(state: State, node: Code): XmlNode[] {
  const meta = readMeta(state, node, sourcecode);
  const content = meta && contentOf(state, node, meta.src);
  if (meta === undefined || content === undefined) return [];
  const { name, markers } = meta;
  const lines = meta.fold === true ? folded(state, content) : content.lines;
  if (lines === content.lines) checkLines(state, lines, content.placeOfLine, undefined, ", or fold in the braces of the fence");
  const attributes = { type: node.lang ?? undefined, name, markers };
  const element: XmlElement = el(node, "sourcecode", attributes, [cdata(content.at, lines.join("\n"))]);
  return [meta.id === undefined && meta.title === undefined ? element : figure(state, node, meta, element)];
}

/** The languages that are no source code. */
const special = new Map([
  ["aasvg", aasvg],
  ["artwork", artwork],
  ["example", example],
]);

/** A fence is `<artwork>`, an example, or else `<sourcecode>`. */
export function handleCode(state: State, node: Code): XmlNode[] {
  return (special.get(node.lang ?? "") ?? source)(state, node);
}
