/**
 * The findings of idnits without the waived ones.
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
  /** The path in the XML. */
  readonly path?: string | undefined;
  /** The lines in the text. */
  readonly line?: readonly { readonly line: number }[] | undefined;
}

const waiverSchema = z.strictObject({
  code: z.string().regex(/^[A-Z][A-Z0-9_]*$/, "expected a code of idnits such as REFERENCE_NOT_USED"),
  /** A regular expression for the path, the line or the description. */
  where: z.string().min(1, "expected a regular expression"),
  /** The titles of the sections of the lines (default: all sections). */
  in: z.array(z.string().min(1)).min(1).optional(),
  /** Set for a waiver that applies on some days only; it may be unused. */
  sometimes: z.boolean().optional(),
  why: z.string().min(10, "expected the reason"),
});

/** Waivers: findings to ignore, with the reason. */
export type Waiver = z.infer<typeof waiverSchema>;

/** Parses a list of waivers. @throws {@link FileError} with file and place */
export function readWaivers(path: string, text: string): readonly Waiver[] {
  let value: unknown;
  try {
    value = parseYaml(text);
    for (const { where } of (Array.isArray(value) ? value : []) as readonly { where?: unknown }[]) {
      if (typeof where === "string") new RegExp(where);
    }
  } catch (error) {
    throw new FileError(`${path}: ${(error as Error).message}`);
  }
  return validateFile(path, z.array(waiverSchema), value ?? []);
}

/** A finding with its line. */
export interface LocatedNit {
  readonly file: string;
  readonly nit: Nit;
  /** The text of the line; empty without a line. */
  readonly text: string;
  /** The number of the line, from 1; 0 without a line. */
  readonly line: number;
  /** The title of the section of the line; empty if unknown. */
  readonly section: string;
}

const heading = /^(?:Appendix )?(?:\d+(?:\.\d+)*|[A-Z](?:\.\d+)*)\. {2}(?<title>\S.*)$/;

/** Returns the title of the section for each line of the text. */
function sectionTitles(lines: readonly string[]): string[] {
  let section = "";
  return lines.map((line) => (section = heading.exec(line)?.groups?.title ?? section));
}

/** Returns the lines of a finding; for one without lines, those with the reference that it quotes. */
function nitLines({ line, desc }: Nit, lines: readonly string[]): number[] {
  if (line !== undefined && line.length > 0) return line.map((one) => one.line);
  const quoted = /\bhas (?<mark>\[[^\]]+\])/.exec(desc)?.groups?.mark;
  const found = quoted === undefined ? [] : lines.flatMap((text, index) => (text.includes(quoted) ? [index + 1] : []));
  return found.length === 0 ? [0] : found;
}

/** Splits each finding of a document by its lines, and adds text and section of the line. */
export function locateNits(file: string, document: string, nits: readonly Nit[]): LocatedNit[] {
  const lines = document.split("\n");
  const sections = sectionTitles(lines);
  return nits.flatMap((nit) =>
    nitLines(nit, lines).map((line) => ({ file, nit, line, text: lines[line - 1] ?? "", section: sections[line - 1] ?? "" })),
  );
}

function waiverCovers(waiver: Waiver, { nit, text, section }: LocatedNit): boolean {
  if (waiver.code !== nit.code || waiver.in?.includes(section) === false) return false;
  const pattern = new RegExp(waiver.where);
  return [nit.path ?? "", text, nit.desc].some((one) => pattern.test(one));
}

/** The findings without a waiver. */
export interface WaiverResult {
  readonly findings: readonly LocatedNit[];
  readonly waived: number;
  /** The unused waivers. */
  readonly unused: readonly Waiver[];
}

/** Removes the waived findings. */
export function applyWaivers(all: readonly LocatedNit[], waivers: readonly Waiver[]): WaiverResult {
  const findings = all.filter((one) => !waivers.some((each) => waiverCovers(each, one)));
  const unused = waivers.filter((each) => each.sometimes !== true && !all.some((one) => waiverCovers(each, one)));
  return { findings, waived: all.length - findings.length, unused };
}
