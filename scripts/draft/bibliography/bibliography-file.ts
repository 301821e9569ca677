/**
 * The bibliography that a command line names: by its path, or by a draft.
 *
 * @module
 */
import { dirname, join } from "node:path";
import { parseDocument } from "yaml";
import { FileError } from "../../common/file-error.ts";
import { expandIncludes } from "../source/expand-includes.ts";
import { splitFrontMatter } from "../source/front-matter.ts";
import { readText } from "../source/text-files.ts";

/** A bibliography, and the draft that names it. */
export interface BibliographyFile {
  readonly path: string;
  /** Empty if there is no such file yet. */
  readonly text: string;
  /** The draft with its includes; absent if the path is that of the bibliography. */
  readonly draft?: string;
  /** The draft with a line more in its front matter, if it named no bibliography. */
  readonly namedIn?: { readonly path: string; readonly text: string };
}

/** The name of a new bibliography. */
const NEW_FILE = "references.yaml";

function readBibliographyText(path: string): string {
  const text = readText(path) ?? "";
  const [problem] = parseDocument(text, { prettyErrors: false }).errors;
  if (problem === undefined) return text;
  const line = text.slice(0, problem.pos[0]).split("\n").length;
  throw new FileError(`${path}:${line}: invalid YAML: ${problem.message}`);
}

/** Returns the value of `references` in front matter, also if other keys are wrong. */
function referencesOf(yaml: string): string | undefined {
  const value: unknown = parseDocument(yaml).get("references");
  return typeof value === "string" && value !== "" ? value : undefined;
}

/**
 * Reads the bibliography that a path names.
 *
 * @param path - a bibliography, `*.yaml` or `*.yml`, or a draft, `*.md`
 * @throws {@link FileError} for a file that cannot be used
 */
export function readBibliographyFile(path: string): BibliographyFile {
  if (/\.ya?ml$/.test(path)) return { path, text: readBibliographyText(path) };
  const markdown = readText(path);
  const yaml = markdown === undefined ? undefined : splitFrontMatter(markdown)?.yaml;
  if (markdown === undefined) throw new FileError(`${path}: cannot read the draft`);
  if (yaml === undefined) throw new FileError(`${path}: expected front matter between two lines of ---`);
  const named = referencesOf(yaml);
  const file = join(dirname(path), named ?? NEW_FILE);
  const draft = expandIncludes(markdown, path, readText, []).text;
  const end = markdown.indexOf("\n") + 1 + yaml.length;
  const withLine = `${markdown.slice(0, end)}references: ${NEW_FILE}\n${markdown.slice(end)}`;
  return { path: file, text: readBibliographyText(file), draft, ...(named === undefined ? { namedIn: { path, text: withLine } } : {}) };
}
