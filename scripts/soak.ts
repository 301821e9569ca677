/**
 * `make soak`: runs all soaks at full size, and prints a figure a line.
 *
 * @module
 */
import { exitCode, numberOption, type OptionValues, runProgram, UsageError } from "./common/program.ts";
import { soaks } from "./soak/soaks.ts";
import { SeededRandom } from "./common/random.ts";
import { fullSize, type SoakSize, smallSize, SoakError } from "./soak/soak.ts";

const usage = `usage: soak.js [--small] [--only NAME]... [--attack TEXT]... [--minutes N] [--seed N]
  names: ${Object.keys(soaks).join(", ")}
  --attack TEXT  only attacks, those with the text in their names
  --minutes N  the duration of churn (${fullSize.churn.minutes})
  --seed N     the seed of random numbers (1)`;

const options = {
  small: { type: "boolean", default: false },
  only: { type: "string", multiple: true },
  attack: { type: "string", multiple: true },
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
  const base = values.small ? smallSize : fullSize;
  const minutes = values.minutes === undefined ? base.churn.minutes : numberOption("minutes", values.minutes);
  const names = values.attack === undefined ? {} : { names: values.attack };
  const size = { ...base, churn: { ...base.churn, minutes }, attacks: { ...base.attacks, ...names } };
  const seed = numberOption("seed", values.seed);
  const only = values.only ?? (values.attack === undefined ? Object.keys(soaks) : ["attacks"]);
  let failed = 0;
  for (const name of only) failed += (await passes(name, size, seed)) ? 0 : 1;
  return failed === 0 ? exitCode.ok : exitCode.failed;
}

await runProgram({ usage, options, main });
