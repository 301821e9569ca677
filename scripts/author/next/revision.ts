/**
 * Makes the text of the next revision of a draft.
 *
 * @module
 */

/** The next revision of a draft. */
export interface NextRevision {
  readonly text: string;
  /** The old and the new name. */
  readonly from: string;
  readonly to: string;
  /** Whether the draft has a section of changes, which now has a subsection for the new revision. */
  readonly changesSectionAdded: boolean;
}

const docNameLine = /^(?<key>docName:[ \t]*["']?)(?<base>draft-[a-z0-9-]+)-(?<number>\d\d)(?=["']?[ \t]*$)/m;
/** A date that is written out. `today`, and a missing one, is that of the build. */
const dateLine = /^(?<key>date:[ \t]*)(?!["']?today\b)\S+[ \t]*$/m;
const changesHeading = /^(?<marks>#+) (?:Changes|Change Log|Document History)\b[^\n]*\n/im;

/** Returns the offset of the first subsection of a section, or of its end. */
function firstSubsectionOffset(text: string, start: number, depth: number): number {
  const next = new RegExp(`^#{1,${depth + 1}} `, "m").exec(text.slice(start));
  return next === null ? text.length : start + next.index;
}

/** Inserts a subsection for the revision into the section of changes, before those of older revisions. */
function addChangesSection(text: string, from: string): string | undefined {
  const found = changesHeading.exec(text);
  if (found === null) return undefined;
  const marks = found.groups?.["marks"] ?? "#";
  const place = firstSubsectionOffset(text, found.index + found[0].length, marks.length);
  const stub = `${marks}# Since ${from} {#since-${from.slice(-2)}}\n\n- (to be written)\n\n`;
  return `${text.slice(0, place).trimEnd()}\n\n${stub}${text.slice(place)}`.trimEnd().concat("\n");
}

/**
 * Returns the next revision.
 *
 * @param date - the new date, `YYYY-MM-DD`
 * @returns the revision, or the mistake in one sentence
 */
export function nextRevision(source: string, date: string): NextRevision | string {
  const head = /^---[ \t]*\n[^]*?\n---[ \t]*\n/.exec(source)?.[0];
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || Number.isNaN(Date.parse(date))) return `"${date}" is not a date; expected YYYY-MM-DD`;
  if (head === undefined) return "has no front matter; expected it between two lines of ---";
  const latest = /^docName:[ \t]*["']?(draft-[a-z0-9-]+)-latest(?=["']?[ \t]*$)/m.exec(head)?.[1];
  if (latest !== undefined) {
    return `needs no change for a revision, since its docName is ${latest}-latest; build one with: ws2 draft build --as ${latest}-NN`;
  }
  const { key, base, number } = docNameLine.exec(head)?.groups ?? {};
  if (base === undefined || number === undefined) return "has no docName; expected docName: draft-name-NN";
  if (number === "99") return "has revision 99, which is the last one";
  const from = `${base}-${number}`;
  const to = `${base}-${String(Number(number) + 1).padStart(2, "0")}`;
  const raised = head.replace(docNameLine, `${key}${to}`).replace(dateLine, `$<key>${date}`);
  const rest = source.slice(head.length);
  const changed = addChangesSection(rest, from);
  return { text: raised + (changed ?? rest), from, to, changesSectionAdded: changed !== undefined };
}
