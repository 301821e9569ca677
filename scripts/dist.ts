/**
 * Collects what a release publishes: `node build/scripts/dist.js DRAFT... [-o FOLDER] [--no-pdf]`.
 * Equal commits give equal octets, except in PDF, which has the time of its making.
 *
 * @module
 */
import { readFileSync, renameSync, rmSync } from "node:fs";

import { websocket2 } from "../reference/schema/index.ts";
import { exitCode, type OptionValues, runProgram } from "./common/program.ts";
import { hashLines, writeRelease } from "./dist/release-files.ts";
import { allExports } from "./exports/all-exports.ts";

const BUILD = "build";
const MODEL = "model.json";

const usage = `usage: dist.js DRAFT... [-o FOLDER] [--no-pdf]
  DRAFT             a built draft without its extension, such as build/draft/draft-example-00
  -o, --out FOLDER  the folder, replaced as a whole (build/dist)
  --no-pdf          leave the drafts as PDF out`;

const options = {
  out: { type: "string", short: "o", default: `${BUILD}/dist` },
  "no-pdf": { type: "boolean", default: false },
} as const;

async function main({ out, "no-pdf": withoutPdf }: OptionValues<typeof options>, drafts: readonly string[]): Promise<number> {
  const { name } = JSON.parse(readFileSync("package.json", "utf8")) as { readonly name: string };
  const exported = allExports.flatMap(({ write }) => write(websocket2, String).map(({ path }) => path));
  const part = `${out}.part`;
  rmSync(part, { recursive: true, force: true });
  await writeRelease(
    { build: BUILD, name, drafts, forms: ["xml", "txt", "html", ...(withoutPdf ? [] : ["pdf"])], exports: [MODEL, ...exported] },
    part,
  );
  rmSync(out, { recursive: true, force: true });
  renameSync(part, out);
  console.log(hashLines(out).trimEnd());
  return exitCode.ok;
}

await runProgram({ usage, options, operands: [1, 99], main });
