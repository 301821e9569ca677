/**
 * Prints the Debian packages of the proxies, one a line; with `--quick` those alone that install in seconds.
 *
 * @module
 */
import { exitCode, type OptionValues, runProgram } from "./common/program.ts";
import { intermediaries } from "./interop/intermediaries/catalogue/index.ts";

const usage = `usage: intermediary-packages.js [--quick]
  --quick  only the packages that install in seconds`;

const options = { quick: { type: "boolean", default: false } } as const;

function main({ quick }: OptionValues<typeof options>): number {
  for (const intermediary of intermediaries) if (intermediary.quick || !quick) console.log(intermediary.package);
  return exitCode.ok;
}

await runProgram({ usage, options, main });
