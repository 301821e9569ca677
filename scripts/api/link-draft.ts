/**
 * Links the names in the tables of the built draft to their API pages:
 * `node build/scripts/api/link-draft.js build/draft/NAME.html build/api`.
 *
 * The document itself stays free of such links: they hold only where draft and API pages stand side by side.
 *
 * @module
 */
import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";

import * as schema from "../../reference/schema/index.ts";
import { writeFileAtomic } from "../common/files.ts";
import { elementsOf } from "./elements.ts";

/** The first cell of a row that defines a part of an element. */
const DEFINITION_ROW = /(<tr id="([\w-]+)\.[\w:-]+">\s*<td[^>]*>)(.*?)(<\/td>)/gs;

/**
 * The page with links.
 *
 * @param pages - where the page of an element is, by the element's id
 */
export function linkElementRows(html: string, pages: ReadonlyMap<string, string>): string {
  return html.replaceAll(DEFINITION_ROW, (row, head: string, id: string, cell: string, tail: string) => {
    const page = pages.get(id);
    return page === undefined || cell.includes("<a ") ? row : `${head}<a href="${page}">${cell}</a>${tail}`;
  });
}

/** Pages of the elements that the API pages show, relative to the draft. */
function elementPages(api: string): ReadonlyMap<string, string> {
  const all = [...elementsOf(schema)].map(([name, { id }]) => [id, `variables/websocket2_schema.${name}.html`] as const);
  return new Map(all.filter(([, page]) => existsSync(join(api, page))).map(([id, page]) => [id, `../${basename(api)}/${page}`]));
}

function main([file, api]: readonly string[]): number {
  if (file === undefined || api === undefined) {
    console.error("usage: link-draft.js DRAFT.html API-FOLDER");
    return 2;
  }
  const html = readFileSync(file, "utf8");
  const pages = elementPages(api);
  if (pages.size === 0) {
    console.error(`${api}: holds no page of a schema element, expected variables/websocket2_schema.*.html`);
    return 1;
  }
  const fresh = linkElementRows(html, pages);
  if (fresh !== html) writeFileAtomic(file, fresh);
  return 0;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) process.exitCode = main(process.argv.slice(2));
