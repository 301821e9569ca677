/**
 * Turns the HTML of xml2rfc into a page of the site: its inline styles and scripts, which ask other hosts for fonts and metadata, make
 * room for the style sheet and the policy of the site. The text stays as it is.
 *
 * @module
 */
import { Parser } from "htmlparser2";

import { html, type Html, type HtmlValue } from "../../common/html.ts";
import { escapeMarkup } from "../../common/markup.ts";
import { FileError } from "../../common/validate-file.ts";
import { contentSecurityPolicy } from "../shell.ts";

/** A piece of the text that is replaced; offsets in UTF-16 code units. */
interface TextEdit {
  readonly start: number;
  /** The end, exclusive. */
  readonly end: number;
  readonly text: string;
}

/** A link in the bar at the top. */
export interface BarLink {
  readonly text: string;
  readonly target: string;
}

type TagAttributes = Readonly<Record<string, string>>;

/** Elements that are left out with their content, by name or id: print headers, external metadata, and a link that needs a script. */
const isLeftOut = (name: string, { id, class: classes = "" }: TagAttributes): boolean =>
  name === "style" || name === "script" || id === "external-metadata" || classes === "ears" || classes === "toplink";

const isWide = (name: string, { class: classes = "" }: TagAttributes): boolean =>
  name === "pre" || (name === "div" && classes.split(" ").includes("art-svg"));

/** Returns the attributes that an element gets, without styles, or `undefined` if it stays as it is. */
function changedAttributes(name: string, attributes: TagAttributes, inDrawing: boolean): TagAttributes | undefined {
  const changed: Record<string, string> = {};
  for (const [key, value] of Object.entries(attributes)) {
    const width = key === "style" && name === "svg" ? /max-width: (\d+)px/.exec(value)?.[1] : undefined;
    if (width !== undefined) changed["width"] = width;
    else if (inDrawing && value === "black") changed[key] = "currentColor";
    else if (inDrawing && key === "fill" && value === "white") changed["class"] = "paper";
    else if (key !== "style" && !key.startsWith("on")) changed[key] = value;
  }
  if (name === "svg") changed["role"] = "img";
  if (isWide(name, attributes)) changed["tabindex"] = "0";
  const isSame = Object.keys(changed).length === Object.keys(attributes).length
    && Object.entries(changed).every(([key, value]) => attributes[key] === value);
  return isSame ? undefined : changed;
}

