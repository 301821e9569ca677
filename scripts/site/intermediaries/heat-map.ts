/**
 * All paths by all checks, one small cell for each result, which leads to its observation.
 *
 * @module
 */
import { html, type Html } from "../../common/html.ts";
import type { IntermediariesReport, PathReport } from "../../interop/intermediaries/matrix/report.ts";
import { observationAnchor, pathAnchor } from "./path-status.ts";

/** A group of checks, whose columns stand together. */
export interface CheckGroup {
  readonly title: string;
  readonly checks: IntermediariesReport["questions"];
}

/** Returns the groups of checks, in their order. */
export function checkGroups({ questions }: Pick<IntermediariesReport, "questions">): CheckGroup[] {
  const titles = [...new Set(questions.map(({ group }) => group))];
  return titles.map((title) => ({ title, checks: questions.filter(({ group }) => group === title) }));
}

/** The signs of results: the colour is not the only difference. */
export const signs = { yes: "✓", no: "✕" } as const;

function resultCell(check: string, { answers }: PathReport, index: number, isFirst: boolean): Html {
  const result = answers[check];
  const kind = [isFirst && "g", result?.outcome === "no" ? "bad" : result !== undefined && "good"].filter((name) => name !== false);
  const link = result && html`<a href="#${observationAnchor(index, check)}">${signs[result.outcome]}</a>`;
  return html`<td${kind.length > 0 && html` class="${kind.join(" ")}"`}>${link}</td>`;
}

/** Returns the groups of columns for assistive programs. */
function columnGroups(groups: readonly CheckGroup[]): Html {
  return html`<colgroup></colgroup>${groups.map(({ checks }) => html`<colgroup span="${checks.length}"></colgroup>`)}`;
}

function headHtml(groups: readonly CheckGroup[]): Html {
  const groupHeads = groups.map(
    ({ title, checks }) => html`<th scope="colgroup" colspan="${checks.length}" class="g"><span>${title}</span></th>`,
  );
  const checkHeads = groups.flatMap(({ checks }) =>
    checks.map(({ title, asks }, index) => {
      const border = index === 0 && html` class="g"`;
      return html`<th scope="col"${border} title="${asks}"><span>${title}</span></th>`;
    }),
  );
  return html`<thead><tr><th scope="col" rowspan="2">Path</th>${groupHeads}</tr>\n<tr>${checkHeads}</tr></thead>`;
}

/** Returns the table. */
export function heatMap(report: IntermediariesReport): Html {
  const groups = checkGroups(report);
  const rows = report.paths.map((path, index) => {
    const cells = groups.flatMap(({ checks }) => checks.map(({ id }, at) => resultCell(id, path, index, at === 0)));
    const last = report.paths[index - 1]?.hops.at(-1)?.proxy;
    const isFirst = last !== path.hops.at(-1)?.proxy;
    const anchor = pathAnchor(path.id);
    const head = html`<th scope="row"><a href="#${anchor}">${path.id}</a></th>`;
    return html`<tr${isFirst && html` class="p"`} data-path="${anchor}">${head}${cells}</tr>\n`;
  });
  return html`<div class="heat-box" tabindex="0" role="region" aria-label="All results">
<table class="heat" id="heat"><caption>Paths by checks</caption>${columnGroups(groups)}
${headHtml(groups)}
<tbody>${rows}</tbody></table></div>`;
}
