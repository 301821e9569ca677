/**
 * Finds the place of the mistake in a module that does not load.
 *
 * @module
 */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The URL of this program's own files, as in stacks: `scripts/`, or the folder of the bundle. */
const PROGRAM_URL = import.meta.url.replace(/cli\/serve\/[^/]*$|[^/]*$/, "");

/** A file and line, in a stack or in a syntax error that Node.js prints. */
const STACK_LOCATION = /(?:^|\(|\s)((?:file:\/\/)?\/[^\s()]*?):(\d+)(?::\d+)?\)?$/;

function findLocation(text: string): string | undefined {
  const [, file = "", line = ""] = text.split("\n").map((each) => STACK_LOCATION.exec(each.trim())).find((found) => found !== null) ?? [];
  if (file === "" || file.startsWith(PROGRAM_URL) || file.includes("/node_modules/")) return undefined;
  return `${file.startsWith("file:") ? fileURLToPath(file) : file}:${line}`;
}

/** Parses a module without running it. For ES modules, only a separate process prints the place of a syntax error. */
function checkSyntax(path: string): Promise<string> {
  return new Promise((resolve) => execFile(process.execPath, ["--check", path], (_error, _out, printed) => resolve(printed)));
}

/**
 * Returns the reason why a module does not load, with file and line if they are known.
 *
 * @param path - the file of the module
 * @param error - the error of its import
 */
export async function describeLoadError(path: string, error: unknown): Promise<string> {
  if (!(error instanceof Error)) return String(error);
  const place = findLocation(error.stack ?? "") ?? (error instanceof SyntaxError ? findLocation(await checkSyntax(path)) : undefined);
  return place === undefined ? error.message : `${error.message}, at ${place}`;
}
