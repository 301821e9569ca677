/**
 * Checks the characters of files, and those of the prose of a draft.
 *
 * @module
 */
import type { Nodes, Parents, Root, Text } from "mdast";
import { visit } from "unist-util-visit";
import type { ReportDiagnostic, SourcePosition } from "../diagnostics/diagnostics.ts";
import { positionOf } from "../diagnostics/diagnostics.ts";
import { parseInlineTag } from "../inline/inline-tags.ts";
import { characterName, describeCharacters, firstForeign, foreignToProse, unprintable } from "./characters.ts";
import { LineIndex } from "./line-index.ts";

/** The most messages about characters of one file. */
const MAX_MESSAGES = 20;

// eslint-disable-next-line no-control-regex -- the expression finds control characters
const control = /[\0-\x09\x0b-\x1f\x7f-\x9f]/;
function unprintableReason(found: string): string {
  const name = characterName(found);
  if (found === "\r") return `control character ${name} alone ends a line; expected line feeds, or CR LF`;
  if (found === "\ufffd") return `character ${name} stands for octets that are not UTF-8; expected a file in UTF-8`;
  return control.test(found)
    ? `control character ${name}; expected spaces and line feeds only`
    : `invisible character ${name}; expected none, or its number in ASCII`;
}

/** Reports control characters and invisible ones: a carriage return alone once, of many others the first 20. */
export function lintCharacters(text: string, report: ReportDiagnostic): void {
  const lines = new LineIndex(text);
  const all = [...text.matchAll(unprintable)];
  const first = all.find(([found]) => found === "\r");
  const shown = all.filter((found) => found[0] !== "\r" || found === first);
  const tell = (index: number, reason: string): void => report(lines.positionOf(index), "character", reason);
  for (const { 0: found, index } of shown.slice(0, MAX_MESSAGES)) tell(index, unprintableReason(found));
  const next = shown[MAX_MESSAGES];
  if (next !== undefined) tell(next.index, `and ${shown.length - MAX_MESSAGES} more characters like these`);
}

function proseReason(found: string): string {
  const shown = [...found].slice(0, 8).join("");
  return `${describeCharacters(found)} in prose; expected ASCII, code, or <u>${shown}</u>, which also prints the code point`;
}

/** The character references of ASCII characters. */
const asciiReference = /&(?:amp|lt|gt|quot|apos|#(?:3[2-9]|[4-9]\d|1[01]\d|12[0-6]));/g;

/** Checks the prose of one draft. */
class ProseCharacters {
  readonly #source: string;
  readonly #lines: LineIndex;
  readonly #report: ReportDiagnostic;
  #count = 0;

  constructor(source: string, report: ReportDiagnostic) {
    this.#source = source;
    this.#lines = new LineIndex(source);
    this.#report = report;
  }

  text(node: Text): void {
    const value = node.value.replace(unprintable, "");
    if (firstForeign(value) === undefined) return;
    const start = node.position?.start.offset ?? 0;
    const written = this.#source.slice(start, node.position?.end.offset).replace(unprintable, (found) => " ".repeat(found.length));
    const direct = [...written.matchAll(foreignToProse)];
    for (const { 0: found, index } of direct) this.#fail(this.#lines.positionOf(start + index), found);
    const counts = new Map<string, number>();
    for (const character of direct.flatMap(([found]) => [...found])) counts.set(character, (counts.get(character) ?? 0) + 1);
    // What the source does not have comes from character references.
    const rest = [...(value.match(foreignToProse) ?? []).join("")].filter((character) => {
      const left = counts.get(character) ?? 0;
      counts.set(character, left - 1);
      return left <= 0;
    });
    const reference = written.replace(asciiReference, (found) => " ".repeat(found.length)).search(/&#?\w+;/);
    if (rest.length > 0) this.#fail(this.#lines.positionOf(start + Math.max(reference, 0)), rest.join(""));
  }

  attributes(node: Nodes): void {
    const values = node.type === "code" ? [node.meta ?? ""] : "attributes" in node ? Object.values(node.attributes ?? {}) : [];
    const found = values.map((value) => firstForeign(value ?? "")).find((each) => each !== undefined);
    const expected = "in an attribute; expected ASCII";
    if (found !== undefined) this.#report(positionOf(node), "character", `${describeCharacters(found)} ${expected}`);
  }

  #fail(at: SourcePosition, found: string): void {
    this.#count++;
    if (this.#count <= MAX_MESSAGES) this.#report(at, "character", proseReason(found));
    else if (this.#count === MAX_MESSAGES + 1) this.#report(at, "character", "and more characters like these");
  }
}

/** Returns the texts of a parent that are not the content of `<u>`. */
function proseTexts({ children }: Parents): Text[] {
  let inUnicode = false;
  return children.flatMap((child) => {
    const tag = child.type === "html" ? parseInlineTag(child.value) : undefined;
    if (tag?.name === "u") inUnicode = !tag.isEnd;
    return child.type === "text" && !inUnicode ? [child] : [];
  });
}

/** Reports characters that prose and attributes cannot contain: each run of them once, where it stands. */
export function lintProseCharacters(tree: Root, source: string, report: ReportDiagnostic): void {
  const prose = new ProseCharacters(source, report);
  visit(tree, (node) => {
    if ("children" in node) for (const text of proseTexts(node)) prose.text(text);
    if (node.type === "code" || "attributes" in node) prose.attributes(node);
  });
}
