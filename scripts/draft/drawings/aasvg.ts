/**
 * Drawings in ASCII to SVG, by the program aasvg.
 *
 * Its library changes global objects, so it runs in a realm of its own, and only when a drawing asks for it.
 *
 * @module
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createContext, runInContext, type Context } from "node:vm";
import { checkSvg, svgElement } from "./svg.ts";

/** How long one drawing may take, in milliseconds: many hundred times what it takes. */
const TIMEOUT_MS = 20_000;

let loadedContext: Context | undefined;

/** The library; throws where it is not installed. */
function loadAasvg(): Context {
  if (loadedContext !== undefined) return loadedContext;
  const path = createRequire(import.meta.url).resolve("aasvg/markdeep-diagram.js");
  const context = createContext({ module: {} });
  runInContext("var global = globalThis, console = { warn() {} };", context);
  runInContext(readFileSync(path, "utf8"), context, { filename: path });
  loadedContext = context;
  return context;
}

/** A drawing, or why there is none. */
export type AasvgResult = { readonly svg: string } | { readonly reason: string };

/** Draws lines of ASCII as an `<svg>` that an RFC may have, without width and height. */
export function drawAscii(lines: readonly string[]): AasvgResult {
  if (lines.every((line) => line.trim() === "")) return { reason: "the drawing is empty; expected lines of ASCII" };
  try {
    const context = loadAasvg();
    context.drawing = lines.join("\n");
    const svg = svgElement(String(runInContext("module.exports.diagramToSVG(drawing, { style: {}, fill: true })", context, { timeout: TIMEOUT_MS })));
    const problem = checkSvg(svg);
    return problem === undefined ? { svg } : { reason: `aasvg drew what an RFC cannot have: ${problem.reason}` };
  } catch (error) {
    const [why] = (error as Error).message.split("\n");
    return { reason: `aasvg cannot draw this: ${why ?? ""}; expected a drawing that it understands, or artwork in place of aasvg` };
  }
}
