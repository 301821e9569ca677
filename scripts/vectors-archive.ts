/**
 * Packs the vectors without code: `node build/scripts/vectors-archive.js [--root DIRECTORY] [--out FILE]`.
 * Equal data gives equal octets: the entries are sorted and have no owner and a fixed time.
 *
 * @module
 */
import { packArchive } from "./common/archive.ts";
import { exitCode, type OptionValues, runProgram } from "./common/program.ts";
import { FileError } from "./common/validate-file.ts";
import { readManifest } from "./interop/vectors/manifest.ts";

/** The top folder in the archive. */
const PREFIX = "websocket2-vectors";

/** The files of the archive that the manifest does not list. */
const UNLISTED_FILES = ["README.md", "manifest.json", "play-transitions.py"] as const;

const usage = `usage: vectors-archive.js [--root DIRECTORY] [--out FILE]
  --root DIRECTORY  the vectors (spec-tests/vectors)
  --out FILE        the archive (build/${PREFIX}.tar.gz)`;

const options = {
  root: { type: "string", default: "spec-tests/vectors" },
  out: { type: "string", default: `build/${PREFIX}.tar.gz` },
} as const;

/** Packs the files of a folder of vectors. @returns the number of files @throws {@link FileError} if the folder has no manifest */
async function packVectors(root: string, out: string): Promise<number> {
  const manifest = readManifest(root);
  if (manifest === undefined) throw new FileError(`${root}: has no manifest.json, run make vectors`);
  const paths = [...manifest.files.map(({ path }) => path), ...UNLISTED_FILES];
  await packArchive(out, root, PREFIX, paths);
  return paths.length;
}

async function main({ root, out }: OptionValues<typeof options>): Promise<number> {
  console.log(`${out}: ${await packVectors(root, out)} files`);
  return exitCode.ok;
}

await runProgram({ usage, options, main });
