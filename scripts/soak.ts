/**
 * `make soak`: what connections stand, at full size; each line is a figure.
 *
 * @module
 */
import { parseArgs } from "node:util";

import { soaks } from "./soak/soaks.ts";
import { SeededRandom } from "./common/random.ts";
import { fullSize, type SoakSize, smallSize, SoakError, type SoakReporter } from "./soak/soak.ts";

const USAGE = `usage: node build/scripts/soak.js [--small] [--only NAME]... [--minutes N] [--seed N]
  names: ${Object.keys(soaks).join(", ")}
  --minutes N  how long churn lasts (${fullSize.churn.minutes})
  --seed N     what is random comes of it (1)`;

const printLine: SoakReporter = (line) => console.log(line);

function usageError(what: string): never {
  console.error(`soak: ${what}\n${USAGE}`);
  process.exit(2);
}

function numberOf(name: string, value: string): number {
  const number = Number(value);
  return number >= 0 && value !== "" ? number : usageError(`--${name}: expected a number from 0, found ${JSON.stringify(value)}`);
}

const options = {
  small: { type: "boolean", default: false },
  only: { type: "string", multiple: true, default: Object.keys(soaks) },
  minutes: { type: "string" },
  seed: { type: "string", default: "1" },
  help: { type: "boolean", default: false },
} as const;

function readOptions() {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    return usageError((error as Error).message);
  }
}

const values = readOptions();
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}
const size: SoakSize = values.small ? smallSize : fullSize;
const minutes = values.minutes === undefined ? size.churn.minutes : numberOf("minutes", values.minutes);
const seed = numberOf("seed", values.seed);

for (const name of values.only) {
  const soak = soaks[name] ?? usageError(`expected a name of a soak, found ${JSON.stringify(name)}`);
  console.log(`${name} (seed ${seed})`);
  try {
    await soak({ ...size, churn: { ...size.churn, minutes } }, new SeededRandom(seed), (line) => printLine(`  ${line}`));
  } catch (error) {
    if (!(error instanceof SoakError)) throw error;
    console.error(`  failed: ${error.message}`);
    process.exitCode = 1;
  }
}
