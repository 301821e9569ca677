/**
 * Where a module that cannot be loaded is wrong.
 *
 * @module
 */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";

/** What is loaded with this program, as stacks have it. */
const PROGRAM_URL = new URL("../../", import.meta.url).href;

/** A file with its line, in a stack or in what Node.js prints of a module that does not parse. */
const STACK_LOCATION = /(?:^|\(|\s)((?:file:\/\/)?\/[^\s()]*?):(\d+)(?::\d+)?\)?$/;

function findLocation(text: string): string | undefined {
  const [, file = "", line = ""] = text.split("\n").map((each) => STACK_LOCATION.exec(each.trim())).find((found) => found !== null) ?? [];
  if (file === "" || file.startsWith(PROGRAM_URL) || file.includes("/node_modules/")) return undefined;
  return `${file.startsWith("file:") ? fileURLToPath(file) : file}:${line}`;
}

/** Parses a module without running it. Of one that is no CommonJS, only a process of its own tells where it is wrong. */
function checkSyntax(path: string): Promise<string> {
  return new Promise((resolve) => execFile(process.execPath, ["--check", path], (_error, _out, complaint) => resolve(complaint)));
}

/**
 * What is wrong with a module, with its file and line where they can be told.
 *
 * @param path - of the module
 * @param error - with which it did not load
 */
export async function describeLoadError(path: string, error: unknown): Promise<string> {
  if (!(error instanceof Error)) return String(error);
  const place = findLocation(error.stack ?? "") ?? (error instanceof SyntaxError ? findLocation(await checkSyntax(path)) : undefined);
  return place === undefined ? error.message : `${error.message}, at ${place}`;
}
