/**
 * Other drafts of the set as works to cite: their front matter gives title, authors, date and name, their headings the
 * numbers of sections.
 *
 * @module
 */
import type { Diagnostic } from "../diagnostics/diagnostics.ts";
import { expandIncludes, tryRead, type ReadText } from "../source/expand-includes.ts";
import { readFrontMatter, splitFrontMatter, type FrontMatter } from "../source/front-matter.ts";
import { checkBounds } from "../source/lint-bounds.ts";
import { buildOutline } from "../source/outline.ts";
import { parseMarkdown } from "../source/parse-markdown.ts";

/** A draft that another draft cites. */
export interface SiblingDraft {
  readonly meta: FrontMatter;
  /** The numbers of the sections by anchor; empty for an unnumbered section. */
  readonly sectionNumbers: ReadonlyMap<string, string>;
}

const ignore = (): void => undefined;

/** The drafts that were read, by path. An unchanged one is not parsed again. */
const parsed = new Map<string, { readonly text: string; readonly draft: SiblingDraft }>();

/**
 * Reads a draft.
 *
 * @param path - its file
 * @returns the draft, or the reason why it cannot be cited
 */
export function readSiblingDraft(path: string, read: ReadText): SiblingDraft | string {
  const found = tryRead(read, path);
  if ("problem" in found) return found.problem;
  const problems: Diagnostic[] = [];
  const { text } = expandIncludes(found.text, path, read, problems);
  const before = parsed.get(path);
  if (before?.text === text) return before.draft;
  if (!checkBounds(text, ignore)) return `${path} is nested too deeply, or too long`;
  const meta = readFrontMatter(text, ignore);
  if (meta === undefined) return `${path} has no valid front matter`;
  const { all } = buildOutline(parseMarkdown(splitFrontMatter(text)?.body ?? text), ignore);
  const linked = all.filter(({ anchorShared }) => anchorShared !== true);
  const draft = { meta, sectionNumbers: new Map(linked.map(({ anchor, number }) => [anchor, number])) };
  parsed.set(path, { text, draft });
  return draft;
}
