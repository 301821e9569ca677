/**
 * The results as an HTML page, with the configurations beside them.
 *
 * @module
 */
import { escapeMarkup } from "../../../common/markup.ts";
import { readPath } from "../paths/path.ts";
import type { IntermediaryConfiguration, Intermediary, IntermediarySite } from "../catalogue/intermediary.ts";
import type { PathReport, IntermediariesReport } from "./report.ts";

/** What stands for the ports and files of a run. */
const exampleSite: IntermediarySite = {
  folder: "/run/FOLDER",
  port: 8443,
  next: 8080,
  key: "/run/FOLDER/key.pem",
  certificate: "/run/FOLDER/certificate.pem",
  both: "/run/FOLDER/both.pem",
  root: false,
};

const style = `
body { font: 15px/1.4 system-ui, sans-serif; margin: 2rem; color: #222; }
table { border-collapse: collapse; font-size: 13px; }
th, td { border: 1px solid #ccc; padding: 2px 6px; vertical-align: top; }
thead { position: sticky; top: 0; z-index: 2; } th { background: #fff; text-align: left; font-weight: normal; white-space: nowrap; }
thead th.title { writing-mode: vertical-rl; transform: rotate(180deg); }
tr > th:first-child:not(.title) { position: sticky; left: 0; z-index: 1; }
td.yes { background: #dff3df; } td.no { background: #fbdcd6; } td { text-align: right; white-space: nowrap; }
pre { background: #f6f6f6; padding: .5rem; overflow-x: auto; } dt { font-weight: bold; margin-top: .6rem; }
td.seen { text-align: left; white-space: normal; }
@media (max-width: 40rem) { body { margin: .7rem; } h1 { font-size: 1.4rem; } table { font-size: 11px; } tr > th:first-child { white-space: normal; max-width: 7rem; } }
@media (prefers-color-scheme: dark) { body, th { background: #1b1b1b; color: #ddd; } pre { background: #262626; } td.yes { background: #1f4a25; } td.no { background: #5f2620; } a { color: #9cf; } }
`;

const anchor = (id: string): string => `path-${id.replace(/[^a-z0-9]+/gi, "-")}`;

function resultCell(question: string, { answers }: PathReport): string {
  const answer = answers[question];
  if (answer === undefined) return "<td></td>";
  const { outcome, ms, seen } = answer;
  const time = ms === undefined ? "" : `${ms} ms`;
  const text = outcome === "no" ? `no${time === "" ? "" : `, ${time}`}` : time || "yes";
  return `<td class="${outcome}" title="${escapeMarkup(seen)}">${text}</td>`;
}

function matrixTable({ questions, paths }: IntermediariesReport): string {
  const head = questions.map(({ title, asks }) => `<th class="title" title="${escapeMarkup(asks)}">${escapeMarkup(title)}</th>`).join("");
  const groups = [...new Set(questions.map(({ group }) => group))].map((group) => `<th colspan="${questions.filter((each) => each.group === group).length}">${escapeMarkup(group)}</th>`);
  const rows = paths.map((path) => `<tr><th><a href="#${anchor(path.id)}">${escapeMarkup(path.id)}</a></th>${questions.map(({ id }) => resultCell(id, path)).join("")}</tr>`);
  return `<table><thead><tr><th rowspan="2">Path</th>${groups.join("")}</tr><tr>${head}</tr></thead><tbody>\n${rows.join("\n")}\n</tbody></table>`;
}

function configurationText(configuration: IntermediaryConfiguration): string {
  const files = Object.entries(configuration.files(exampleSite)).filter(([, text]) => text !== "");
  return files.map(([name, text]) => `<p><code>${escapeMarkup(name)}</code></p><pre>${escapeMarkup(text)}</pre>`).join("\n");
}

function pathSection(path: PathReport, { questions }: IntermediariesReport, catalogue: readonly Intermediary[]): string {
  const hops = path.hops.map(({ title, version, says }) => `${title} ${version}, ${says}`).join("; then ");
  const rows = questions.flatMap(({ id, group, title }) => {
    const answer = path.answers[id];
    if (answer === undefined) return [];
    return [`<tr><td class="seen">${escapeMarkup(`${group}: ${title}`)}</td>${resultCell(id, path)}<td class="seen">${escapeMarkup(answer.seen)}</td></tr>`];
  });
  const configurations = readPath(path.id, catalogue).hops.map(({ configuration }) => configurationText(configuration));
  return `<h2 id="${anchor(path.id)}">${escapeMarkup(path.id)}</h2>\n<p>${escapeMarkup(hops === "" ? "No proxy." : `${hops}.`)}</p>
${configurations.join("\n")}\n<table>${rows.join("\n")}</table>`;
}

/** The page. @param catalogue - the proxies, whose configurations are shown */
export function reportPage(found: IntermediariesReport, catalogue: readonly Intermediary[]): string {
  const asked = found.questions.map(({ group, title, asks }) => `<dt>${escapeMarkup(`${group}: ${title}`)}</dt><dd>${escapeMarkup(asks)}</dd>`);
  const skipped = found.skipped.map(({ id, why }) => `<li>${escapeMarkup(`${id}: ${why}`)}</li>`);
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>WebSocket2 through intermediaries</title><style>${style}</style>
<h1>WebSocket2 through intermediaries</h1>
<p>${escapeMarkup(`${found.about} Measured on ${found.date}; ${found.system}.`)}</p>
<p>Green is what an application wishes for. A path leads to its configuration and to what was seen; an empty cell was not asked, most often for want of an open connection.</p>
${matrixTable(found)}
${skipped.length === 0 ? "" : `<h2>Not tried</h2><ul>${skipped.join("\n")}</ul>`}
<h2>Questions</h2><dl>${asked.join("\n")}</dl>
${found.paths.map((path) => pathSection(path, found, catalogue)).join("\n")}
</html>
`;
}
