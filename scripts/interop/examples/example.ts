/**
 * The programs of `reference/examples/`.
 *
 * @module
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { transformSync } from "esbuild";

/** A program of `reference/examples/`. */
export interface ExampleProgram {
  /** Its path below `reference/examples/` without the extension, such as `fastify`. */
  readonly name: string;
  readonly path: string;
  /** Its TypeScript. */
  readonly code: string;
  /** What it prints, in order: the comments behind its calls of `console.log`; `A, then B` stands for two lines. */
  readonly prints: readonly string[];
}

const FOLDER = "reference/examples";

/** The port that examples show. */
const SHOWN_PORT = /\b8080\b/g;

/** A call of `console.log` with the comment behind it. */
const PRINT = /console\.log\(.*\)[;,] \/\/ (.*)$/gm;

function readExample(file: string): ExampleProgram {
  const path = join(FOLDER, file);
  const code = readFileSync(path, "utf8");
  const prints = [...code.matchAll(PRINT)].flatMap(([, text = ""]) => text.split(", then "));
  return { name: file.replace(/\.ts$/, ""), path, code, prints };
}

/** Returns the examples, in the order of their names. */
export function readExamples(): ExampleProgram[] {
  const files = readdirSync(FOLDER, { recursive: true, encoding: "utf8" });
  return files.filter((file) => file.endsWith(".ts")).sort().map(readExample);
}

/** Options of {@link compileExample}. */
export interface CompileOptions {
  /** The port in place of 8080. */
  readonly port: number;
  /** Returns the path of a module of this package, or `undefined` for another module. */
  readonly modulePath: (specifier: string) => string | undefined;
  /** A statement that comes first. */
  readonly preamble?: string;
}

/** Returns an example as JavaScript. */
export function compileExample({ code }: ExampleProgram, { port, modulePath, preamble = "" }: CompileOptions): string {
  const onPort = code.replaceAll(SHOWN_PORT, String(port));
  const linked = onPort.replaceAll(/(?<=\bfrom )"([^"]+)"/g, (_, specifier: string) => JSON.stringify(modulePath(specifier) ?? specifier));
  return transformSync(`${preamble}\n${linked}`, { loader: "ts", format: "esm" }).code;
}
