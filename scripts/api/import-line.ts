/**
 * The line of code that imports an export.
 *
 * @module
 */
import { escapeMarkup } from "../common/markup.ts";

/** A module of the package with its page. */
export interface ModuleLink {
  readonly name: string;
  readonly href: string;
}

const keyword = (text: string): string => `<span class="src-keyword">${text}</span>`;

/**
 * Returns the statement that imports an export, and links to the other modules that export it too, as HTML.
 *
 * @param isType - the export is a type alone
 * @param modules - the modules that export it; the first name is the one to import
 */
export function importLine(name: string, isType: boolean, modules: readonly ModuleLink[]): string {
  const [first, ...others] = modules.toSorted((one, other) => one.name.localeCompare(other.name, "en"));
  if (first === undefined) return "";
  const type = isType ? `${keyword("type")} ` : "";
  const from = `<a href="${first.href}" class="src-string">&quot;${first.name}&quot;</a>`;
  const code = `<code>${keyword("import")} ${type}{ ${escapeMarkup(name)} } ${keyword("from")} ${from};</code>`;
  const also = others.map((module) => `<a href="${module.href}">${module.name}</a>`).join(", ");
  return `<p class="import-line">${code}${also === "" ? "" : ` <small>also in ${also}</small>`}</p>`;
}
