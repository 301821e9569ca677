/**
 * Builds the site from committed data and what `make` builds: `node build/scripts/site.js [-o FOLDER]`.
 *
 * @module
 */
import { exitCode, type OptionValues, runProgram } from "./common/program.ts";
import { findDeadLinks } from "./site/check-links.ts";
import { readSiteInput } from "./site/site-input.ts";
import { writeSite } from "./site/write-site.ts";

const usage = `usage: site.js [-o FOLDER]
  -o, --output FOLDER  the folder of the site, replaced as a whole (build/site)`;

const options = { output: { type: "string", short: "o", default: "build/site" } } as const;

/** The most dead links that are printed. */
const MAX_LINES = 20;

async function main({ output }: OptionValues<typeof options>): Promise<number> {
  const pages = await writeSite(output, await readSiteInput());
  const dead = findDeadLinks(output);
  for (const line of dead.slice(0, MAX_LINES)) console.error(`${output}/${line}`);
  const first = dead.length > MAX_LINES ? `; the first ${MAX_LINES} stand above` : "";
  if (dead.length > 0) console.error(`${dead.length} dead links${first}`);
  else console.log(`${output}/index.html: ${pages.length} pages, API and drafts; no dead link`);
  return dead.length > 0 ? exitCode.failed : exitCode.ok;
}

await runProgram({ usage, options, main });
