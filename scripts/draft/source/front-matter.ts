/**
 * The front matter of a draft: the YAML at its beginning.
 *
 * @module
 */
import { z } from "zod";
import type { SourcePosition, ReportDiagnostic } from "../diagnostics/diagnostics.ts";
import { asciiProblems, personSchema } from "../elements/person.ts";
import { checkYaml, parseYaml } from "../yaml/yaml.ts";
import { describeCharacters, firstForeign, toAsciiPunctuation } from "./characters.ts";
import { linkAddress } from "./link-scheme.ts";
import { dateSchema } from "./document-date.ts";

const line = z.string().min(1).regex(/^[^\n]*$/, "expected one line");
const punctuated = line.transform(toAsciiPunctuation);
/** A line that the document prints as prose. */
const prose = punctuated.refine((text) => firstForeign(text) === undefined, {
  error: ({ input }) => `expected ASCII, found ${describeCharacters(firstForeign(String(input)) ?? "")}`,
});

const venue = z.strictObject({
  mail: z.email().optional(),
  archive: linkAddress.optional(),
  repository: linkAddress.optional(),
  home: linkAddress.optional(),
});

/** The greatest number of pages of the sections from one anchor to another. */
const pagePart = z.strictObject({ title: line, from: line, to: line, most: z.int().positive() });

const shortLine = line.max(40, "expected at most 40 characters, for the page header");
const docNamePattern = /^draft(-[a-z0-9]+)+-(?:\d\d|latest)$/;
const docNameForm = "expected draft-<name>-NN with a revision number of two digits, or draft-<name>-latest";

const frontMatterFields = z.strictObject({
  title: punctuated,
  /** The title in ASCII, if it has other characters. */
  asciiTitle: line.regex(/^[\x20-\x7e]*$/, "expected ASCII").optional(),
  abbrev: shortLine.pipe(prose).optional(),
  docName: z.string().regex(docNamePattern, docNameForm),
  category: z.enum(["std", "bcp", "exp", "info", "historic"]),
  ipr: z.enum(["trust200902", "noModificationTrust200902", "noDerivativesTrust200902", "pre5378Trust200902"]),
  submissionType: z.enum(["IETF", "IAB", "IRTF", "independent"]),
  /** Always true for standards and best current practices of the IETF. */
  consensus: z.boolean().optional(),
  /** {@link fullDate} completes it. */
  date: dateSchema.default("today"),
  area: prose.optional(),
  workgroup: prose.optional(),
  keyword: z.array(prose).default([]),
  author: z.array(personSchema).min(1, "expected at least one author"),
  /** The contributors, for the directive `::contributors`. */
  contributor: z.array(personSchema).default([]),
  /** The numbers of RFCs that this document will update or obsolete. */
  updates: z.array(z.int().positive()).default([]),
  obsoletes: z.array(z.int().positive()).default([]),
  /** The path of the model, relative to the draft. */
  model: line.optional(),
  /** The path of the bibliography, relative to the draft. */
  references: line.optional(),
  /** The paths of JSON files by name, relative to the draft. The prose prints their values. */
  data: z.record(z.string().regex(/^[a-z][a-z-]*$/, "expected a name in lower case"), line).default({}),
  venue: venue.optional(),
  /** The person to ask about registrations, which only the owner of the draft can name. The prose prints it as `{{$draft.contact}}`. */
  contact: line.optional(),
  /** The address of the repository, which only the owner of the draft can name. The prose prints it as `{{$draft.repository}}`. */
  repository: line.optional(),
  /** The greatest number of pages of the text, in all and of some sections. */
  pages: z.strictObject({ most: z.int().positive(), parts: z.array(pagePart).default([]) }).optional(),
  /** The schema elements that the draft omits on purpose. */
  unshown: z.array(line).default([]),
  /** Whether each sentence with a key word of BCP 14 needs an identifier. */
  requirements: z.enum(["on", "off"]).default("on"),
  tocDepth: z.int().min(1).max(6).default(3),
  /** Whether the document has a table of contents. */
  tocInclude: z.boolean().default(true),
  /** Whether the references are sorted by their names, or stand in the order of the bibliography. */
  sortRefs: z.boolean().default(true),
  /** Whether references have names, [RFC9110], or numbers, [1]. */
  symRefs: z.boolean().default(true),
  /** What `{{&SELF}}` prints. */
  self: line.default("this document"),
});

const frontMatterSchema = frontMatterFields.check(({ value, issues }) => {
  for (const message of asciiProblems(value, ["title"])) issues.push({ code: "custom", input: value, path: ["title"], message });
});

/** The keys of the front matter. */
export const frontMatterKeys: readonly string[] = Object.keys(frontMatterSchema.shape);

/** The checked front matter. */
export type FrontMatter = z.infer<typeof frontMatterSchema>;

/** The parts of a draft. */
export interface SplitMarkdown {
  /** The YAML between the two fences. */
  readonly yaml: string;
  /** The Markdown, with blank lines in place of the front matter, so that lines keep their numbers. */
  readonly body: string;
}

const frontMatterPattern = /^---[ \t]*\n(?<yaml>[^]*?\n)?---[ \t]*(?:\n|$)/;

/** Splits a draft into front matter and Markdown. Returns `undefined` without front matter. */
export function splitFrontMatter(markdown: string): SplitMarkdown | undefined {
  const found = frontMatterPattern.exec(markdown);
  if (found === null) return undefined;
  const blank = found[0].replace(/[^\n]/g, " ");
  return { yaml: found.groups?.yaml ?? "", body: blank + markdown.slice(found[0].length) };
}

/** Returns the line that ends the YAML of a document for kramdown-rfc, such as `--- abstract`, as a mistake. */
function kramdownPart(
  markdown: string,
  split: SplitMarkdown | undefined,
): { readonly at: SourcePosition; readonly reason: string } | undefined {
  const found = markdown.startsWith("---") ? /\n--- *(?<part>abstract|middle|back|note_\S*)[ \t]*(?:\n|$)/.exec(markdown) : null;
  const before = found === null ? "" : markdown.slice(0, found.index + 1);
  if (found === null || (split !== undefined && before.length > split.yaml.length + 4)) return undefined;
  const part = found.groups?.part ?? "";
  const instead = part === "abstract" ? " and # Abstract" : "";
  const reason = `"--- ${part}" ends the front matter in kramdown-rfc; expected a line ---${instead}, or the draft that ws2 draft import kramdown makes of this document`;
  return { at: { line: before.split("\n").length, column: 1 }, reason };
}

/** Returns the place of a key in the front matter. */
export function positionOfKey(markdown: string, key: string): SourcePosition | undefined {
  const index = markdown.split("\n").findIndex((text) => text.startsWith(`${key}:`));
  return index < 0 ? undefined : { line: index + 1, column: 1 };
}

/**
 * Reads and checks the front matter.
 *
 * @param markdown - the whole draft
 * @param report - receives the mistakes, with places in the draft
 */
export function readFrontMatter(markdown: string, report: ReportDiagnostic): FrontMatter | undefined {
  const split = splitFrontMatter(markdown);
  const part = kramdownPart(markdown, split);
  if (part !== undefined) {
    report(part.at, "front-matter", part.reason);
    return undefined;
  }
  if (split === undefined) {
    report(undefined, "front-matter", "expected front matter between two lines of ---");
    return undefined;
  }
  const yaml = parseYaml(split.yaml, report, { lines: 1, columns: 0 });
  return yaml && checkYaml(yaml, frontMatterSchema, "front-matter", report);
}
