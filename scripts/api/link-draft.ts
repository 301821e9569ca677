/**
 * Links the names in the tables of the built draft to their API pages:
 * `node build/scripts/api/link-draft.js build/draft/NAME.html build/api`.
 *
 * The published document has no such links, since they require the API pages beside it.
 *
 * @module
 */
import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

import * as schema from "../../reference/schema/index.ts";
import { writeFileAtomic } from "../common/files.ts";
import { exitCode, runProgram } from "../common/program.ts";
import { FileError } from "../common/validate-file.ts";
import { elementsOf } from "./elements.ts";
import { linkElementRows } from "./link-element-rows.ts";

/** Returns the API pages of the elements, relative to the draft. */
function elementPages(api: string): ReadonlyMap<string, string> {
  const all = [...elementsOf(schema)].map(([name, { id }]) => [id, `variables/websocket2_schema.${name}.html`] as const);
  return new Map(all.filter(([, page]) => existsSync(join(api, page))).map(([id, page]) => [id, `../${basename(api)}/${page}`]));
}

const usage = "usage: link-draft.js DRAFT.html API-FOLDER";

function main(_values: unknown, [file = "", api = ""]: readonly string[]): number {
  const html = readFileSync(file, "utf8");
  const pages = elementPages(api);
  if (pages.size === 0) throw new FileError(`${api}: expected pages of schema elements, variables/websocket2_schema.*.html, found none`);
  const fresh = linkElementRows(html, pages);
  const defined = [...pages.keys()].find((id) => html.includes(` id="${id}.`));
  if (defined !== undefined && ![...pages.values()].some((page) => fresh.includes(`href="${page}"`))) {
    throw new FileError(`${file}: expected a row, a term or an element in it for each part of ${defined}, found none to link`);
  }
  if (fresh !== html) writeFileAtomic(file, fresh);
  return exitCode.ok;
}

await runProgram({ usage, operands: [2, 2], main });
