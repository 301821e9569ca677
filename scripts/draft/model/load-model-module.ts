/**
 * Loads the model that a module of JavaScript exports. A process of its own runs the module, so that each build reads it anew.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { SourcePosition } from "../diagnostics/diagnostics.ts";

/** The names of modules; the model of any other name is JSON. */
const modulePattern = /\.[cm]?[jt]s$/;

/** The time that a module may take, in milliseconds. */
const TIMEOUT_MS = 20_000;

/** The greatest size of a model as JSON, in octets. */
const MAX_OCTETS = 64 * 1024 * 1024;

/** Writes the default export, or the error with its stack, to the file descriptor 3. What the module prints goes elsewhere. */
const LOADER = `
import { writeFileSync } from "node:fs";
try {
  const { default: value } = await import(process.argv[1]);
  writeFileSync(3, JSON.stringify({ value: value ?? null }));
} catch (error) {
  const { message = error, stack = "", code } = error ?? {};
  writeFileSync(3, JSON.stringify({ error: { message: String(message), stack: String(stack), code } }));
  if (error instanceof SyntaxError) throw error;
  process.exitCode = 1;
}`;

/** What loads TypeScript. */
const TYPESCRIPT = "Node.js 22.18 or newer, the package tsx beside the module (npm install --save-dev tsx), or JavaScript (.mjs)";

/** What the loader writes. */
interface LoaderOutput {
  readonly value?: unknown;
  readonly error?: { readonly message: string; readonly stack: string; readonly code?: string };
}

/** Why a module gives no model, and the place in its sources if it is known. */
export interface ModuleFailure {
  readonly reason: string;
  readonly file?: string;
  readonly at?: SourcePosition;
}

/** The default export of a module as JSON, or the failure. */
export type LoadedModule = { readonly value: unknown } | { readonly failure: ModuleFailure };

/** Returns whether a path names a module. */
export function isModule(path: string): boolean {
  return modulePattern.test(path);
}

/** Returns the first place of a text with addresses of files that is in the folder of the module, outside of packages. */
function placeIn(text: string, path: string): Pick<ModuleFailure, "file" | "at"> {
  for (const [, url = "", line, column] of text.matchAll(/(file:\/\/\S+?):(\d+)(?::(\d+))?(?![\d:])/g)) {
    const inFolder = relative(dirname(resolve(path)), fileURLToPath(url));
    if (/^\.\.|(?:^|[/\\])node_modules[/\\]/.test(inFolder)) continue;
    return { file: join(dirname(path), inFolder), at: { line: Number(line), column: Number(column ?? 1) } };
  }
  return {};
}

function failureOf(path: string, output: LoaderOutput | undefined, stderr: string, ended: string): ModuleFailure {
  if (output?.error === undefined) {
    return { reason: `${path} ended before its export was read: ${stderr.trim().split("\n").at(-1) || ended}` };
  }
  const { message, stack, code } = output.error;
  const { node } = process.versions;
  if (code === "ERR_UNKNOWN_FILE_EXTENSION") return { reason: `Node.js ${node} cannot load ${path}; expected ${TYPESCRIPT}` };
  // Node.js gives the place of a syntax error only in what it prints of an uncaught one.
  return { reason: message, ...placeIn(stack.startsWith("SyntaxError") ? stderr : stack, path) };
}

/**
 * Returns the arguments of Node.js that load TypeScript. Before version 22.18 the package tsx does, if it is installed beside the module.
 */
function loaderArgs(path: string): readonly string[] {
  if (!/\.[cm]?ts$/.test(path) || (process.features as { readonly typescript?: unknown }).typescript) return [];
  try {
    return ["--import", pathToFileURL(createRequire(resolve(path)).resolve("tsx")).href];
  } catch {
    return [];
  }
}

/**
 * Runs a module and returns its default export.
 *
 * @param path - the module, relative to the current folder
 */
export function loadModelModule(path: string): LoadedModule {
  const { output, stderr, status, signal } = spawnSync(
    process.execPath,
    [...loaderArgs(path), "--input-type=module", "--eval", LOADER, "--", pathToFileURL(path).href],
    { encoding: "utf8", stdio: ["ignore", "pipe", "pipe", "pipe"], timeout: TIMEOUT_MS, maxBuffer: MAX_OCTETS },
  );
  const written = output?.[3] ?? "";
  const read = written === "" ? undefined : (JSON.parse(written) as LoaderOutput);
  if (read !== undefined && "value" in read) return { value: read.value };
  const ended = signal === null ? `exit code ${status}` : `${signal} after ${TIMEOUT_MS / 1000} s`;
  return { failure: failureOf(path, read, stderr ?? "", ended) };
}
