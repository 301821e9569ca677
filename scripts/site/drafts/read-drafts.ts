/**
 * Reads what the page of drafts shows of the built drafts.
 *
 * @module
 */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { Parser } from "htmlparser2";

import { FileError, readTextFile } from "../../common/validate-file.ts";

/** A comparison of a draft with an older revision. */
export interface DraftComparison {
  /** The names of both texts, in HTML: the older one with its commit and the reason for it. */
  readonly older: string;
  readonly newer: string;
  /** The rows of the table of both texts, side by side, in HTML. */
  readonly rows: string;
}

/** A built draft. */
export interface SiteDraft {
  /** The name with the revision: `draft-websocket2-over-http2-01`. */
  readonly name: string;
  readonly title: string;
  /** Paragraphs. */
  readonly abstract: readonly string[];
  /** The intended status: `exp`, `info`. */
  readonly category: string;
  /** The day: `2026-11-30`. */
  readonly date: string;
  /** The number of pages of the text. */
  readonly pages: number;
  /** The extensions of its files: `html`, `txt`, `xml`, `pdf`. */
  readonly forms: readonly string[];
  /** Absent if nothing was compared: a first revision, or a copy of the repository without history. */
  readonly comparison?: DraftComparison;
}

const FORMS = ["html", "txt", "xml", "pdf"];

/** Returns the name without the revision. */
export const draftBaseName = (name: string): string => name.replace(/-\d\d$/, "");

/** Returns the revision: `01`. */
export const draftRevision = (name: string): string => /-(\d\d)$/.exec(name)?.[1] ?? "";

const oneLine = (text: string): string => text.replaceAll(/\s+/g, " ").trim();

/** Returns title, abstract, status and date in the front matter of RFCXML. */
function readFront(xml: string): Pick<SiteDraft, "title" | "abstract" | "category" | "date"> {
  const open: string[] = [];
  const abstract: string[] = [];
  let [title, category, date] = ["", "", ""];
  const parser = new Parser(
    {
      onopentag(name, { year = "", month = "", day = "", category: status = "" }) {
        open.push(name);
        const path = open.join(" ");
        if (path === "rfc") category = status;
        if (path === "rfc front date") date = [year, month.padStart(2, "0"), day.padStart(2, "0")].join("-");
        if (path === "rfc front abstract t") abstract.push("");
      },
      ontext(text) {
        const path = open.join(" ");
        if (path === "rfc front title") title += text;
        if (path.startsWith("rfc front abstract t")) abstract.push(`${abstract.pop() ?? ""}${text}`);
      },
      onclosetag() {
        open.pop();
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
  return { title: oneLine(title), abstract: abstract.map(oneLine), category, date };
}

/** Returns the number of pages of a text. */
const countPages = (text: string): number => [...text.matchAll(/\[Page \d+\]$/gm)].length;

/**
 * Returns the parts of a page that `make diff` wrote.
 *
 * @throws {@link FileError} if it has another form
 */
export function readComparison(path: string, text: string): DraftComparison {
  const table = /<table>\n<tr><th>(.*?)<\/th><th>(.*?)<\/th><\/tr>\n(.*?)\n<\/table>/s.exec(text);
  if (table === null) throw new FileError(`${path}: expected a table with the older text on the left and the newer one on the right`);
  const [, older = "", newer = "", rows = ""] = table;
  return { older, newer, rows };
}

function readDraft(folder: string, compared: string, name: string): SiteDraft {
  const file = (extension: string): string => join(folder, `${name}.${extension}`);
  const page = join(compared, draftBaseName(name), "index.html");
  return {
    name,
    ...readFront(readTextFile(file("xml"))),
    pages: countPages(readTextFile(file("txt"))),
    forms: FORMS.filter((extension) => existsSync(file(extension))),
    ...(existsSync(page) && { comparison: readComparison(page, readTextFile(page)) }),
  };
}

/**
 * Reads the drafts of a folder, the core draft first.
 *
 * @param core - the name of the core draft, with its revision
 * @param compared - the folder of comparisons
 * @throws {@link FileError} if the core draft is not there
 */
export function readSiteDrafts(core: string, folder = "build/draft", compared = "build/diff"): readonly SiteDraft[] {
  const found = existsSync(folder) ? readdirSync(folder).filter((file) => /^draft-.*-\d\d\.xml$/.test(file)) : [];
  const names = found.map((file) => file.replace(/\.xml$/, "")).sort();
  if (!names.includes(core)) throw new FileError(`${folder}/${core}.xml: expected the built draft, found no file; run make draft`);
  return [core, ...names.filter((name) => name !== core)].map((name) => readDraft(folder, compared, name));
}
