/**
 * Adds requirement identifiers to a draft and to the files that it includes.
 *
 * @module
 */
import { writeFileAtomic } from "../../common/files.ts";
import { readTextFile } from "../../common/validate-file.ts";
import { addIdentifiers } from "../../draft/add-identifiers.ts";
import type { Diagnostic } from "../../draft/diagnostics/diagnostics.ts";
import { followingId } from "../../draft/requirements.ts";
import { normalizeText } from "../../draft/source/text-files.ts";

/** An identifier and the line of its sentence. */
export interface AddedIdentifier {
  readonly file: string;
  readonly line: number;
  readonly id: string;
}

/** What a run added. */
export interface NumberingResult {
  readonly added: readonly AddedIdentifier[];
  /** The sentences without a full stop, at which no identifier may stand. */
  readonly left: readonly Diagnostic[];
}

/** The identifier that a message about a missing one names. */
const named = /expected \{R-(?<number>\d{3,})\}/;

/** Returns the messages about missing identifiers by their file. */
function missingByFile(messages: readonly Diagnostic[]): Map<string, Diagnostic[]> {
  const found = new Map<string, Diagnostic[]>();
  for (const message of messages.filter(({ rule }) => rule === "missing-identifier")) {
    found.set(message.file, [...(found.get(message.file) ?? []), message]);
  }
  return found;
}

/** Returns the first of the identifiers that some messages name. */
function firstId(messages: readonly Diagnostic[]): string {
  const numbers = messages.flatMap(({ reason }) => named.exec(reason)?.groups?.number ?? []).map(Number);
  return followingId(`R-${Math.min(...numbers) - 1}`);
}

/** Returns a text with the line ends and the byte order mark of another one. */
function inFormOf(other: string, text: string): string {
  return `${other.startsWith("\ufeff") ? "\ufeff" : ""}${other.includes("\r\n") ? text.replaceAll("\n", "\r\n") : text}`;
}

function lineOf(markdown: string, id: string): number {
  return markdown.slice(0, markdown.indexOf(`{${id}}`)).split("\n").length;
}

/**
 * Adds identifiers where a build asks for them.
 *
 * @param messages - the messages of the build
 * @param write - whether to write the files
 */
export function numberDraft(messages: readonly Diagnostic[], write: boolean): NumberingResult {
  const added: AddedIdentifier[] = [];
  const left: Diagnostic[] = [];
  const missing = missingByFile(messages);
  let next = firstId([...missing.values()].flat());
  for (const [file, places] of missing) {
    const written = readTextFile(file);
    const numbered = addIdentifiers(normalizeText(written), places, next);
    added.push(...numbered.added.map((id) => ({ file, line: lineOf(numbered.markdown, id), id })));
    left.push(...places.filter((place) => numbered.left.some(({ line, column }) => line === place.line && column === place.column)));
    const last = numbered.added.at(-1);
    if (last !== undefined) next = followingId(last);
    if (write && numbered.added.length > 0) writeFileAtomic(file, inFormOf(written, numbered.markdown));
  }
  return { added, left };
}
