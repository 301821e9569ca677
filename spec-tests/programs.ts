/**
 * Starts the programs of `scripts/` as other processes.
 *
 * @module
 */
import { join, resolve } from "node:path";

/** Whether the tests use what `make` compiled, as `make test` does; else they use the sources, through tsx, which starts slowly. */
export const usesBuild = process.env["TEST_BUILD"] === "1";

/**
 * Returns the arguments of `node` that run a program, from any folder.
 *
 * @param name - the path of the program below `scripts/`, without its extension; `cli` is the command `ws2`
 */
export function programArgs(name: string): string[] {
  if (!usesBuild) return [...loaderArgs, resolve("scripts", `${name}.ts`)];
  return [resolve("build", name === "cli" ? "ws2/ws2.js" : `scripts/${name}.js`)];
}

/** Returns the shell command that runs a program. */
export function programCommand(name: string): string {
  return [process.execPath, ...programArgs(name)].map((word) => `"${word}"`).join(" ");
}

/** Returns the path of a module of `reference/` or `scripts/` for code that other processes run with {@link loaderArgs}. */
export function modulePath(source: string): string {
  return resolve(usesBuild ? join("build", source.replace(/\.ts$/, ".js")) : source);
}

/** The arguments of `node` with which it loads what {@link modulePath} names. */
export const loaderArgs: readonly string[] = usesBuild ? [] : ["--import", import.meta.resolve("tsx")];
