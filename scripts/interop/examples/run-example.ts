/**
 * Runs an example as a program of its own, on any runtime.
 *
 * @module
 */
import { execFile, type ExecFileException } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { freePort } from "../../common/ports.ts";
import { compileExample, type ExampleProgram } from "./example.ts";

/** Options of {@link runExample}. */
export interface ExampleRunOptions {
  /** The program of the runtime. */
  readonly program: string;
  /** The arguments in front of a module. */
  readonly args: readonly string[];
  /** A folder of the repository, so that the example finds its packages. */
  readonly folder: string;
}

/** The time limit of an example, in ms. It takes at least a second, for which clients keep an unused HTTP/2 connection. */
const TIMEOUT_MS = 20_000;

const builtModule = (specifier: string): string | undefined =>
  specifier === "websocket2" ? resolve("build/reference/index.js") : undefined;

/** Returns what a program did in place of the expected. */
function problemOf(printed: string, errors: string, error: ExecFileException | null): string {
  const end = error === null ? "" : error.killed === true ? "; it did not end" : `; ${errors.trim()}`;
  return `printed ${JSON.stringify(printed)}${end}`;
}

/** Returns `undefined` if an example ends by itself and prints what its comments say, else what it did instead. */
export async function runExample(example: ExampleProgram, { program, args, folder }: ExampleRunOptions): Promise<string | undefined> {
  mkdirSync(folder, { recursive: true });
  const port = await freePort();
  const file = join(folder, `${example.name}-${port}.mjs`);
  writeFileSync(file, compileExample(example, { port, modulePath: builtModule }));
  return new Promise((settle) => {
    execFile(program, [...args, file], { timeout: TIMEOUT_MS, killSignal: "SIGKILL" }, (error, printed, errors) => {
      const lines = printed.trim().split("\n").sort().join("\n");
      const works = error === null && lines === example.prints.toSorted().join("\n");
      settle(works ? undefined : problemOf(printed, errors, error));
    });
  });
}
