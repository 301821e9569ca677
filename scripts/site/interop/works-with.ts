/**
 * The runtimes and packages with which the reference implementation works.
 *
 * @module
 */
import { html, type Html } from "../../common/html.ts";
import { runtimeKinds } from "../../interop/matrix/runtimes.ts";
import type { RuntimeResults, WorksWith } from "../../interop/matrix/works-with.ts";
import { type ColumnHead, tableHtml } from "../table.ts";
import { countsCell } from "./result-tables.ts";

const shortVersion = (version: string): string => version.split(".").slice(0, 2).join(".");

const worksCell = (works: boolean | undefined): Html =>
  works === undefined ? html`<td></td>` : html`<td class="n ${works ? "good" : "bad"}">${works ? "yes" : "no"}</td>`;

/** Returns the table of runtimes by vectors, live cases and packages. */
export function worksWithHtml({ date, runtimes, packages }: WorksWith): Html {
  const counted: readonly (readonly [title: string, kind: keyof RuntimeResults & ("vectors" | "server" | "client")])[] = [
    ["Vectors", "vectors"],
    ["Quick live cases, as server", "server"],
    ["Quick live cases, as client", "client"],
  ];
  const heads = runtimes.map(({ title, version }): ColumnHead => [`${title} ${shortVersion(version)}`, "n"]);
  const countRows = counted.map(
    ([title, kind]) => html`<tr><th scope="row">${title}</th>${runtimes.map((runtime) => countsCell(runtime[kind]))}</tr>\n`,
  );
  const ids = runtimes.map(({ id }) => id);
  const packageRows = packages.map(({ title, version, works }) => {
    const name = html`${title} <span class="faint">${version}</span>`;
    return html`<tr><th scope="row">${name}</th>${runtimes.map(({ id }) => worksCell(works[id]))}</tr>\n`;
  });
  const notes = runtimeKinds.flatMap(({ id, note }) => (note !== undefined && ids.includes(id) ? [html`<li>${note}</li>\n`] : []));
  return html`<p>The reference implementation on each runtime, and packages with it: each runs an example that is a test, too.
Measured on ${date}.</p>
${tableHtml({ label: "Runtimes and packages", heads: ["", ...heads], body: [...countRows, ...packageRows] })}
${notes.length > 0 && html`<ul>${notes}</ul>`}`;
}
