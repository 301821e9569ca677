/**
 * `make soak`: what connections stand, at full size; each line is a figure.
 *
 * @module
 */
import { parseArgs } from "node:util";

import { soaks } from "./all.ts";
import { Random } from "./random.ts";
import { full, type Size, small, SoakError, type Tell } from "./soak.ts";

const USAGE = `usage: node build/scripts/soak/main.js [--small] [--only NAME]... [--minutes N] [--seed N]
  names: ${Object.keys(soaks).join(", ")}
  --minutes N  how long churn lasts (${full.churn.minutes})
  --seed N     what is random comes of it (1)`;

const tell: Tell = (line) => console.log(line);

function wrong(what: string): never {
  console.error(`soak: ${what}\n${USAGE}`);
  process.exit(2);
}

function numberOf(name: string, value: string): number {
  const number = Number(value);
  return number >= 0 && value !== "" ? number : wrong(`--${name}: expected a number from 0, found ${JSON.stringify(value)}`);
}

const options = {
  small: { type: "boolean", default: false },
  only: { type: "string", multiple: true, default: Object.keys(soaks) },
  minutes: { type: "string" },
  seed: { type: "string", default: "1" },
  help: { type: "boolean", default: false },
} as const;

function read() {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    return wrong((error as Error).message);
  }
}

const values = read();
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}
const size: Size = values.small ? small : full;
const minutes = values.minutes === undefined ? size.churn.minutes : numberOf("minutes", values.minutes);
const seed = numberOf("seed", values.seed);

for (const name of values.only) {
  const soak = soaks[name] ?? wrong(`expected a name of a soak, found ${JSON.stringify(name)}`);
  console.log(`${name} (seed ${seed})`);
  try {
    await soak({ ...size, churn: { ...size.churn, minutes } }, new Random(seed), (line) => tell(`  ${line}`));
  } catch (error) {
    if (!(error instanceof SoakError)) throw error;
    console.error(`  failed: ${error.message}`);
    process.exitCode = 1;
  }
}
