/**
 * The entries of a bibliography.
 *
 * @module
 */
import { z } from "zod";
import { asciiProblems } from "../elements/person.ts";
import { isNameOfWork } from "./citation.ts";
import { linkAddress } from "../source/link-scheme.ts";
import { parseSectionRange, rangeSyntax } from "./section-range.ts";

const ascii = z.string().regex(/^[\x20-\x7e]+$/, "expected ASCII").optional();

/** Returns a check that adds what is wrong with the ASCII forms of a title or of names to the issues. */
const checkAscii =
  (fields: readonly string[]) =>
  ({ value, issues }: z.core.ParsePayload<object>): void => {
    for (const message of asciiProblems({ ...value }, fields)) issues.push({ code: "custom", input: value, message });
  };

/** An author of a work: a person or an organization. */
const authorSchema = z
  .strictObject({
    initials: z.string().optional(),
    surname: z.string().optional(),
    fullname: z.string().optional(),
    asciiInitials: ascii,
    asciiSurname: ascii,
    asciiFullname: ascii,
    organization: z.string().optional(),
    asciiOrganization: ascii,
    role: z.literal("editor").optional(),
  })
  .refine(({ surname, fullname, organization }) => (surname ?? fullname ?? organization) !== undefined, {
    message: "expected initials and surname, fullname, or organization",
  })
  .check(checkAscii(["initials", "surname", "fullname", "organization"]));

const expectedRange = `expected ${rangeSyntax}`;

/** A section number. YAML reads 7.20 as the number 7.2, so only integers need no quotes. */
const sectionRangeSchema = z
  .union([z.int().min(1), z.string()], expectedRange)
  .transform(String)
  .refine((text) => parseSectionRange(text) !== undefined, expectedRange);

const fragmentText = z.string().regex(/^[^\s#]+$/, "expected the part of a URL behind #");

/** The name of a work: in brackets, and in citations. */
export const workNameSchema = z
  .string()
  .refine(isNameOfWork, "expected a name of letters, digits, '.', '-', '_', '/', ':', '+' and parentheses, such as HTTP/1.1");

/** A work. */
export const workSchema = z.strictObject({
  title: z.string().min(1),
  /** The title in ASCII, if it has other characters. */
  asciiTitle: ascii,
  /** Set while title, authors and date are placeholders. The build names such works. */
  incomplete: z.literal(true).optional(),
  /** Whether the title is printed in quotation marks, as titles are by default. */
  quoteTitle: z.boolean().optional(),
  author: z.array(authorSchema).default([]),
  /** `2022`, `2022-06` or `2022-06-01`. */
  date: z
    .union([z.string().regex(/^\d{4}(-\d\d(-\d\d)?)?$/, "expected YYYY, YYYY-MM or YYYY-MM-DD"), z.int().min(1900).max(9999)])
    .optional(),
  /** Series and number, for example `{STD: 97}`. The build adds what the name of an RFC, BCP or Internet-Draft says. */
  seriesInfo: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  /** Other content of the entry, for example the journal. */
  refcontent: z.string().optional(),
  target: linkAddress.optional(),
  /** A remark behind the entry. */
  annotation: z.string().min(1).optional(),
  /** The name in brackets, if it is another one. */
  display: workNameSchema.optional(),
  /** The sections of the work, for the check of prose. Levels that are not listed are not checked. Not printed. */
  sections: z.array(sectionRangeSchema).optional(),
  /** The part of the URL behind `#` for the sections of the work: by section, or with `{section}` in place of its number. */
  fragments: z
    .union([
      fragmentText.includes("{section}", "expected {section} in the fragment"),
      z.record(z.string(), fragmentText),
    ])
    .optional(),
}).check(checkAscii(["title"]));

/** Several works with one name, such as the RFCs of a BCP. */
export const workGroupSchema = z.strictObject({
  group: z.array(workNameSchema).min(1),
  target: linkAddress.optional(),
  display: workNameSchema.optional(),
});

/** One work. */
export interface Work extends z.infer<typeof workSchema> {
  /** The numbers of its sections by anchor, if it is a draft of the set. */
  readonly sectionNumbers?: ReadonlyMap<string, string>;
}

/** The input form of a work, as its author writes it. */
export type WorkInput = z.input<typeof workSchema>;

/** The name of a group of works, and the names of its works. */
export type WorkGroup = z.infer<typeof workGroupSchema>;

/** The input form of a group, as its author writes it. */
export type WorkGroupInput = z.input<typeof workGroupSchema>;
