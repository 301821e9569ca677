/**
 * Writes fences.
 *
 * @module
 */
import type { CodeBlock } from "../blocks/block.ts";
import type { ImportContext } from "../context.ts";
import { isBlank, trimBlankLines, type SourceLine } from "../source/source-line.ts";
import { bracesText } from "./attribute-braces.ts";
import { anchorOf, reportLost, type WriteBlock } from "./block-writer.ts";

/** Types of drawings. */
const artworkTypes = new Set(["ascii-art", "binary-art", "call-flow", "hex-dump", "artwork", "math"]);
/** Types that another program would draw. */
const drawnTypes = new Set([
  "ditaa",
  "goat",
  "math-asciitex",
  "mermaid",
  "mscgen",
  "plantuml",
  "plantuml-utxt",
  "plantuml-ascii-art",
  "protocol",
  "protocol-aasvg",
  "protocol-goat",
  "railroad",
  "railroad-utf8",
]);
/** Types that mean something else in a draft. */
const takenTypes = new Set(["example"]);

/** Returns the language of the fence, after its types in kramdown-rfc. */
function languageOf(context: ImportContext, { at, language, attributes }: CodeBlock, isFigure: boolean): string {
  const [given = "", ...others] = (attributes.values.artworktype ?? attributes.values.sourcecodetype ?? language).split(/\s+/);
  const type = given.replace(/^language-/, "").replace(/-(?:from|check)-.*$/, "");
  if (others.length > 0) {
    context.report(at, "fence", `"${others.join(" ")}" behind the type "${type}" is left out: it has no counterpart`);
  }
  if (drawnTypes.has(type)) {
    context.report(at, "drawing", `"${type}" is printed as it stands: draw it in ASCII, or name an SVG file with svg=`);
  }
  if (type === "" || artworkTypes.has(type)) return isFigure ? "artwork" : "";
  if (takenTypes.has(type)) return isFigure ? "text" : "";
  return drawnTypes.has(type) ? "artwork" : type;
}

/** The attributes that a fence carries over, by their names in kramdown-rfc. */
const carried = {
  name: ["sourcecodename", "artworkname", "name"],
  alt: ["artworkalt", "alt"],
  markers: ["sourcecodemarkers"],
  type: ["artworktype", "sourcecodetype"],
} as const;
const carriedKeys = ["id", "title", ...Object.values(carried).flat()];

const includePattern = /^\s*\{::include[\w.-]*\s+(?<path>[^{}]+?)\}\s*$/;

/** Returns the path of a file that could not be copied into the fence. */
function includedPath(lines: readonly SourceLine[]): string | undefined {
  const filled = lines.filter((line) => !isBlank(line));
  return filled.length === 1 ? includePattern.exec(filled[0]?.text ?? "")?.groups?.path : undefined;
}

/** A fence with its caption, which makes it a figure. */
export const writeCode: WriteBlock<"code"> = (context, block) => {
  const { attributes, at, lines } = block;
  const { title } = attributes.values;
  reportLost(context, block, "a fence", carriedKeys);
  const valueOf = (name: keyof typeof carried): string | undefined =>
    carried[name].map((key) => attributes.values[key]).find((value) => value !== undefined);
  const id = anchorOf(attributes);
  const src = includedPath(lines);
  const texts = src === undefined ? trimBlankLines(lines).map(({ text }) => text.trimEnd()) : [];
  if (texts.length === 0 && src === undefined) {
    context.report(at, "fence", "the fence is empty; it is left out");
    return [];
  }
  const language = languageOf(context, block, id !== undefined || title !== undefined || src !== undefined);
  const isArtwork = language === "artwork" || language === "aasvg";
  const own = isArtwork ? { alt: valueOf("alt") } : { markers: valueOf("markers") === "true" || undefined };
  const longest = Math.max(2, ...texts.map((text) => /^\s*(?<mark>`{3,})/.exec(text)?.groups?.mark?.length ?? 0));
  const fence = "`".repeat(longest + 1);
  const braces = language === "" ? "" : bracesText({ id, values: { title, name: valueOf("name"), src, ...own } });
  return [`${fence}${language}${braces === "" ? "" : ` ${braces}`}`, ...texts, fence];
};
