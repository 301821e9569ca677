/**
 * Writes the explorer as one page: `node build/scripts/explorer.js [-o FILE]`.
 *
 * @module
 */
import { websocket2 } from "../reference/schema/index.ts";
import { writeFileAtomic } from "./common/files.ts";
import { exitCode, type OptionValues, runProgram } from "./common/program.ts";
import { FileError } from "./common/validate-file.ts";
import { explorerData } from "./explorer/data/page-data.ts";
import { explorerPage } from "./explorer/write-page.ts";
import { draftPage } from "./interop/report/report-draft.ts";
import { readManifest, readSentences } from "./interop/vectors/manifest.ts";

const usage = `usage: explorer.js [-o FILE]
  -o, --output FILE  the page (build/explorer.html); its links lead to the published draft`;

const options = { output: { type: "string", short: "o", default: "build/explorer.html" } } as const;

const VECTORS = "spec-tests/vectors";

async function main({ output }: OptionValues<typeof options>): Promise<number> {
  const manifest = readManifest(VECTORS);
  if (manifest === undefined) throw new FileError(`${VECTORS}/manifest.json: expected the manifest of the vectors, found no file`);
  const { draft, requirements } = manifest;
  const source = { sentences: readSentences(VECTORS), requirements, draft, draftPage: draftPage(draft) };
  const page = await explorerPage(explorerData(websocket2, source));
  writeFileAtomic(output, page);
  console.log(`${output}: ${new TextEncoder().encode(page).length} octets`);
  return exitCode.ok;
}

await runProgram({ usage, options, main });
