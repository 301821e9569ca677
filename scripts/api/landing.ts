/**
 * The first page, and the documents beside it.
 *
 * @module
 */
import { relative } from "node:path/posix";

import { type CommentDisplayPart, type DeclarationReflection, type DocumentReflection, type ProjectReflection, Reflection } from "typedoc";

import { pathToRoot, SOURCE_SCHEME } from "./cite.ts";
import { includeBlocks } from "./include-blocks.ts";

/** The scheme of links to modules until the depth of the page is known. */
const MODULE_SCHEME = "module:";

/** Returns the first paragraph of the comment of a module, on one line. */
function summaryOf({ comment }: DeclarationReflection): string {
  const text = comment?.summary.map((part) => part.text).join("") ?? "";
  return (text.split("\n\n")[0] ?? "").replaceAll("\n", " ").trim();
}

/** Returns the rows of the table of modules. */
function moduleRows(modules: readonly DeclarationReflection[]): string {
  const sorted = modules.toSorted((one, other) => one.name.localeCompare(other.name, "en"));
  return sorted.map((module) => `| [\`${module.name}\`](${MODULE_SCHEME}${module.name}) | ${summaryOf(module)} |`).join("\n");
}

/**
 * Completes the first page: code of other pages, and the list of the modules.
 *
 * @param read - returns the text of a file of the repository
 */
export function completeLanding(
  parts: readonly CommentDisplayPart[],
  modules: readonly DeclarationReflection[],
  read: (file: string) => string,
): CommentDisplayPart[] {
  return parts.map((part) =>
    part.kind === "text" ? { ...part, text: includeBlocks(part.text, read).replace("<!-- modules -->", moduleRows(modules)) } : part,
  );
}

/**
 * Resolves the links to modules.
 *
 * @param url - the path of the page from the root of the API pages
 * @param pageOf - returns the path of the page of a module from there
 */
export function resolveModuleLinks(html: string, url: string, pageOf: (name: string) => string): string {
  return html.replaceAll(/href="module:([^"]+)"/g, (_, name: string) => `href="${pathToRoot(url)}${pageOf(name)}"`);
}

/** Titles of documents whose heading does not say what they are beside the API. */
const titles: Readonly<Record<string, string>> = { "The reference implementation": "Architecture" };

/** Returns the heading of a document. */
function headingOf({ content, name }: DocumentReflection): string {
  const heading = /^# (.+)$/m.exec(content.map((part) => part.text).join(""))?.[1] ?? name;
  return titles[heading] ?? heading;
}

/** Links a file to its source page; a file that is a document itself has a page already. */
function linkSource(part: CommentDisplayPart, project: ProjectReflection): CommentDisplayPart {
  const file = part.kind === "relative-link" && part.target !== undefined ? project.files.resolve(part.target, project) : undefined;
  if (file === undefined || file instanceof Reflection) return part;
  return { kind: "text", text: SOURCE_SCHEME + relative(process.cwd(), file) };
}

/** Names the documents by their headings, and links the files that they name. */
export function completeDocuments(project: ProjectReflection): void {
  for (const document of project.documents ?? []) {
    document.name = headingOf(document);
    document.content = document.content.map((part) => linkSource(part, project));
  }
}
