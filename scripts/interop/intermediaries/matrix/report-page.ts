/**
 * The report of the matrix as an HTML page, with the configurations of the proxies.
 *
 * @module
 */
import { escapeMarkup } from "../../../common/markup.ts";
import { htmlPage, htmlTable } from "../../report/html-page.ts";
import type { Intermediary, IntermediaryConfiguration, IntermediarySite } from "../catalogue/intermediary.ts";
import { readPath } from "../paths/path.ts";
import type { IntermediariesReport, PathReport } from "./report.ts";

/** Stands in configurations for the ports and files of a run. */
const exampleSite: IntermediarySite = {
  folder: "/run/FOLDER",
  port: 8443,
  next: 8080,
  key: "/run/FOLDER/key.pem",
  certificate: "/run/FOLDER/certificate.pem",
  both: "/run/FOLDER/both.pem",
  root: false,
};

/** The table has a column for each check, so it is wider than the text, and its heads stand upright. */
const style = `
body { max-width: none; } p, dl { max-width: 60rem; } dt { font-weight: 600; margin-top: .6rem; }
pre { overflow-x: auto; white-space: pre; }
.matrix { font-size: .8rem; } .matrix th { font-weight: normal; } .matrix td { text-align: right; white-space: nowrap; }
.matrix .upright { writing-mode: vertical-rl; transform: rotate(180deg); }`;

const anchorOf = (path: string): string => `path-${path.replace(/[^a-z0-9]+/gi, "-")}`;

const paragraph = (text: string): string => `<p>${escapeMarkup(text)}</p>`;

/** Returns the words and the class of a result. */
function resultWords({ outcome, ms }: PathReport["answers"][string]): { readonly text: string; readonly weight: "good" | "bad" } {
  const time = ms === undefined ? "" : `${ms} ms`;
  if (outcome === "yes") return { text: time || "yes", weight: "good" };
  return { text: ["no", time].filter((part) => part !== "").join(", "), weight: "bad" };
}

function resultCell(check: string, { answers }: PathReport): string {
  const result = answers[check];
  if (result === undefined) return "<td></td>";
  const { text, weight } = resultWords(result);
  return `<td class="${weight}" title="${escapeMarkup(result.seen)}">${text}</td>`;
}

/** Paths by checks. */
function matrixTable({ questions, paths }: IntermediariesReport): string {
  const groups = [...new Set(questions.map(({ group }) => group))];
  const groupHeads = groups.map(
    (group) => `<th colspan="${questions.filter((each) => each.group === group).length}">${escapeMarkup(group)}</th>`,
  );
  const heads = questions.map(({ title, asks }) => `<th class="upright" title="${escapeMarkup(asks)}">${escapeMarkup(title)}</th>`);
  const rows = paths.map((path) => {
    const link = `<th><a href="#${anchorOf(path.id)}">${escapeMarkup(path.id)}</a></th>`;
    return `<tr>${link}${questions.map(({ id }) => resultCell(id, path)).join("")}</tr>`;
  });
  const head = `<thead><tr><th rowspan="2">Path</th>${groupHeads.join("")}</tr><tr>${heads.join("")}</tr></thead>`;
  return `<div class="wide"><table class="matrix">${head}\n<tbody>\n${rows.join("\n")}\n</tbody></table></div>`;
}

function configurationHtml(configuration: IntermediaryConfiguration): string[] {
  const files = Object.entries(configuration.files(exampleSite)).filter(([, text]) => text !== "");
  return files.map(([name, text]) => `<p><code>${escapeMarkup(name)}</code></p><pre>${escapeMarkup(text)}</pre>`);
}

function pathHtml(path: PathReport, { questions }: IntermediariesReport, catalogue: readonly Intermediary[]): string {
  const hops = path.hops.map(({ title, version, says }) => `${title} ${version}, ${says}`).join("; then ");
  const rows = questions.flatMap(({ id, group, title }) => {
    const result = path.answers[id];
    if (result === undefined) return [];
    const { text, weight } = resultWords(result);
    return [[escapeMarkup(`${group}: ${title}`), `<span class="${weight}">${text}</span>`, escapeMarkup(result.seen)]];
  });
  return [
    `<h2 id="${anchorOf(path.id)}">${escapeMarkup(path.id)}</h2>`,
    paragraph(hops === "" ? "No proxy." : `${hops}.`),
    ...readPath(path.id, catalogue).hops.flatMap(({ configuration }) => configurationHtml(configuration)),
    htmlTable(["Check", "Result", "Observation"], rows),
  ].join("\n");
}

function skippedHtml({ skipped }: IntermediariesReport): string[] {
  if (skipped.length === 0) return [];
  return [`<h2>Not run</h2><ul>${skipped.map(({ id, why }) => `<li>${escapeMarkup(`${id}: ${why}`)}</li>`).join("\n")}</ul>`];
}

/** Returns the page. @param catalogue - the proxies, whose configurations the page shows */
export function reportPage(report: IntermediariesReport, catalogue: readonly Intermediary[]): string {
  const checks = report.questions.map(
    ({ group, title, asks }) => `<dt>${escapeMarkup(`${group}: ${title}`)}</dt><dd>${escapeMarkup(asks)}</dd>`,
  );
  const parts = [
    paragraph(`${report.about} Measured on ${report.date}; ${report.system}.`),
    paragraph(
      "Green results suit applications. Each path links to its configuration and observations. Empty cells: the check did not run, because no connection opened or because it does not concern the path.",
    ),
    matrixTable(report),
    ...skippedHtml(report),
    `<h2>Checks</h2><dl>${checks.join("\n")}</dl>`,
    ...report.paths.map((path) => pathHtml(path, report, catalogue)),
  ];
  return htmlPage("WebSocket2 through intermediaries", parts.join("\n"), style);
}
