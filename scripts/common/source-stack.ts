/**
 * Stacks of a bundle with the places in its sources.
 *
 * @module
 */
import { readFileSync } from "node:fs";
import module from "node:module";
import { fileURLToPath } from "node:url";

const BUNDLED_PLACE = /(file:\/\/[^\s()]+\.js):(\d+):(\d+)/g;

/** Returns the place in the source, or the place as it is if the file has no source map. */
function sourcePlace(place: string, file: string, line: string, column: string): string {
  try {
    const map = new module.SourceMap(JSON.parse(readFileSync(fileURLToPath(`${file}.map`), "utf8")) as module.SourceMapPayload);
    const origin = map.findOrigin(Number(line), Number(column));
    if (!("fileName" in origin)) return place;
    return `${fileURLToPath(new URL(origin.fileName, file))}:${origin.lineNumber}:${origin.columnNumber}`;
  } catch {
    return place;
  }
}

/** Replaces the places in a bundle by the places in its sources, in the stack of an error. */
export function mapStack(error: unknown): void {
  if (error instanceof Error) error.stack = error.stack?.replace(BUNDLED_PLACE, sourcePlace) ?? "";
}
