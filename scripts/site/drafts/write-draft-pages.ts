/**
 * Writes the drafts and their comparisons as pages of the site.
 *
 * @module
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { type SiteDraft, draftBaseName, draftRevision } from "./read-drafts.ts";
import { type BarLink, draftPage } from "./draft-page.ts";

/** The words for the forms of a draft. */
export const formNames: Readonly<Record<string, string>> = { html: "HTML", txt: "Text", xml: "XML", pdf: "PDF" };

/** Returns the path of the comparison of a draft, from the root of the site. */
export const comparisonPath = (name: string): string => `diff/${draftBaseName(name)}.html`;

function barLinks({ name, forms, comparison }: SiteDraft): BarLink[] {
  const others = forms.filter((extension) => extension !== "html");
  const changes = { text: "Changes", target: `../${comparisonPath(name)}` };
  return [
    ...others.map((extension) => ({ text: formNames[extension] ?? extension, target: `${name}.${extension}` })),
    ...(comparison === undefined || draftRevision(name) === "00" ? [] : [changes]),
  ];
}

/**
 * Gives the copies of the drafts the style of the site.
 *
 * @param folder - the folder of the copies, with the file `NAME.html` of each draft
 * @throws {@link FileError} if a draft has parts that a page of the site must not have
 */
export function writeDraftPages(folder: string, drafts: readonly SiteDraft[]): void {
  for (const draft of drafts) {
    const file = join(folder, `${draft.name}.html`);
    writeFileSync(file, draftPage(file, draft.name, readFileSync(file, "utf8"), barLinks(draft)));
  }
}
