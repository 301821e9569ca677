/**
 * The local bibliography: the works that a draft can cite, by the name in brackets.
 *
 * @module
 */
import { z } from "zod";
import type { SourcePosition, ReportDiagnostic } from "../diagnostics/diagnostics.ts";
import { parseSectionRange, rangeSyntax } from "./section-range.ts";
import { checkYaml, parseYaml } from "../yaml/yaml.ts";

const referenceAuthor = z.union([
  z.strictObject({ organization: z.string() }),
  z.strictObject({ initials: z.string(), surname: z.string(), organization: z.string().optional(), role: z.literal("editor").optional() }),
]);

const expected = `expected ${rangeSyntax}`;

/** A section number. YAML reads 7.20 as the number 7.2, so only integers need no quotes. */
const sectionRangeSchema = z
  .union([z.int().min(1), z.string()], expected)
  .transform(String)
  .refine((text) => parseSectionRange(text) !== undefined, expected);

const referenceSchema = z.strictObject({
  title: z.string().min(1),
  author: z.array(referenceAuthor).default([]),
  /** `2022`, `2022-06` or `2022-06-01`. */
  date: z
    .union([z.string().regex(/^\d{4}(-\d\d(-\d\d)?)?$/, "expected YYYY, YYYY-MM or YYYY-MM-DD"), z.int().min(1900).max(9999)])
    .optional(),
  /** Series and number, for example `{STD: 97}`. The build adds series and DOI of an RFC. */
  seriesInfo: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  /** Other content of the entry, for example the journal. */
  refcontent: z.string().optional(),
  target: z.url().optional(),
  /** The sections of the work, for the check of prose. Levels that are not listed are not checked. Not printed. */
  sections: z.array(sectionRangeSchema).optional(),
});

const bibliographySchema = z.record(
  z.string().regex(/^[A-Za-z_][A-Za-z0-9._-]*$/, "expected a name of letters, digits, '.', '-' and '_'"),
  referenceSchema,
);

/** One work. */
export type BibliographyEntry = z.infer<typeof referenceSchema>;

/** The text of a bibliography and its file. */
export interface BibliographySource {
  readonly path: string;
  readonly text: string;
}

/** All works by name, with their places. */
export interface Bibliography {
  readonly entries: Readonly<Record<string, BibliographyEntry>>;
  readonly positionOf: (name: string) => SourcePosition;
}

/**
 * Reads and checks a bibliography.
 *
 * @param text - YAML
 * @param report - receives the mistakes, with places in the file
 */
export function readBibliography(text: string, report: ReportDiagnostic): Bibliography | undefined {
  const yaml = parseYaml(text, report);
  const entries = yaml && checkYaml({ ...yaml, value: yaml.value ?? {} }, bibliographySchema, "bibliography", report);
  return yaml && entries && { entries, positionOf: (name) => yaml.locate([], name) };
}
