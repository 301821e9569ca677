/**
 * Rebuilds a draft of this repository after each change: `node build/scripts/author/watch.js DRAFT.md [-o build/draft]`.
 *
 * Beside what `ws2 draft watch` watches, it watches `reference/` and `scripts/`: it compiles TypeScript after a change there, and
 * describes the schemas again. A change of the watcher itself requires a restart.
 *
 * @module
 */
import { type OptionValues, runProgram } from "../common/program.ts";
import { sourcesOfRepository } from "./watch/repository-sources.ts";
import { watchDraft } from "./watch/watch-draft.ts";

const usage = "usage: watch.js DRAFT.md [-o DIRECTORY]\n  -o, --output DIRECTORY  the folder for the results (build/draft)";

const options = { output: { type: "string", short: "o", default: "build/draft" } } as const;

async function main({ output }: OptionValues<typeof options>, [path = ""]: readonly string[]): Promise<number> {
  const watch = watchDraft({ path, output, print: (text) => console.log(text), environment: process.env, sources: sourcesOfRepository });
  console.log(`watching ${path}; Ctrl-C ends it`);
  await new Promise<void>((resolve) => process.once("SIGINT", () => resolve()).once("SIGTERM", () => resolve()));
  await watch.stop();
  return 0;
}

await runProgram({ usage, options, operands: [1, 1], main });
