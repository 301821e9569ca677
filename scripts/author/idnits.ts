/**
 * Runs idnits on a built draft, without network: `node build/scripts/author/idnits.js [--waivers FILE] DRAFT.xml DRAFT.txt`.
 *
 * Findings that a waiver covers do not count. The exit code is 1 where others are left or a waiver covers nothing, and 2
 * where idnits or a file cannot be used.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { readText } from "../draft/files.ts";
import { FileError } from "../interop/files/problems.ts";
import { judge, placed, readWaivers, type Nit, type Placed } from "./idnits/waivers.ts";
import { parse, runMain, UsageError } from "./program.ts";

const usage = "usage: idnits.js [--waivers FILE.yaml] DRAFT.xml|DRAFT.txt...";

/** Of one code, how many findings are printed. */
const SHOWN = 10;

function command(): string {
  try {
    return join(fileURLToPath(import.meta.resolve("@ietf-tools/idnits")), "..", "..", "cli.js");
  } catch {
    throw new FileError("@ietf-tools/idnits is not installed; run npm ci");
  }
}

/** The findings for one file. idnits ends with 0 on findings, and with something else where it failed itself. */
function findings(path: string, document: string): Nit[] {
  const { stdout, stderr } = spawnSync(process.execPath, [command(), "--offline", "-o", "json", path], { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  try {
    return (JSON.parse(stdout) as { nits: Nit[] }).nits;
  } catch {
    throw new FileError(`${path}: idnits failed on ${document.length} characters: ${(stderr || stdout).trim().slice(0, 2000)}`);
  }
}

function read(path: string): string {
  const text = readText(path);
  if (text === undefined) throw new FileError(`${path}: cannot be read`);
  return text;
}

function nitText({ file, nit, line, text }: Placed): string {
  const where = line > 0 ? `${file}:${line}` : `${file}${nit.path === undefined ? "" : `: ${nit.path}`}`;
  return `${where}: ${nit.code}: ${nit.desc}${text === "" ? "" : `\n  ${text.trim()}`}`;
}

function main(args: readonly string[]): number {
  const options = { waivers: { type: "string" } } as const;
  const { values, positionals } = parse(usage, () => parseArgs({ args: [...args], allowPositionals: true, options }));
  if (positionals.length === 0) throw new UsageError(usage);
  const waivers = values.waivers === undefined ? [] : readWaivers(values.waivers, read(values.waivers));
  const all = positionals.flatMap((path) => {
    const document = read(path);
    return placed(path, document, findings(path, document));
  });
  const { findings: left, unused, waived } = judge(all, waivers);
  for (const code of new Set(left.map(({ nit }) => nit.code))) {
    const some = left.filter(({ nit }) => nit.code === code);
    for (const one of some.slice(0, SHOWN)) console.error(nitText(one));
    if (some.length > SHOWN) console.error(`  ${some.length - SHOWN} more of ${code}`);
  }
  for (const { code, where } of unused) console.error(`${values.waivers}: the waiver of ${code} at ${where} covers nothing; take it out`);
  console.log(`idnits: ${left.length} findings, ${waived} waived, ${unused.length} waivers unused`);
  return left.length + unused.length > 0 ? 1 : 0;
}

await runMain(usage, main);
