/**
 * Runs idnits on a built draft, without network: `node build/scripts/author/idnits.js [--waivers FILE] DRAFT.xml DRAFT.txt`.
 *
 * A waiver removes findings. The exit code is 1 for other findings and for unused waivers, and 2 if idnits or a file
 * cannot be used.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { type OptionValues, runProgram } from "../common/program.ts";
import { readText } from "../draft/source/text-files.ts";
import { FileError } from "../common/validate-file.ts";
import { applyWaivers, locateNits, readWaivers, type Nit, type LocatedNit } from "./idnits/waivers.ts";

const usage = `usage: idnits.js [--waivers FILE] DRAFT.xml|DRAFT.txt...
  --waivers FILE  findings to ignore, with reasons, in YAML`;

/** The most findings that are printed for one code. */
const MAX_PRINTED_PER_CODE = 10;

function idnitsPath(): string {
  try {
    return join(fileURLToPath(import.meta.resolve("@ietf-tools/idnits")), "..", "..", "cli.js");
  } catch {
    throw new FileError("@ietf-tools/idnits is not installed; run npm ci");
  }
}

/** Returns the findings for one file. idnits exits with 0 on findings, and with another code if it fails itself. */
function runIdnits(path: string, document: string): Nit[] {
  const { stdout, stderr } = spawnSync(process.execPath, [idnitsPath(), "--offline", "-o", "json", path], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  try {
    return (JSON.parse(stdout) as { nits: Nit[] }).nits;
  } catch {
    throw new FileError(`${path}: idnits failed on ${document.length} characters: ${(stderr || stdout).trim().slice(0, 2000)}`);
  }
}

function readRequired(path: string): string {
  const text = readText(path);
  if (text === undefined) throw new FileError(`${path}: cannot be read`);
  return text;
}

function nitText({ file, nit, line, text }: LocatedNit): string {
  const where = line > 0 ? `${file}:${line}` : `${file}${nit.path === undefined ? "" : `: ${nit.path}`}`;
  return `${where}: ${nit.code}: ${nit.desc}${text === "" ? "" : `\n  ${text.trim()}`}`;
}

const options = { waivers: { type: "string" } } as const;

function main({ waivers: file }: OptionValues<typeof options>, paths: readonly string[]): number {
  const waivers = file === undefined ? [] : readWaivers(file, readRequired(file));
  const all = paths.flatMap((path) => {
    const document = readRequired(path);
    return locateNits(path, document, runIdnits(path, document));
  });
  const { findings: left, unused, waived } = applyWaivers(all, waivers);
  for (const code of new Set(left.map(({ nit }) => nit.code))) {
    const some = left.filter(({ nit }) => nit.code === code);
    for (const one of some.slice(0, MAX_PRINTED_PER_CODE)) console.error(nitText(one));
    if (some.length > MAX_PRINTED_PER_CODE) console.error(`  ${some.length - MAX_PRINTED_PER_CODE} more of ${code}`);
  }
  for (const { code, where } of unused) console.error(`${file}: the waiver of ${code} at ${where} covers nothing; remove it`);
  console.log(`idnits: ${left.length} findings, ${waived} waived, ${unused.length} waivers unused`);
  return left.length + unused.length > 0 ? 1 : 0;
}

await runProgram({ usage, options, operands: [1, Infinity], main });