const startTag = (name: string, attributes: TagAttributes, end: string): string =>
  `<${name}${Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeMarkup(value)}"`).join("")}${end}`;

/** Collects the changes of a document. */
class DraftEditor {
  readonly edits: TextEdit[] = [];
  readonly #text: string;
  readonly #parser: Parser;
  #leftOut: { readonly name: string; readonly start: number; depth: number } | undefined;
  #drawings = 0;
  #inContentsTitle = false;

  constructor(text: string) {
    this.#text = text;
    this.#parser = new Parser(
      {
        onopentag: (name, attributes) => this.#open(name, attributes),
        onclosetag: (name, isImplied) => this.#close(name, isImplied),
      },
      { lowerCaseTags: false, lowerCaseAttributeNames: false },
    );
    this.#parser.end(text);
  }

  get #tag(): { readonly start: number; readonly end: number } {
    return { start: this.#parser.startIndex, end: this.#parser.endIndex + 1 };
  }

  #replace(text: string): void {
    this.edits.push({ ...this.#tag, text });
  }

  #open(name: string, attributes: TagAttributes): void {
    if (this.#leftOut !== undefined) {
      if (name === this.#leftOut.name) this.#leftOut.depth += 1;
      return;
    }
    if (isLeftOut(name, attributes)) {
      this.#leftOut = { name, start: this.#tag.start, depth: 1 };
      return;
    }
    if (name === "svg") this.#drawings += 1;
    if (attributes["id"] === "name-table-of-contents") {
      this.#inContentsTitle = true;
      this.#replace('<details open><summary><h2 id="name-table-of-contents">');
    } else if (name === "a" && this.#inContentsTitle) this.#replace("");
    else if (name === "nav") this.#replace('<nav class="toc" aria-label="Contents">');
    else if (name === "table") {
      const label = (attributes["id"] ?? "table").replace("table-", "Table ");
      const { start } = this.#tag;
      this.edits.push({ start, end: start, text: `<div class="table" role="region" tabindex="0" aria-label="${escapeMarkup(label)}">` });
    } else this.#change(name, attributes);
  }

  #change(name: string, attributes: TagAttributes): void {
    const changed = changedAttributes(name, attributes, this.#drawings > 0);
    if (changed === undefined) return;
    const { start, end } = this.#tag;
    this.#replace(startTag(name, changed, this.#text.slice(start, end).endsWith("/>") ? "/>" : ">"));
  }

  #close(name: string, isImplied: boolean): void {
    const left = this.#leftOut;
    if (left !== undefined) {
      if (name !== left.name) return;
      left.depth -= 1;
      if (left.depth > 0) return;
      this.edits.push({ start: left.start, end: this.#tag.end, text: "" });
      this.#leftOut = undefined;
      return;
    }
    if (name === "svg") this.#drawings -= 1;
    if (isImplied) return;
    if (this.#inContentsTitle && name === "a") this.#replace("");
    if (this.#inContentsTitle && name === "h2") {
      this.#inContentsTitle = false;
      this.#replace("</h2></summary>");
    }
    if (name === "nav") this.#replace("</nav></details>");
    if (name === "table") this.#replace("</table></div>");
  }
}

/** Applies changes that do not overlap, in the order of the text. */
function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let [at, result] = [0, ""];
  for (const { start, end, text: replacement } of edits) {
    result += text.slice(at, start) + replacement;
    at = end;
  }
  return result + text.slice(at);
}

function bar(name: string, links: readonly BarLink[]): Html {
  const items: HtmlValue = links.map(({ text, target }) => html`<li><a href="${target}">${text}</a></li> `);
  return html`<a class="skip" href="#content">Skip to content</a>
<header class="top"><a class="brand" href="../index.html">WebSocket2</a>
<nav aria-label="Site"><ul><li><a href="index.html">Drafts</a></li> <li><a aria-current="page" href="${name}.html">This draft</a></li>
${items}</ul></nav></header>
<main id="content" class="draft">`;
}

const head = html`<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy}">
<meta content="width=device-width, initial-scale=1" name="viewport">
<meta name="color-scheme" content="light dark">
<link rel="stylesheet" href="../assets/site.css">
<link rel="stylesheet" href="../assets/draft.css">
<script src="../assets/draft.js" defer></script>`.text;

/** A link without text: xml2rfc writes one in the contents for an appendix without a number. */
const EMPTY_LINK = /<a [^<>]*><\/a>/g;

/**
 * Returns the page of the site for a draft.
 *
 * @param file - the name of the file, for errors
 * @param name - the name of the draft, with its revision
 * @param text - the HTML that xml2rfc wrote
 * @param links - other forms of the draft, for the bar at the top
 * @throws {@link FileError} if the HTML has parts that the policy of the site forbids, or not the expected ones
 */
export function draftPage(file: string, name: string, text: string, links: readonly BarLink[]): string {
  const edited = applyEdits(text, new DraftEditor(text).edits).replaceAll(EMPTY_LINK, "");
  const parts: readonly (readonly [RegExp, string])[] = [
    [/<meta content="initial-scale=1\.0" name="viewport">/, head],
    [/<body class="xml2rfc">/, `<body>\n${bar(name, links).text}`],
    [/<\/body>/, "</main>\n</body>"],
  ];
  let page = edited;
  for (const [pattern, replacement] of parts) {
    if (!pattern.test(page)) throw new FileError(`${file}: expected ${pattern.source.replaceAll("\\", "")}, as xml2rfc writes it`);
    page = page.replace(pattern, () => replacement);
  }
  const forbidden = /<style|<script(?! src="\.\.\/)|<[^>]+ (?:style|on[a-z]+)="/.exec(page)?.[0];
  if (forbidden !== undefined) throw new FileError(`${file}: has ${forbidden}, which the Content Security Policy of the site forbids`);
  return page;
}
