/**
 * Each path with its configuration and observations.
 *
 * @module
 */
import { html, type Html } from "../../common/html.ts";
import { intermediaries } from "../../interop/intermediaries/catalogue/index.ts";
import type { IntermediaryConfiguration, IntermediarySite } from "../../interop/intermediaries/catalogue/intermediary.ts";
import type { IntermediariesReport, PathReport } from "../../interop/intermediaries/matrix/report.ts";
import { readPath } from "../../interop/intermediaries/paths/path.ts";
import { tableHtml } from "../table.ts";
import { type CheckGroup, checkGroups, signs } from "./heat-map.ts";
import { failedChecks, limitsOf, observationAnchor, pathAnchor, pathStates, resultWords, statusOf } from "./path-status.ts";

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

/** The purposes of paths in words. */
export const purposeTexts: Readonly<Record<IntermediaryConfiguration["purpose"], string>> = {
  forward: "forwards",
  cache: "stores replies",
  coding: "compresses",
  files: "serves files",
};

/** Returns a purpose in words. @param purpose - of a path */
export const purposeText = (purpose: string): string => (purposeTexts as Readonly<Record<string, string>>)[purpose] ?? purpose;

function configurationHtml(title: string, configuration: IntermediaryConfiguration): Html {
  const files = Object.entries(configuration.files(exampleSite)).filter(([, text]) => text !== "");
  return html`${files.map(
    ([name, text]) => html`<div class="file"><p>${title}: <code>${name}</code></p><pre tabindex="0"><code>${text}</code></pre></div>\n`,
  )}`;
}

/** Returns the configurations of a path. @throws PathError if the catalogue has it no more: the data is older than the catalogue */
function configurationsHtml({ id, hops }: PathReport): Html {
  const configured = readPath(id, intermediaries).hops;
  return html`${configured.map(({ configuration }, index) => configurationHtml(hops[index]?.title ?? "", configuration))}`;
}

function observationRows(path: PathReport, index: number, report: IntermediariesReport): Html {
  const groups = checkGroups(report).map(({ title, checks }) => {
    const rows = checks.flatMap(({ id, title: check }) => {
      const result = path.answers[id];
      if (result === undefined) return [];
      const color = result.outcome === "no" ? "bad" : "good";
      const outcome = html`<td class="${color}">${signs[result.outcome]} ${resultWords(result)}</td>`;
      return [html`<tr id="${observationAnchor(index, id)}"><th scope="row">${check}</th>${outcome}<td>${result.seen}</td></tr>\n`];
    });
    return rows.length > 0 && html`<tbody><tr><th scope="rowgroup" colspan="3">${title}</th></tr>\n${rows}</tbody>`;
  });
  return tableHtml({ label: `Observations on ${path.id}`, heads: ["Check", "Result", "Observation"], body: groups, className: "seen" });
}

/** Returns the words by which the filter finds a path. */
function filterAttributes(path: PathReport, report: IntermediariesReport): Html {
  const proxies = path.hops.length === 0 ? "none" : [...new Set(path.hops.map(({ proxy }) => proxy))].join(" ");
  const failed = failedChecks(path, report).join(" ");
  const isAsked = ({ checks }: CheckGroup): boolean => checks.some(({ id }) => path.answers[id] !== undefined);
  const asked = checkGroups(report).flatMap((group, index) => (isAsked(group) ? [index] : []));
  const own = html`data-entry="${path.id}" data-proxy="${proxies}" data-purpose="${path.purpose}"`;
  return html`${own} data-status="${statusOf(path)}" data-fails="${failed}" data-checks="${asked.join(" ")}"`;
}

function pathHtml(path: PathReport, index: number, report: IntermediariesReport): Html {
  const state = pathStates[statusOf(path)];
  const limits = statusOf(path) === "limited" ? `: ${limitsOf(path).join(", ")}` : "";
  const failed = failedChecks(path, report).length;
  const asked = Object.keys(path.answers).length;
  const hops = path.hops.map(({ title, version, says }) => `${title} ${version}, ${says}`).join("; then ");
  return html`<details id="${pathAnchor(path.id)}" ${filterAttributes(path, report)}>
<summary><h3>${path.id}</h3> <span class="${state.color}">${state.word}${limits}</span>
<span class="faint">${asked - failed} of ${asked} checks pass</span></summary>
<p>${hops === "" ? "No proxy: the client connects to the server itself." : `${hops}.`}
<span class="faint">Measured on ${path.date}.</span></p>
${configurationsHtml(path)}${observationRows(path, index, report)}
</details>
`;
}

/** Returns all paths, each folded. */
export function pathDetails(report: IntermediariesReport): Html {
  const skipped = report.skipped.map(({ id, why }) => html`<li>${id}: ${why}</li>\n`);
  return html`${report.paths.map((path, index) => pathHtml(path, index, report))}
${skipped.length > 0 && html`<h3>Not run</h3><ul>${skipped}</ul>`}`;
}
