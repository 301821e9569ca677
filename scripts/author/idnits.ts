/**
 * Runs idnits on built drafts, without network: `node build/scripts/author/idnits.js DRAFT.md...`.
 *
 * Reads the XML and the text of each draft. A waiver removes findings: one of `NAME.idnits.yaml` beside the draft `NAME.md`
 * for this draft, one of `idnits.yaml` in its folder for each draft there. The exit code is 1 for other findings and for
 * unused waivers, and 2 if idnits or a file cannot be used. A waiver of `idnits.yaml` is unused if no draft of the folder
 * needs it; without an operand for each of them, that is not known.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { type OptionValues, runProgram } from "../common/program.ts";
import { docNameOf, siblingsOf } from "../draft/draft-set.ts";
import { readText } from "../draft/source/text-files.ts";
import { FileError } from "../common/validate-file.ts";
import { applyWaivers, locateNits, readWaivers, type Nit, type LocatedNit, type Waiver } from "./idnits/waivers.ts";

const usage = `usage: idnits.js DRAFT.md... [--built DIRECTORY]
  --built DIRECTORY  the folder of the built drafts (build/draft)`;

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

/** Returns the findings for both forms of a built draft. */
function findingsOf(draft: string, built: string): LocatedNit[] {
  const name = docNameOf(readRequired(draft));
  if (name === undefined) throw new FileError(`${draft}: has no docName; expected docName: draft-name-NN`);
  return ["xml", "txt"].flatMap((extension) => {
    const path = join(built, `${name}.${extension}`);
    const document = readRequired(path);
    return locateNits(path, document, runIdnits(path, document));
  });
}

function waiversAt(path: string): readonly Waiver[] {
  const text = readText(path);
  return text === undefined ? [] : readWaivers(path, text);
}

function nitText({ file, nit, line, text }: LocatedNit): string {
  const where = line > 0 ? `${file}:${line}` : `${file}${nit.path === undefined ? "" : `: ${nit.path}`}`;
  return `${where}: ${nit.code}: ${nit.desc}${text === "" ? "" : `\n  ${text.trim()}`}`;
}

function printFindings(left: readonly LocatedNit[]): void {
  for (const code of new Set(left.map(({ nit }) => nit.code))) {
    const some = left.filter(({ nit }) => nit.code === code);
    for (const one of some.slice(0, MAX_PRINTED_PER_CODE)) console.error(nitText(one));
    if (some.length > MAX_PRINTED_PER_CODE) console.error(`  ${some.length - MAX_PRINTED_PER_CODE} more of ${code}`);
  }
}

/** Prints unused waivers of a file. @returns their number */
function printUnused(file: string, unused: readonly Waiver[]): number {
  for (const { code, where } of unused) console.error(`${file}: the waiver of ${code} at ${where} covers nothing; remove it`);
  return unused.length;
}

const options = { built: { type: "string", default: "build/draft" } } as const;

function main({ built }: OptionValues<typeof options>, drafts: readonly string[]): number {
  let wrong = 0;
  const unusedOf = new Map<string, readonly Waiver[]>();
  for (const draft of drafts) {
    const common = join(dirname(draft), "idnits.yaml");
    const own = draft.replace(/\.md$/, ".idnits.yaml");
    const [shared, mine] = [waiversAt(common), waiversAt(own)];
    const { findings, unused, waived } = applyWaivers(findingsOf(draft, built), [...shared, ...mine]);
    printFindings(findings);
    const needless = printUnused(own, unused.filter((waiver) => mine.includes(waiver)));
    const before = unusedOf.get(common);
    const isUnused = ({ code, where }: Waiver): boolean => unused.some((one) => one.code === code && one.where === where);
    unusedOf.set(common, (before ?? shared).filter(isUnused));
    console.log(`${draft}: idnits: ${findings.length} findings, ${waived} waived, ${needless} waivers unused`);
    wrong += findings.length + needless;
  }
  const complete = (common: string): boolean =>
    drafts.filter((draft) => dirname(draft) === dirname(common)).every((draft) => siblingsOf(draft).every((one) => drafts.includes(one)));
  for (const [common, unused] of unusedOf) if (complete(common)) wrong += printUnused(common, unused);
  return wrong > 0 ? 1 : 0;
}

await runProgram({ usage, options, operands: [1, Infinity], main });
