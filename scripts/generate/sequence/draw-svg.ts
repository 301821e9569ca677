/**
 * Draws an exchange as SVG 1.2 Tiny in the profile of RFC 7996. A message that crosses another one is a slanted arrow.
 *
 * @module
 */
import { escapeMarkup } from "../../common/markup.ts";
import type { SequenceColumns } from "./draw-ascii.ts";
import type { SequenceMessage } from "./play.ts";
import type { SequenceRow } from "./sequence-plan.ts";

/** The size of a column and a row, in units of the viewBox. A label stands above its arrow. */
const column = 8;
const row = 24;
const margin = 4;
/** A letter (0.6 of the size) fits into a column. */
const fontSize = 12;
/** The length of the head of an arrow, and half of its width. */
const head = 9;
const half = 4;
/** The distance of a label from its arrow and from a lifeline. */
const labelGap = 4;
const labelIndent = 12;

/** An arrow between the lifelines. */
interface SlantedArrow {
  readonly message: SequenceMessage;
  readonly from: readonly [x: number, y: number];
  readonly to: readonly [x: number, y: number];
}

const middleOf = (index: number): number => margin + (index + 1.5) * row;

function arrowsOf(rows: readonly SequenceRow[], xOf: (role: string) => number): SlantedArrow[] {
  const ends = rows.flatMap(({ arrows }, index) => arrows.map((arrow) => ({ ...arrow, y: middleOf(index) })));
  return ends
    .filter(({ end }) => end !== "arrived")
    .map(({ message, y }) => {
      const arrival = ends.find((other) => other.message === message && other.end === "arrived");
      return { message, from: [xOf(message.from), y], to: [xOf(message.to), arrival?.y ?? y] };
    });
}

const rounded = (value: number): number => Math.round(value * 100) / 100;

/** Returns the path of the head of an arrow. */
function headPath({ from: [fromX, fromY], to: [x, y] }: SlantedArrow): string {
  const length = Math.hypot(x - fromX, y - fromY);
  const [dx, dy] = [(x - fromX) / length, (y - fromY) / length];
  const [backX, backY] = [x - dx * head, y - dy * head];
  const point = (side: number): string => `${rounded(backX - dy * half * side)} ${rounded(backY + dx * half * side)}`;
  return `M${x} ${y}L${point(1)}L${point(-1)}z`;
}

const text = (x: number, y: number, anchor: "start" | "middle" | "end", written: string): string =>
  `<text x="${x}" y="${y}" text-anchor="${anchor}">${escapeMarkup(written)}</text>`;

/** Returns the label of an arrow: in the middle, or where a slanted arrow begins, there on white, since other arrows may pass. */
function labelTexts({ message: { label }, from: [x, y], to: [toX, toY] }: SlantedArrow): string[] {
  if (y === toY) return [text((x + toX) / 2, y - labelGap, "middle", label)];
  const width = label.length * column;
  const left = x < toX ? x + labelIndent : x - labelIndent - width;
  const box = `<rect x="${left}" y="${y - labelGap - fontSize + 2}" width="${width}" height="${fontSize}" fill="white"/>`;
  return [box, x < toX ? text(left, y - labelGap, "start", label) : text(left + width, y - labelGap, "end", label)];
}

/** Returns the states and notes of a row; a note stands beside the lifeline, in brackets. */
function rowTexts({ states, notes }: SequenceRow, y: number, roles: readonly [string, string], xOf: (role: string) => number): string[] {
  const base = y + fontSize / 3;
  return roles.flatMap((role, side) => {
    const x = xOf(role);
    const [state, note] = [states[role], notes[role]];
    return [
      ...(state === undefined ? [] : [text(x + (side === 0 ? -column : column), base, side === 0 ? "end" : "start", state)]),
      ...(note === undefined ? [] : [text(x + (side === 0 ? column : -column), base, side === 0 ? "start" : "end", `(${note})`)]),
    ];
  });
}

/**
 * Returns the drawing as SVG.
 *
 * @param roles - the role on the left and the one on the right
 * @param title - the title, for readers who do not see the drawing
 */
export function drawSvg(rows: readonly SequenceRow[], roles: readonly [string, string], columns: SequenceColumns, title: string): string {
  const xOf = (role: string): number => margin + ((role === roles[0] ? columns.left : columns.right) + 0.5) * column;
  const widest = Math.max(roles[1].length / 2, ...rows.map(({ states }) => (states[roles[1]] ?? "").length + 1));
  const [width, height] = [rounded(xOf(roles[1]) + widest * column + margin), middleOf(rows.length) + margin];
  const arrows = arrowsOf(rows, xOf);
  const lifelines = roles.map((role) => `M${xOf(role)} ${margin + row}V${height - margin}`).join("");
  const lines = arrows.map(({ from, to }) => `M${from.join(" ")}L${to.join(" ")}`).join("");
  const words = arrows.map(({ message: { from, to, label } }) => `${from} to ${to}: ${label}`).join("; ");
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" version="1.2" baseProfile="tiny"' +
      ` width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<title>${escapeMarkup(title)}</title>`,
    `<desc>${escapeMarkup(words)}</desc>`,
    `<path fill="none" stroke="black" stroke-width="1" d="${lifelines}${lines}"/>`,
    `<path fill="black" d="${arrows.map(headPath).join("")}"/>`,
    `<g font-family="monospace" font-size="${fontSize}" fill="black">`,
    ...roles.map((role) => text(xOf(role), margin + fontSize, "middle", role)),
    ...arrows.flatMap(labelTexts),
    ...rows.flatMap((each, index) => rowTexts(each, middleOf(index), roles, xOf)),
    "</g>",
    "</svg>",
  ].join("\n");
}
