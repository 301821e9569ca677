/**
 * The files of a new repository for a draft, from `scripts/draft-template/`.
 *
 * @module
 */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

import { findPackageRoot } from "../../common/package-root.ts";
import type { DraftAuthor } from "./author.ts";

/** What fills the template. */
export interface TemplateValues {
  /** The name of the draft without revision, as {@link draftNamePattern} matches it. */
  readonly name: string;
  readonly author: DraftAuthor;
  /** The version, file or address of the package `websocket2` for npm. */
  readonly packageSpec: string;
}

/** A file of the new repository. */
export interface TemplateFile {
  /** The path in the repository. */
  readonly path: string;
  readonly text: string;
}

/** The names of drafts: `draft-person-topic`, or longer. */
export const draftNamePattern = /^draft(?:-[a-z0-9]+){2,}$/;

/** The templates of files whose name is that of the draft. */
const namedFiles: ReadonlySet<string> = new Set(["draft.md"]);

/** Returns the path in the new repository. npm leaves out files such as .gitignore, so that names with a dot begin otherwise here. */
function targetPath(path: string, name: string): string {
  return namedFiles.has(path) ? `${name}.md` : path.replaceAll("\\", "/").replace(/^dot-/, ".");
}

/** Returns the text of each placeholder: as it is for names, quoted for JSON and YAML otherwise. */
function placeholders({ name, author, packageSpec }: TemplateValues): Readonly<Record<string, string | undefined>> {
  const quoted = (text: string | undefined): string | undefined => (text === undefined ? undefined : JSON.stringify(text));
  const { initials, surname, email, organization } = author;
  return {
    name,
    initials: quoted(initials),
    surname: quoted(surname),
    email: quoted(email),
    organization: quoted(organization),
    package: quoted(packageSpec),
  };
}

const placeholder = /@@(?<key>[a-z]+)@@/g;

/** Fills the placeholders of a text. A line with one that has no value is left out. */
export function fillTemplate(text: string, values: TemplateValues): string {
  const known = placeholders(values);
  const isFilled = (line: string): boolean => [...line.matchAll(placeholder)].every(({ groups }) => known[groups?.key ?? ""] !== undefined);
  return text.split("\n").filter(isFilled).join("\n").replace(placeholder, (_whole, key: string) => known[key] ?? "");
}

/** Returns the files of a new repository, sorted by path. */
export function templateFiles(values: TemplateValues): TemplateFile[] {
  const folder = join(findPackageRoot().folder, "scripts", "draft-template");
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = entries.map((entry) => {
    const path = join(entry.parentPath, entry.name);
    return { path: targetPath(relative(folder, path), values.name), text: fillTemplate(readFileSync(path, "utf8"), values) };
  });
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}
