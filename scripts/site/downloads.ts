/**
 * Files to take away: what the model exports, and what other targets built.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

import type { Model } from "../../reference/layout/model.ts";
import { FileError, readTextFile } from "../common/validate-file.ts";
import { allExports } from "../exports/all-exports.ts";
import { readCitations } from "../exports/document.ts";
import { readManifest } from "../interop/vectors/manifest.ts";
import { type MarkdownSection, markdownSections } from "./markdown.ts";

/** A file to take away. */
export interface Download {
  /** The path below `downloads/` in the site. */
  readonly path: string;
  readonly content: Buffer;
}

/** Files with one purpose. */
export interface DownloadGroup {
  readonly title: string;
  /** What the files are for, in one sentence. */
  readonly summary: string;
  /** How to use them, in Markdown; absent if the summary says all. */
  readonly use?: string;
  readonly files: readonly Download[];
}

/** A file or the files of a folder that other targets built or that are committed. */
interface BuiltFiles {
  readonly title: string;
  readonly summary: string;
  readonly from: string;
  /** The names in the folder; `from` is a file without it. */
  readonly names?: RegExp;
}

const builtFiles: readonly BuiltFiles[] = [
  {
    title: "Package",
    summary: "The reference implementation and the command ws2, for npm install FILE.",
    from: "build/package",
    names: /\.tgz$/,
  },
  {
    title: "Vectors",
    summary: "All interop vectors and the description of their format, without code.",
    from: "build",
    names: /-vectors\.tar\.gz$/,
  },
  {
    title: "Requirements and transitions",
    summary: "The statements of the specification by their identifiers, and the transition table of both roles.",
    from: "spec-tests/vectors",
    names: /^(requirements|transitions)\.json$/,
  },
  { title: "Model", summary: "The content of the schemas, as plain data.", from: "build/model.json" },
];

function namesOf({ from, names }: BuiltFiles): string[] {
  if (names === undefined) return [from];
  const found = readdirSync(from).filter((name) => names.test(name)).sort();
  if (found.length === 0) throw new FileError(`${from}: expected a file that make site builds, found no name like ${names.source}`);
  return found.map((name) => join(from, name));
}

/** Returns the SHA-256 of a file in lower-case hexadecimal. */
export const downloadHash = ({ content }: Download): string => createHash("sha256").update(content).digest("hex");

/** The page that says how to use the exports. */
const EXPORTS_README = "scripts/exports/README.md";

const capitalised = (text: string): string => text.replace(/^./, (letter) => letter.toUpperCase());

/** Returns how to use an export: the section whose title begins with its name. The files lie beside the page, and not in `build/`. */
function useOf(name: string, sections: readonly MarkdownSection[]): { readonly use?: string } {
  const body = sections.find(({ title }) => title.toLowerCase().startsWith(name))?.body;
  return body === undefined ? {} : { use: body.replaceAll("build/", "") };
}

/** Returns all files to take away. @throws {@link FileError} if one was not built */
export function readDownloads(model: Model): DownloadGroup[] {
  const built = builtFiles.map((each) => ({
    title: each.title,
    summary: each.summary,
    files: namesOf(each).map((file) => ({ path: basename(file), content: readFileSync(file) })),
  }));
  const cite = readCitations(`build/draft/${readManifest("spec-tests/vectors")?.draft ?? ""}.html`);
  const sections = markdownSections(readTextFile(EXPORTS_README));
  const exported = allExports.map(({ name, summary, write }) => ({
    title: capitalised(name),
    summary: `${capitalised(summary)}.`,
    ...useOf(name, sections),
    files: write(model, cite).map(({ path, content }) => ({ path, content: Buffer.from(content) })),
  }));
  return [...built, ...exported];
}
