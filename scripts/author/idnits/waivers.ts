/**
 * What idnits finds, less what is waived with a reason.
 *
 * @module
 */
import { parse as parseYaml } from "yaml";
import { z } from "zod";

import { validateFile, FileError } from "../../common/validate-file.ts";

/** One finding of idnits. */
export interface Nit {
  readonly code: string;
  readonly desc: string;
  /** Where in the XML. */
  readonly path?: string | undefined;
  /** Where in the text. */
  readonly line?: readonly { readonly line: number }[] | undefined;
}

const waiverSchema = z.strictObject({
  code: z.string().regex(/^[A-Z][A-Z0-9_]*$/, "expected a code of idnits such as REFERENCE_NOT_USED"),
  /** A regular expression for the path, the line or the description. */
  where: z.string().min(1, "expected a regular expression"),
  /** The titles of the sections that the lines stand in; absent means any. */
  in: z.array(z.string().min(1)).min(1).optional(),
  /** Whether it covers something on some days alone; such a waiver may be without use. */
  sometimes: z.boolean().optional(),
  why: z.string().min(10, "expected the reason"),
});

/** Findings that are right as they are, with the reason. */
export type Waiver = z.infer<typeof waiverSchema>;

/** Reads a list of waivers. @throws {@link FileError} that names file and place */
export function readWaivers(path: string, text: string): readonly Waiver[] {
  let value: unknown;
  try {
    value = parseYaml(text);
    for (const { where } of (Array.isArray(value) ? value : []) as readonly { where?: unknown }[]) if (typeof where === "string") new RegExp(where);
  } catch (error) {
    throw new FileError(`${path}: ${(error as Error).message}`);
  }
  return validateFile(path, z.array(waiverSchema), value ?? []);
}

/** A finding with the line that it is about. */
export interface LocatedNit {
  readonly file: string;
  readonly nit: Nit;
  /** The line's text; empty where the finding has none. */
  readonly text: string;
  /** From 1; 0 where the finding has none. */
  readonly line: number;
  /** The title of the section that the line stands in; empty where it is not known. */
  readonly section: string;
}

const heading = /^(?:Appendix )?(?:\d+(?:\.\d+)*|[A-Z](?:\.\d+)*)\. {2}(?<title>\S.*)$/;

/** For each line of a text form the title of its section. */
function sectionTitles(lines: readonly string[]): string[] {
  let section = "";
  return lines.map((line) => (section = heading.exec(line)?.groups?.title ?? section));
}

/** The lines that a finding is about; where it says none but quotes a reference, the lines that hold that. */
function nitLines({ line, desc }: Nit, lines: readonly string[]): number[] {
  if (line !== undefined && line.length > 0) return line.map((one) => one.line);
  const quoted = /\bhas (?<mark>\[[^\]]+\])/.exec(desc)?.groups?.mark;
  const found = quoted === undefined ? [] : lines.flatMap((text, index) => (text.includes(quoted) ? [index + 1] : []));
  return found.length === 0 ? [0] : found;
}

/** Takes each finding of a document apart by its lines, and puts the line's text and section beside it. */
export function locateNits(file: string, document: string, nits: readonly Nit[]): LocatedNit[] {
  const lines = document.split("\n");
  const sections = sectionTitles(lines);
  return nits.flatMap((nit) => nitLines(nit, lines).map((line) => ({ file, nit, line, text: lines[line - 1] ?? "", section: sections[line - 1] ?? "" })));
}

function waiverCovers(waiver: Waiver, { nit, text, section }: LocatedNit): boolean {
  if (waiver.code !== nit.code || waiver.in?.includes(section) === false) return false;
  const pattern = new RegExp(waiver.where);
  return [nit.path ?? "", text, nit.desc].some((one) => pattern.test(one));
}

/** What is left. */
export interface WaiverResult {
  readonly findings: readonly LocatedNit[];
  readonly waived: number;
  /** Waivers that cover nothing. */
  readonly unused: readonly Waiver[];
}

/** Takes the waived findings away. */
export function applyWaivers(all: readonly LocatedNit[], waivers: readonly Waiver[]): WaiverResult {
  const findings = all.filter((one) => !waivers.some((each) => waiverCovers(each, one)));
  const unused = waivers.filter((each) => each.sometimes !== true && !all.some((one) => waiverCovers(each, one)));
  return { findings, waived: all.length - findings.length, unused };
}
