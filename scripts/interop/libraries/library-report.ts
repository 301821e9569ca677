/**
 * What an HTTP library has to offer, as rules, and what libraries offer. The drafts show this data.
 *
 * @module
 */
import { z } from "zod";

/** A name that is a key of other objects and a name in tables: lower case, digits and hyphens. */
const slug = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, "expected lower case, digits and hyphens");

const sentence = z.string().regex(/^[A-Z0-9].*\.$/, "expected sentences that begin with a capital letter and end with a full stop");

const libraryCell = z.strictObject({
  verdict: z
    .enum(["yes", "set", "part", "no"])
    .describe("`yes`: in ordinary use. `set`: after a setting, or by another call. `part`: in some cases. `no`: the fallback applies."),
  note: sentence.describe("The reason, the setting, or the cases."),
});

const libraryRule = z.strictObject({
  id: slug.describe("The name of the rule in both drafts; it never changes its meaning."),
  role: z.enum(["both", "client", "server"]).describe("The role of the endpoint that needs it."),
  offers: sentence.describe("What the library has to offer."),
  otherwise: z
    .string()
    .regex(/^\S.*\.$/, "expected text that ends with a full stop")
    .describe("The fallback of an endpoint whose library does not offer it, as the continuation of `Otherwise: `."),
  found: z.record(slug, libraryCell).describe("A cell for each library, by its id."),
});

const httpLibrary = z.strictObject({
  id: slug,
  title: z.string().min(1),
  language: z.string().min(1),
  version: z.string().min(1).describe("Of the library, or of the runtime that contains it."),
  date: z.iso.date().describe("The day on which the column was measured."),
  method: z.string().min(1).describe("How the column was measured."),
});

/** The ids that occur more than once. */
function repeatedIds(list: readonly { readonly id: string }[]): string[] {
  return list.map(({ id }) => id).filter((id, index, ids) => ids.indexOf(id) !== index);
}

/** The schema of `draft/data/libraries.json`. */
export const libraryReport = z
  .strictObject({ about: z.string(), libraries: z.array(httpLibrary).min(1), rules: z.array(libraryRule).min(1) })
  .superRefine(({ libraries, rules }, context) => {
    const listed = libraries.map(({ id }) => id);
    const misplaced = rules.flatMap(({ id, found }) => [
      ...listed.filter((library) => !Object.hasOwn(found, library)).map((library) => `${id} has no cell for ${library}`),
      ...Object.keys(found)
        .filter((library) => !listed.includes(library))
        .map((library) => `${id} has a cell for ${library}, which is not listed`),
    ]);
    const repeated = [...repeatedIds(libraries), ...repeatedIds(rules)].map((id) => `"${id}" occurs more than once`);
    for (const message of [...repeated, ...misplaced]) context.addIssue(message);
  });

/** What HTTP libraries have to offer, and what they offer. */
export type LibraryReport = z.output<typeof libraryReport>;
