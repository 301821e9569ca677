/**
 * Pages of the source files, to which the API pages link.
 *
 * @module
 */
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path/posix";

import ts from "typescript";

import { writeFileAtomic } from "../common/files.ts";
import { escapeMarkup } from "../common/markup.ts";
import { pathToRoot, SOURCE_SCHEME } from "./cite.ts";
import { policyElement, themeScript } from "./page-policy.ts";

/** The folder of the pages, in that of the API pages. */
const FOLDER = "source";

/** The class of a token by its kind; tokens of other kinds have none. */
const classes: Readonly<Partial<Record<ts.ClassificationType, string>>> = {
  [ts.ClassificationType.comment]: "comment",
  [ts.ClassificationType.keyword]: "keyword",
  [ts.ClassificationType.numericLiteral]: "number",
  [ts.ClassificationType.bigintLiteral]: "number",
  [ts.ClassificationType.stringLiteral]: "string",
  [ts.ClassificationType.regularExpressionLiteral]: "string",
};

/** Returns the source files with a page: all below a folder, relative to the current folder. */
export function sourceFiles(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".md"))
    .map((entry) => join(entry.parentPath.replaceAll("\\", "/"), entry.name))
    .sort();
}

/**
 * Returns the page of a source file from the root of the API pages, `undefined` for a file without one.
 *
 * @param file - the file, or `index` for the list of all
 */
export function sourcePageOf(file: string, files: ReadonlySet<string>): string | undefined {
  return file === "index" || files.has(file) ? `${FOLDER}/${file}.html` : undefined;
}

/** Links names of source files that a page writes as code, such as `http2/index.ts`. @param folder - the folder that the names leave out */
export function linkFileNames(html: string, folder: string, files: ReadonlySet<string>): string {
  return html.replaceAll(/<code>([\w./-]+\.\w+)<\/code>(?!<\/a>)/g, (code: string, name: string) => {
    const file = join(folder, name);
    return files.has(file) ? `<a href="${SOURCE_SCHEME}${file}">${code}</a>` : code;
  });
}

/** One token of a file, with the class of its colour; `undefined` for plain text. */
interface SourceToken {
  readonly text: string;
  readonly class: string | undefined;
}

function tokensOf(text: string): readonly SourceToken[] {
  const { spans } = ts.createClassifier().getEncodedLexicalClassifications(text, ts.EndOfLineState.None, false);
  const tokens: SourceToken[] = [];
  let end = 0;
  for (let at = 0; at < spans.length; at += 3) {
    const [start = 0, length = 0, kind = 0] = spans.slice(at, at + 3);
    if (start > end) tokens.push({ text: text.slice(end, start), class: undefined });
    tokens.push({ text: text.slice(start, start + length), class: classes[kind as ts.ClassificationType] });
    end = start + length;
  }
  return [...tokens, { text: text.slice(end), class: undefined }];
}

/** Returns the link of an imported file, or `undefined` if the token names none. */
function importedPage({ text, class: name }: SourceToken, file: string, files: ReadonlySet<string>): string | undefined {
  if (name !== "string" || !/^"\.{1,2}\//.test(text)) return undefined;
  const target = join(dirname(file), text.slice(1, -1));
  return files.has(target) ? `${pathToRoot(file)}${target}.html` : undefined;
}

function tokenHtml(token: SourceToken, file: string, files: ReadonlySet<string>): string {
  const page = importedPage(token, file, files);
  const html = token.class === undefined ? escapeMarkup(token.text) : coloured(token.text, token.class);
  return page === undefined ? html : `<a href="${page}">${html}</a>`;
}

/** Colours each line by itself: a line is an element, which a token of several lines must not cross. */
const coloured = (text: string, name: string): string =>
  text.split("\n").map((line) => (line === "" ? "" : `<span class="src-${name}">${escapeMarkup(line)}</span>`)).join("\n");

/** Returns a file as HTML, one element for each line; `#L12` is the anchor of line 12. */
export function sourceHtml(file: string, text: string, files: ReadonlySet<string>): string {
  const tokens = file.endsWith(".ts") ? tokensOf(text) : [{ text, class: undefined }];
  const html = tokens.map((token) => tokenHtml(token, file, files)).join("");
  const lines = html.replace(/\n$/, "").split("\n");
  return lines.map((line, index) => lineHtml(line, index + 1)).join("");
}

const lineHtml = (html: string, number: number): string =>
  `<span class="line" id="L${number}"><a href="#L${number}">${number}</a>${html}\n</span>`;

/** Names around the source pages. */
export interface SourcePagesOptions {
  /** The title of the API pages. */
  readonly title: string;
  /** The page of the draft, relative to the root of the API pages. */
  readonly draft: string;
}

function pageHtml(name: string, url: string, content: string, { title, draft }: SourcePagesOptions): string {
  const toRoot = pathToRoot(url);
  return [
    `<!DOCTYPE html><html class="default" lang="en"><head>${policyElement}<meta charset="utf-8"/>`,
    `<title>${escapeMarkup(name)} | ${escapeMarkup(title)}</title>`,
    '<meta name="viewport" content="width=device-width, initial-scale=1"/>',
    `<link rel="stylesheet" href="${toRoot}assets/style.css"/><link rel="stylesheet" href="${toRoot}assets/custom.css"/>`,
    `<script src="${toRoot}${themeScript.path}"></script></head><body>`,
    '<header class="tsd-page-toolbar"><div class="tsd-toolbar-contents container">',
    `<a href="${toRoot}index.html" class="title">${escapeMarkup(title)}</a>`,
    `<div id="tsd-toolbar-links"><a href="${toRoot}${draft}">Draft</a><a href="${toRoot}${FOLDER}/index.html">Source</a></div>`,
    `</div></header><main class="container source-page"><h1>${escapeMarkup(name)}</h1>`,
    content,
    "</main></body></html>\n",
  ].join("\n");
}

function indexHtml(files: readonly string[]): string {
  const folders = [...new Set(files.map((file) => dirname(file)))];
  const rows = folders.map((folder) => {
    const inner = files.filter((file) => dirname(file) === folder);
    const links = inner.map((file) => `<a href="${escapeMarkup(file)}.html">${escapeMarkup(basename(file))}</a>`);
    return `<dt>${escapeMarkup(folder)}/</dt><dd>${links.join(", ")}</dd>`;
  });
  return `<dl class="source-index">${rows.join("")}</dl>`;
}

/**
 * Writes the pages of source files and `source/index.html`.
 *
 * @param output - the folder of the API pages
 * @param files - the source files, relative to the current folder
 */
export function writeSourcePages(output: string, files: readonly string[], options: SourcePagesOptions): void {
  const known = new Set(files);
  for (const file of files) {
    const url = `${FOLDER}/${file}.html`;
    const code = sourceHtml(file, readFileSync(file, "utf8"), known);
    writeFileAtomic(join(output, url), pageHtml(file, url, `<pre class="source"><code>${code}</code></pre>`, options));
  }
  const url = `${FOLDER}/index.html`;
  writeFileAtomic(join(output, url), pageHtml("Source files", url, indexHtml(files), options));
}
