/**
 * Writes the site: pages, style, scripts, and copies of what other targets built.
 *
 * @module
 */
import { cpSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

import { build } from "esbuild";

import { FileError } from "../common/validate-file.ts";
import { linkApiPages } from "./api-pages.ts";
import { writeDraftPages } from "./drafts/write-draft-pages.ts";
import { pageMakers } from "./pages.ts";
import { renderSitePage } from "./shell.ts";
import type { SiteInput } from "./site-input.ts";
import type { SitePage } from "./site-page.ts";
import { writeExplorer } from "./write-explorer.ts";

/** Folders that other targets built, by their place in the site. */
const copies: Readonly<Record<string, { readonly from: string; readonly files?: RegExp }>> = {
  api: { from: "build/api" },
  "vectors/files": { from: "spec-tests/vectors" },
  draft: { from: "build/draft", files: /\.(html|txt|xml|pdf)$/ },
};

const SOURCES = "scripts/site";

/** The script of the drafts, which xml2rfc writes. */
const DRAFT_SCRIPT = "draft";

function writePages(folder: string, pages: readonly SitePage[], input: SiteInput): void {
  const facts = { draft: input.manifest.draft, version: input.version };
  for (const page of pages) {
    const file = join(folder, page.path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, renderSitePage(page, facts));
  }
}

/** Bundles each script that a page names as a classic script: browsers load modules from no file. */
async function writeScripts(folder: string, pages: readonly SitePage[]): Promise<void> {
  const names = [...new Set([DRAFT_SCRIPT, ...pages.flatMap(({ scripts = [] }) => scripts)])];
  await build({
    entryPoints: names.map((name) => join(SOURCES, "browser", `${name}.ts`)),
    outdir: join(folder, "assets"),
    bundle: true,
    minify: true,
    format: "iife",
    platform: "browser",
    target: "es2022",
    logLevel: "warning",
  });
}

function writeDownloads(folder: string, { downloads }: SiteInput): void {
  for (const { path, content } of downloads.flatMap(({ files }) => files)) {
    const file = join(folder, "downloads", path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

function copyBuilt(folder: string): void {
  for (const [place, { from, files }] of Object.entries(copies)) {
    if (!existsSync(from)) throw new FileError(`${from}: expected what make builds, found no folder`);
    cpSync(from, join(folder, place), {
      recursive: true,
      filter: (source) => source === from || files === undefined || files.test(basename(source)),
    });
  }
}

/**
 * Writes the site to a folder, under a temporary name until it is complete.
 *
 * @param folder - replaced as a whole
 * @returns the pages
 * @throws {@link FileError} if a built part is missing
 */
export async function writeSite(folder: string, input: SiteInput): Promise<readonly SitePage[]> {
  const pages = pageMakers.flatMap((make) => make(input));
  const temporary = `${folder}.new`;
  rmSync(temporary, { recursive: true, force: true });
  mkdirSync(join(temporary, "assets"), { recursive: true });
  copyBuilt(temporary);
  linkApiPages(join(temporary, "api"));
  cpSync(join(SOURCES, "assets"), join(temporary, "assets"), { recursive: true });
  await writeScripts(temporary, pages);
  writeDownloads(temporary, input);
  writeDraftPages(join(temporary, "draft"), input.drafts);
  await writeExplorer(temporary, input);
  writePages(temporary, pages, input);
  rmSync(folder, { recursive: true, force: true });
  renameSync(temporary, folder);
  return pages;
}
