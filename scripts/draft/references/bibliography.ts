/**
 * The local bibliography: the works that a draft can cite, by the name in brackets.
 *
 * @module
 */
import { z } from "zod";
import type { SourcePosition, ReportDiagnostic } from "../diagnostics/diagnostics.ts";
import { parseSectionRange, rangeSyntax } from "./section-range.ts";
import { checkYaml, parseYaml } from "../yaml/yaml.ts";
import type { SiblingDraft } from "./sibling-draft.ts";

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

const workName = z.string().regex(/^[A-Za-z_][A-Za-z0-9._-]*$/, "expected a name of letters, digits, '.', '-' and '_'");
const bibliographySchema = z.record(workName, referenceSchema);
/** The other drafts of the set: each entry has only the path, relative to the bibliography. */
const siblingsSchema = z.record(workName, z.strictObject({ draft: z.string().min(1) }));

/** One work. */
export interface BibliographyEntry extends z.infer<typeof referenceSchema> {
  /** The numbers of its sections by anchor, if it is a draft of the set. */
  readonly sectionNumbers?: ReadonlyMap<string, string>;
}

/** Reads a draft that the bibliography names. @returns the draft, or the reason why it cannot be cited */
export type ReadSibling = (path: string) => SiblingDraft | string;

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

const isMap = (value: unknown): value is object => typeof value === "object" && value !== null && !Array.isArray(value);

/** Splits a bibliography into works and drafts of the set. A value that is not a map stays as it is, for the check. */
function splitEntries(value: unknown): { readonly works: unknown; readonly drafts: unknown } {
  if (!isMap(value ?? {})) return { works: value, drafts: {} };
  const all = Object.entries((value ?? {}) as object);
  const isDraft = (entry: unknown): boolean => isMap(entry) && Object.hasOwn(entry, "draft");
  const select = (wanted: boolean): object => Object.fromEntries(all.filter(([, entry]) => isDraft(entry) === wanted));
  return { works: select(false), drafts: select(true) };
}

/** Returns the entry of a draft, with title, authors, date and name of its front matter. */
function siblingEntry({ meta, sectionNumbers }: SiblingDraft): BibliographyEntry {
  const author = meta.author.map(({ initials, surname, organization = "", role }) =>
    initials === undefined || surname === undefined ? { organization } : { initials, surname, ...(role === undefined ? {} : { role }) },
  );
  const { title, date, docName } = meta;
  const target = `https://datatracker.ietf.org/doc/html/${docName}`;
  return { title, author, date, seriesInfo: { "Internet-Draft": docName }, target, sectionNumbers };
}

/**
 * Reads and checks a bibliography.
 *
 * @param text - YAML
 * @param report - receives the mistakes, with places in the file
 * @param readSibling - reads the drafts of the set that it names
 */
export function readBibliography(
  text: string,
  report: ReportDiagnostic,
  readSibling: ReadSibling = (path) => `cannot read ${path}`,
): Bibliography | undefined {
  const yaml = parseYaml(text, report);
  if (yaml === undefined) return undefined;
  const split = splitEntries(yaml.value);
  const works = checkYaml({ ...yaml, value: split.works }, bibliographySchema, "bibliography", report);
  const drafts = checkYaml({ ...yaml, value: split.drafts }, siblingsSchema, "bibliography", report);
  if (works === undefined || drafts === undefined) return undefined;
  const siblings = Object.entries(drafts).flatMap(([name, { draft: path }]) => {
    const draft = readSibling(path);
    if (typeof draft !== "string") return [[name, siblingEntry(draft)] as const];
    report(yaml.locate([name], "draft"), "bibliography", `${name}: ${draft}`);
    return [];
  });
  return { entries: { ...works, ...Object.fromEntries(siblings) }, positionOf: (name) => yaml.locate([], name) };
}
