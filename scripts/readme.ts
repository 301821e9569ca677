/**
 * Updates the generated blocks of the README files: `node build/scripts/readme.js [--check]`.
 *
 * A fence of type `text` under a line `<!-- view: diagram of=frame case=error -->` shows a view of the model, a fence of type `ts`
 * under a line `<!-- source: reference/schema/frames/ping.ts pingPayload -->` shows a statement of the source, and under
 * `<!-- source: reference/wire/generated/frame.ts case 3: -->` a block, named by the beginning of its first line. Between
 * `<!-- works with -->` and `<!-- end -->` stands the table of `draft/data/interop.json`, which `make interop` writes, and between
 * `<!-- numbers -->` and `<!-- end -->` the facts of `scripts/facts/`, after `<!-- cite as -->` how to cite the works of the project,
 * after `<!-- limits: message handshake -->` these limits of the schema, after `<!-- foreign forms -->` the forms of other dialects of
 * Markdown that the draft builder refuses. The picture of a connection is written as two files, one
 * for each of GitHub's themes, and `CITATION.cff` as a whole.
 *
 * @module
 */
import { existsSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";

import { websocket2 } from "../reference/schema/index.ts";
import { readCitableWorks } from "./cite/citable.ts";
import { citationFile } from "./cite/citation-file.ts";
import { citationList, citationTexts } from "./cite/citation-texts.ts";
import { writeFileAtomic } from "./common/files.ts";
import { headingLinks } from "./common/heading-links.ts";
import { readInteropData } from "./interop/matrix/interop-data.ts";
import { worksWithTable } from "./interop/matrix/works-with.ts";
import { exitCode, type OptionValues, runProgram } from "./common/program.ts";
import { foreignFormTable } from "./draft/source/foreign-forms.ts";
import { factsTable, projectFacts, readProjectData } from "./facts/index.ts";
import { colourSvg, pageColours } from "./generate/colour-svg.ts";
import { limitTable } from "./generate/limit-table.ts";
import { renderView } from "./generate/render-view.ts";
import { toText } from "./generate/text.ts";

/** The picture of the first page: files by theme, and its exchange. */
const PICTURE = { folder: "reference/figures", name: "connection", exchange: "whole" };
const PAGES = ["README.md", "SECURITY.md", "reference/README.md", "scripts/draft/README.md"];
const DRAFT = "draft/draft-websocket2-over-http2.md";
const WORKS_WITH = /(?<=<!-- works with -->\n).*?(?=<!-- end -->)/s;
const NUMBERS = /(?<=<!-- numbers -->\n).*?(?=<!-- end -->)/s;
const CITE_AS = /(?<=<!-- cite as -->\n).*?(?=<!-- end -->)/s;
const FOREIGN_FORMS = /(?<=<!-- foreign forms -->\n).*?(?=<!-- end -->)/s;
const LIMITS = /(?<=<!-- limits: ([\w ]+) -->\n).*?(?=<!-- end -->)/gs;
const ANY_BLOCK = /<!-- (?:(?:view|source|limits): |cite as |numbers |foreign forms |works with )/;
const GENERATED_BLOCK = /(<!-- (view|source): ([^>]+?) -->\n+```(?:text|ts)\n)(.*?)(```)/gs;

/** Returns the view that `diagram of=frame case=error` requests, as text. */
function viewText(request: string): string {
  const [name = "", ...attributes] = request.split(/\s+/);
  const pairs = attributes.map((each) => each.split("=", 2) as [string, string]);
  return `${toText(renderView(name, Object.fromEntries(pairs), websocket2)).trimEnd()}\n`;
}

/** Returns the block whose first line begins with a text, without its indentation. */
function blockOf(code: string, beginning: string): string | undefined {
  const lines = code.split("\n");
  const first = lines.findIndex((line) => line.trimStart().startsWith(beginning));
  const indent = /^ */.exec(lines[first] ?? "")?.[0] ?? "";
  const last = lines.findIndex((line, index) => index > first && line === `${indent}}`);
  if (first < 0 || last < 0) return undefined;
  return lines.slice(first, last + 1).map((line) => `${line.slice(indent.length)}\n`).join("");
}

/** Returns the statement that exports a constant, or a block; `request` is the path and the name, or the beginning of the block. */
function sourceText(request: string): string {
  const [path = "", ...words] = request.split(/\s+/);
  const name = words.join(" ");
  const code = readFileSync(path, "utf8");
  const found = /^\w+$/.test(name) ? new RegExp(`^export const ${name} = .*?;$\\n`, "ms").exec(code)?.[0] : blockOf(code, name);
  if (found === undefined) throw new Error(`${path}: expected an exported constant, or a block that begins with, ${name}`);
  return found;
}

const generators: Readonly<Record<string, (request: string) => string>> = { view: viewText, source: sourceText };

/** Returns the table of runtimes and packages. */
function worksWithText(): string {
  return `\n${worksWithTable(readInteropData().worksWith)}\n`;
}

/** Returns the numbers of the project, as a table. */
const numbersText = async (): Promise<string> => `\n${factsTable(projectFacts(await readProjectData()))}\n`;

/** Returns how to cite the works of the project, as a list. */
const citeAsText = (): string => `\n${citationList(citationTexts(readCitableWorks()))}\n\n`;

/** Returns the table of the forms of other dialects of Markdown that a draft must not have. */
const foreignFormsText = (): string => `\n${foreignFormTable()}\n\n`;

/** Returns the table of the limits that a page names, with links to the sections of the draft. */
function limitsText(names: string): string {
  const { limit } = websocket2.elements;
  if (limit?.kind !== "limits") throw new Error("the model has no limits");
  return `\n${limitTable(limit, names.split(" "), headingLinks(DRAFT, readFileSync(DRAFT, "utf8")))}\n\n`;
}

/** Returns a page with all generated blocks updated. */
async function refreshPage(page: string): Promise<string> {
  const numbers = NUMBERS.test(page) ? await numbersText() : "";
  const tables = page.replace(NUMBERS, () => numbers).replace(WORKS_WITH, worksWithText).replace(FOREIGN_FORMS, foreignFormsText);
  const lists = tables.replace(CITE_AS, citeAsText);
  return lists.replace(LIMITS, (_, names: string) => limitsText(names)).replaceAll(
    GENERATED_BLOCK,
    (_, head: string, kind: string, request: string, __, tail: string) => `${head}${generators[kind]?.(request) ?? ""}${tail}`,
  );
}

/** Returns the files of the picture with their content. */
function pictureFiles(): [path: string, svg: string][] {
  const { folder, name, exchange } = PICTURE;
  const [figure] = renderView("sequence", { of: "connection", name: exchange }, websocket2);
  if (figure?.kind !== "figure" || figure.svg === undefined) throw new Error(`the exchange ${exchange} has no drawing`);
  const { svg } = figure;
  return Object.entries(pageColours).map(([theme, colours]) => [`${folder}/${name}-${theme}.svg`, `${colourSvg(svg, colours)}\n`]);
}

async function refreshFile(file: string, check: boolean): Promise<number> {
  const page = await readFile(file, "utf8");
  if (!ANY_BLOCK.test(page)) {
    return fail(`${file}: has no generated block, expected a line such as <!-- view: diagram of=frame -->`);
  }
  return update(file, page, await refreshPage(page), check);
}

/** Writes a file that is stale, or names it. */
function update(file: string, found: string | undefined, fresh: string, check: boolean): number {
  if (fresh === found) return exitCode.ok;
  if (check) return fail(`${file}: is stale, run make readme`);
  writeFileAtomic(file, fresh);
  return exitCode.ok;
}

function fail(problem: string): number {
  console.error(problem);
  return exitCode.failed;
}

const usage = `usage: readme.js [--check]
  --check  write nothing; exit with 1 if a page is stale`;

const options = { check: { type: "boolean", default: false } } as const;

async function main({ check }: OptionValues<typeof options>): Promise<number> {
  const files = [...pictureFiles(), ["CITATION.cff", citationFile(readCitableWorks())] as const];
  const written = files.map(([file, text]) => update(file, existsSync(file) ? readFileSync(file, "utf8") : undefined, text, check));
  return Math.max(...written, ...(await Promise.all(PAGES.map((file) => refreshFile(file, check)))));
}

await runProgram({ usage, options, main });
