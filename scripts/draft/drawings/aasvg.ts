/**
 * Converts drawings in ASCII to SVG, by aasvg.
 *
 * The library of aasvg changes global objects, so it runs in a realm of its own and loads at the first drawing.
 *
 * @module
 */
import { readFileSync } from "node:fs";
import { createContext, runInContext, type Context } from "node:vm";
import { aasvgFile } from "./aasvg-file.ts";
import { checkSvg, svgElement } from "./svg.ts";

/** The time limit for one drawing, in milliseconds. A drawing takes a few. */
const TIMEOUT_MS = 20_000;

let loadedContext: Context | undefined;

/** Loads the library. Throws if it is not installed. */
function loadAasvg(): Context {
  if (loadedContext !== undefined) return loadedContext;
  const path = aasvgFile();
  const context = createContext({ module: {} });
  runInContext("var global = globalThis, console = { warn() {} };", context);
  runInContext(readFileSync(path, "utf8"), context, { filename: path });
  loadedContext = context;
  return context;
}

/** A drawing, or the reason why it cannot be drawn. */
export type AasvgResult = { readonly svg: string } | { readonly reason: string };

/** Draws lines of ASCII as an `<svg>` in the profile of RFC 7996, without width and height. */
export function drawAscii(lines: readonly string[]): AasvgResult {
  if (lines.every((line) => line.trim() === "")) return { reason: "the drawing is empty; expected lines of ASCII" };
  try {
    const context = loadAasvg();
    context.drawing = lines.join("\n");
    const svg = svgElement(
      String(runInContext("module.exports.diagramToSVG(drawing, { style: {}, fill: true })", context, { timeout: TIMEOUT_MS })),
    );
    const problem = checkSvg(svg);
    return problem === undefined ? { svg } : { reason: `the drawing of aasvg is outside the profile of RFCs: ${problem.reason}` };
  } catch (error) {
    const [why] = (error as Error).message.split("\n");
    return { reason: `aasvg cannot draw this: ${why ?? ""}; expected a drawing for aasvg, or artwork in place of aasvg` };
  }
}
