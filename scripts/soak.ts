/**
 * `make soak`: runs all soaks at full size, and prints a figure a line.
 *
 * @module
 */
import { exitCode, numberOption, type OptionValues, runProgram, UsageError } from "./common/program.ts";
import { soaks } from "./soak/soaks.ts";
import { SeededRandom } from "./common/random.ts";
import { fullSize, type SoakSize, smallSize, SoakError } from "./soak/soak.ts";

const usage = `usage: soak.js [--small] [--only NAME]... [--minutes N] [--seed N]
  names: ${Object.keys(soaks).join(", ")}
  --minutes N  the duration of churn (${fullSize.churn.minutes})
  --seed N     the seed of random numbers (1)`;

const options = {
  small: { type: "boolean", default: false },
  only: { type: "string", multiple: true, default: Object.keys(soaks) },
  minutes: { type: "string" },
  seed: { type: "string", default: "1" },
} as const;

/** Runs a soak and returns whether it passed. */
async function passes(name: string, size: SoakSize, seed: number): Promise<boolean> {
  const soak = soaks[name];
  if (soak === undefined) throw new UsageError(`--only: expected one of ${Object.keys(soaks).join(", ")}, found ${JSON.stringify(name)}`);
  console.log(`${name} (seed ${seed})`);
  try {
    await soak(size, new SeededRandom(seed), (line) => console.log(`  ${line}`));
    return true;
  } catch (error) {
    if (!(error instanceof SoakError)) throw error;
    console.error(`  failed: ${error.message}`);
    return false;
  }
}

async function main(values: OptionValues<typeof options>): Promise<number> {
  const size = values.small ? smallSize : fullSize;
  const minutes = values.minutes === undefined ? size.churn.minutes : numberOption("minutes", values.minutes);
  const seed = numberOption("seed", values.seed);
  let failed = 0;
  for (const name of values.only) failed += (await passes(name, { ...size, churn: { ...size.churn, minutes } }, seed)) ? 0 : 1;
  return failed === 0 ? exitCode.ok : exitCode.failed;
}

await runProgram({ usage, options, main });
