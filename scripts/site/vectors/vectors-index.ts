/**
 * The first page of the vectors: what they are, how to run them in any language, and the suites.
 *
 * @module
 */
import { html, type Html } from "../../common/html.ts";
import { caseAnchor } from "../../interop/report/html-page.ts";
import { allCases } from "../../interop/vectors/select-cases.ts";
import { markdownHtml } from "../markdown.ts";
import type { SiteInput } from "../site-input.ts";
import type { PagePlace, SitePage } from "../site-page.ts";
import { tableHtml } from "../table.ts";
import { expectationOf } from "./expectation.ts";
import type { VectorPage } from "./vector-pages.ts";
import type { VectorsReadme } from "./vectors-readme.ts";

const count = (number: number): string => number.toLocaleString("en-US");

function pageRow({ path, name, cases }: VectorPage, place: PagePlace): Html {
  const byHand = cases.filter((each) => each.path.startsWith("hand/")).length;
  const cells = [byHand, cases.length - byHand, cases.length].map((number) => html`<td class="n">${count(number)}</td>`);
  return html`<tr><th scope="row"><a href="${place.to(path)}">${name}</a></th>${cells}</tr>\n`;
}

function suitesTable(pages: readonly VectorPage[], place: PagePlace): Html {
  const heads = ["suite", ["by hand", "n"], ["generated", "n"], ["all", "n"]] as const;
  return tableHtml({ label: "Cases of each suite", heads, body: pages.map((page) => pageRow(page, place)) });
}

/** Returns one case of the first invalid ones as an example to look at. */
function exampleLink(pages: readonly VectorPage[], place: PagePlace): Html {
  const page = pages.find(({ suite, cases }) => suite === "frame" && cases.some((each) => expectationOf(each).keys.includes("invalid")));
  const found = page?.cases.find((each) => expectationOf(each).keys.includes("invalid"));
  if (page === undefined || found === undefined) return html``;
  const link = `${page.path}#${caseAnchor(found.case.id)}`;
  return html`<p>For example, <a href="${place.to(link)}"><code>${found.case.id}</code></a>.</p>\n`;
}

function content(pages: readonly VectorPage[], readme: VectorsReadme, input: SiteInput, place: PagePlace): Html {
  const { root, draft } = input.manifest;
  const files = input.manifest.files.map(({ path }) => html`<li><a href="${place.to(`vectors/files/${path}`)}">${path}</a></li>\n`);
  return html`${markdownHtml(readme.introduction)}
<p>They belong to <a href="${place.to(`draft/${draft}.html`)}">${draft}</a> and have the hash <code>${root}</code>.
The <a href="${place.to("vectors/format.html")}">format</a> is one page.</p>
<details><summary>Files</summary><ul>${files}</ul></details>
<h2 id="suites">Suites</h2>
<p>Each case shows its octets field by field, its expected result, the place of its fault, and the sentence of the draft that it checks.
A filter selects cases by words, expected result and requirement;
the <a href="${place.to("requirements/index.html")}">requirements</a> link to their cases.</p>
${suitesTable(pages, place)}${exampleLink(pages, place)}
<h2 id="running">How to run them, in any language</h2>
${markdownHtml(readme.running)}
<h2 id="verifying">How to verify the files</h2>
${markdownHtml(readme.verifying)}`;
}

/** Returns the first page of the vectors. */
export function vectorsIndex(pages: readonly VectorPage[], readme: VectorsReadme, input: SiteInput): SitePage {
  const cases = allCases(input.suites).length;
  return {
    path: "vectors/index.html",
    title: "Vectors",
    summary: `${count(cases)} cases that an implementation in any language can run, each with its expected result.`,
    content: (place) => content(pages, readme, input, place),
    styles: ["vectors"],
  };
}

/** Returns the page of the format of vectors. */
export function vectorsFormat(readme: VectorsReadme): SitePage {
  return {
    path: "vectors/format.html",
    title: "Format of the vectors",
    summary: "The members of each kind of case, and the protocol between a runner and an adapter.",
    content: () => markdownHtml(readme.whole),
    styles: ["vectors"],
  };
}
