/**
 * Runs idnits on built drafts, without network.
 *
 * Reads the XML and the text of each draft. A waiver removes findings: one of {@link builderWaivers}, one of `NAME.idnits.yaml`
 * beside the draft `NAME.md` for this draft, one of `idnits.yaml` in its folder for each draft there. A waiver of `idnits.yaml` is
 * unused if no draft of the folder needs it; without all of them, that is not known.
 *
 * @module
 */
import { dirname, join } from "node:path";

import { FileError } from "../../common/file-error.ts";
import { docNameOf, siblingsOf } from "../../draft/draft-set.ts";
import { readText } from "../../draft/source/text-files.ts";
import type { AuthorOutput } from "../author-output.ts";
import { builderWaivers } from "./builder-waivers.ts";
import { runIdnits } from "./run-idnits.ts";
import { applyWaivers, type LocatedNit, locateNits, readWaivers, type Waiver } from "./waivers.ts";

/** The most findings that are printed for one code. */
const MAX_PRINTED_PER_CODE = 10;

function readRequired(path: string): string {
  const text = readText(path);
  if (text === undefined) throw new FileError(`${path}: cannot be read`);
  return text;
}

/** Returns the findings for both forms of a built draft. */
async function findingsOf(draft: string, built: string): Promise<LocatedNit[]> {
  const name = docNameOf(readRequired(draft));
  if (name === undefined) throw new FileError(`${draft}: has no docName; expected docName: draft-name-NN`);
  const forms = ["xml", "txt"].map(async (extension) => {
    const path = join(built, `${name}.${extension}`);
    const document = readRequired(path);
    return locateNits(path, document, await runIdnits(path, document));
  });
  return (await Promise.all(forms)).flat();
}

function waiversAt(path: string): readonly Waiver[] {
  const text = readText(path);
  return text === undefined ? [] : readWaivers(path, text);
}

function nitText({ file, nit, line, text }: LocatedNit): string {
  const where = line > 0 ? `${file}:${line}` : `${file}${nit.path === undefined ? "" : `: ${nit.path}`}`;
  return `${where}: ${nit.code}: ${nit.desc}${text === "" ? "" : `\n  ${text.trim()}`}`;
}

function printFindings(left: readonly LocatedNit[], error: AuthorOutput["error"]): void {
  for (const code of new Set(left.map(({ nit }) => nit.code))) {
    const some = left.filter(({ nit }) => nit.code === code);
    for (const one of some.slice(0, MAX_PRINTED_PER_CODE)) error(`${nitText(one)}\n`);
    if (some.length > MAX_PRINTED_PER_CODE) error(`  ${some.length - MAX_PRINTED_PER_CODE} more of ${code}\n`);
  }
}

/** Prints unused waivers of a file. @returns their number */
function printUnused(file: string, unused: readonly Waiver[], error: AuthorOutput["error"]): number {
  for (const { code, where } of unused) error(`${file}: the waiver of ${code} at ${where} covers nothing; remove it\n`);
  return unused.length;
}

/** A draft and the folder of its built files. */
export interface BuiltDraftFolder {
  readonly path: string;
  readonly built: string;
}

/** Returns whether each draft of a folder with waivers is among those that were checked. */
function isComplete(common: string, paths: readonly string[]): boolean {
  const inFolder = paths.filter((path) => dirname(path) === dirname(common));
  return inFolder.every((path) => siblingsOf(path).every((one) => paths.includes(one)));
}

/**
 * Checks built drafts and prints the findings.
 *
 * @returns whether each finding is waived, and each waiver used
 * @throws {@link FileError} if idnits or a file cannot be used
 */
export async function checkDrafts(drafts: readonly BuiltDraftFolder[], { out, error }: AuthorOutput): Promise<boolean> {
  let wrong = 0;
  const unusedOf = new Map<string, readonly Waiver[]>();
  for (const { path, built } of drafts) {
    const common = join(dirname(path), "idnits.yaml");
    const own = path.replace(/\.md$/, ".idnits.yaml");
    const [shared, mine] = [waiversAt(common), waiversAt(own)];
    const { findings, unused, waived } = applyWaivers(await findingsOf(path, built), [...builderWaivers, ...shared, ...mine]);
    printFindings(findings, error);
    const needless = printUnused(own, unused.filter((waiver) => mine.includes(waiver)), error);
    const isUnused = ({ code, where }: Waiver): boolean => unused.some((one) => one.code === code && one.where === where);
    unusedOf.set(common, (unusedOf.get(common) ?? shared).filter(isUnused));
    out(`${path}: idnits: ${findings.length} findings, ${waived} waived, ${needless} waivers unused\n`);
    wrong += findings.length + needless;
  }
  const paths = drafts.map(({ path }) => path);
  for (const [common, unused] of unusedOf) if (isComplete(common, paths)) wrong += printUnused(common, unused, error);
  return wrong === 0;
}
