/**
 * Draws an exchange in ASCII: a lifeline for each role, its states beside it, arrows between them.
 *
 * @module
 */
import { ViewError } from "../blocks.ts";
import { textWidth } from "../text.ts";
import type { SequenceArrow, SequenceRow } from "./sequence-plan.ts";

/** The columns of a drawing. */
export interface SequenceColumns {
  /** The columns of the two lifelines. */
  readonly left: number;
  readonly right: number;
}

/** The columns of an arrow beside its label: two dashes, two blanks, two dashes and the head. */
const arrowColumns = 7;
/** The least number of blanks beside one end of a message that crosses another one. */
const halfGap = 2;
/** The least number of columns between the lifelines. */
const leastSpan = 30;

/** Returns the greatest width of what stands between the lifelines. */
function spanOf(rows: readonly SequenceRow[]): number {
  const widths = rows.flatMap(({ arrows, notes }) => [
    arrows.reduce((sum, { message, end }) => sum + message.label.length + arrowColumns + (end === "both" ? 0 : halfGap), 0),
    Object.values(notes).join("").length + 6,
  ]);
  return Math.max(leastSpan, ...widths);
}

/**
 * Returns the columns of the lifelines.
 *
 * @param roles - the role on the left and the one on the right
 * @throws {@link ViewError} if a row is too wide
 */
export function sequenceColumns(rows: readonly SequenceRow[], roles: readonly [string, string], element: string): SequenceColumns {
  const states = (role: string): number => Math.max(...rows.map((row) => (row.states[role] ?? "").length));
  const left = Math.max(states(roles[0]) + 1, Math.ceil(roles[0].length / 2));
  const right = left + 1 + spanOf(rows);
  const width = right + 2 + Math.max(states(roles[1]), Math.floor(roles[1].length / 2) - 1);
  if (width > textWidth) {
    throw new ViewError(element, `the drawing has ${width} columns; expected at most ${textWidth}, with shorter names`);
  }
  return { left, right };
}

/** Returns an arrow of some columns, to the right or the left. */
function wholeArrow(label: string, columns: number, toRight: boolean): string {
  const line = "-".repeat(columns - label.length - 5);
  return toRight ? `-- ${label} ${line}>` : `<${line} ${label} --`;
}

const halfArrow = (label: string, toRight: boolean): string => (toRight ? `-- ${label} -->` : `<-- ${label} --`);

/** Returns what stands between the lifelines. */
function innerText({ arrows, notes }: SequenceRow, [first, second]: readonly [string, string], columns: number): string {
  const draw = ({ message, end }: SequenceArrow): string => {
    const toRight = message.to === second;
    return end === "both" ? wholeArrow(message.label, columns, toRight) : halfArrow(message.label, toRight);
  };
  const at = (role: string): string => {
    const arrow = arrows.find(({ message, end }) => (end === "arrived" ? message.to : message.from) === role);
    return arrow === undefined ? "" : draw(arrow);
  };
  const note = (role: string): string => (notes[role] === undefined ? "" : ` (${notes[role]}) `);
  const [left, right] = [at(first) || note(first), at(second) || note(second)];
  return left + right.padStart(columns - left.length);
}

/** Returns the drawing, with lines joined by line feeds. @param roles - the role on the left and the one on the right */
export function drawAscii(rows: readonly SequenceRow[], roles: readonly [string, string], { left, right }: SequenceColumns): string {
  const inner = right - left - 1;
  const centred = (role: string, column: number, line: string): string =>
    line.padEnd(column - Math.floor(role.length / 2)) + role;
  const head = centred(roles[1], right, centred(roles[0], left, ""));
  const blank = `${" ".repeat(left)}|${" ".repeat(inner)}|`;
  const lines = rows.map((row) => {
    const [before, after] = [row.states[roles[0]] ?? "", row.states[roles[1]] ?? ""];
    return `${before.padStart(left - 1)} |${innerText(row, roles, inner)}| ${after}`.trimEnd();
  });
  return [head, ...lines, blank].join("\n");
}
