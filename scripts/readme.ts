/**
 * Updates the generated blocks of the README files: `node build/scripts/readme.js [--check]`.
 *
 * A fence of type `text` under a line `<!-- view: diagram of=frame case=error -->` shows a view of the model, a fence of type `ts`
 * under a line `<!-- source: reference/schema/frames/ping.ts pingPayload -->` shows a statement of the source.
 *
 * @module
 */
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";

import { websocket2 } from "../reference/schema/index.ts";
import { writeFileAtomic } from "./common/files.ts";
import { exitCode, type OptionValues, runProgram } from "./common/program.ts";
import { renderView } from "./generate/render-view.ts";
import { toText } from "./generate/text.ts";

const PAGES = ["README.md", "reference/README.md"];
const GENERATED_BLOCK = /(<!-- (view|source): ([^>]+?) -->\n+```(?:text|ts)\n)(.*?)(```)/gs;

/** Returns the view that `diagram of=frame case=error` requests, as text. */
function viewText(request: string): string {
  const [name = "", ...attributes] = request.split(/\s+/);
  const pairs = attributes.map((each) => each.split("=", 2) as [string, string]);
  return `${toText(renderView(name, Object.fromEntries(pairs), websocket2)).trimEnd()}\n`;
}

/** Returns the statement that exports a constant; `request` is `path name`. */
function sourceText(request: string): string {
  const [path = "", name = ""] = request.split(/\s+/);
  const found = new RegExp(`^export const ${name} = .*?;$\\n`, "ms").exec(readFileSync(path, "utf8"))?.[0];
  if (found === undefined) throw new Error(`${path}: expected an exported constant ${name}`);
  return found;
}

const generators: Readonly<Record<string, (request: string) => string>> = { view: viewText, source: sourceText };

/** Returns a page with all generated blocks updated. */
function refreshPage(page: string): string {
  return page.replaceAll(
    GENERATED_BLOCK,
    (_, head: string, kind: string, request: string, __, tail: string) => `${head}${generators[kind]?.(request) ?? ""}${tail}`,
  );
}

async function refreshFile(file: string, check: boolean): Promise<number> {
  const page = await readFile(file, "utf8");
  if (page.search(GENERATED_BLOCK) < 0) {
    return fail(`${file}: has no generated block, expected a line such as <!-- view: diagram of=frame -->`);
  }
  const fresh = refreshPage(page);
  if (fresh === page) return 0;
  if (check) return fail(`${file}: is stale, run make readme`);
  writeFileAtomic(file, fresh);
  return 0;
}

function fail(problem: string): number {
  console.error(problem);
  return exitCode.failed;
}

const usage = `usage: readme.js [--check]
  --check  write nothing; exit with 1 if a page is stale`;

const options = { check: { type: "boolean", default: false } } as const;

async function main({ check }: OptionValues<typeof options>): Promise<number> {
  return Math.max(...(await Promise.all(PAGES.map((file) => refreshFile(file, check)))));
}

await runProgram({ usage, options, main });
