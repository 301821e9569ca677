/**
 * What idnits finds, less what is waived with a reason.
 *
 * @module
 */
import { parse as parseYaml } from "yaml";
import { z } from "zod";

import { FileError, problemLines } from "../../interop/files/problems.ts";

/** One finding of idnits. */
export interface Nit {
  readonly code: string;
  readonly desc: string;
  /** Where in the XML. */
  readonly path?: string | undefined;
  /** Where in the text. */
  readonly line?: readonly { readonly line: number }[] | undefined;
}

const waiver = z.strictObject({
  code: z.string().regex(/^[A-Z][A-Z0-9_]*$/, "expected a code of idnits such as REFERENCE_NOT_USED"),
  /** A regular expression for the path, the line or the description; absent means all findings of the code. */
  where: z.string().min(1).optional(),
  why: z.string().min(10, "expected the reason"),
});

/** Findings that are right as they are, with the reason. */
export type Waiver = z.infer<typeof waiver>;

/** Reads a list of waivers. @throws {@link FileError} that names file and place */
export function readWaivers(path: string, text: string): readonly Waiver[] {
  let value: unknown;
  try {
    value = parseYaml(text);
    for (const { where } of (Array.isArray(value) ? value : []) as readonly { where?: unknown }[]) if (typeof where === "string") new RegExp(where);
  } catch (error) {
    throw new FileError(`${path}: ${(error as Error).message}`);
  }
  const result = z.array(waiver).safeParse(value ?? []);
  if (!result.success) throw new FileError(problemLines(path, result.error).join("\n"));
  return result.data;
}

/** A finding with the line that it is about. */
export interface Placed {
  readonly file: string;
  readonly nit: Nit;
  /** The line's text; empty where the finding has none. */
  readonly text: string;
  /** From 1; 0 where the finding has none. */
  readonly line: number;
}

/** Puts the line beside each finding of a document. */
export function placed(file: string, document: string, nits: readonly Nit[]): Placed[] {
  const lines = document.split("\n");
  return nits.map((nit) => {
    const line = nit.line?.[0]?.line ?? 0;
    return { file, nit, line, text: lines[line - 1] ?? "" };
  });
}

function covers({ code, where }: Waiver, { nit, text }: Placed): boolean {
  if (code !== nit.code) return false;
  const pattern = where === undefined ? undefined : new RegExp(where);
  return pattern === undefined || [nit.path ?? "", text, nit.desc].some((one) => pattern.test(one));
}

/** What is left. */
export interface Judged {
  readonly findings: readonly Placed[];
  readonly waived: number;
  /** Waivers that cover nothing. */
  readonly unused: readonly Waiver[];
}

/** Takes the waived findings away. */
export function judge(all: readonly Placed[], waivers: readonly Waiver[]): Judged {
  const findings = all.filter((one) => !waivers.some((each) => covers(each, one)));
  const unused = waivers.filter((each) => !all.some((one) => covers(each, one)));
  return { findings, waived: all.length - findings.length, unused };
}
