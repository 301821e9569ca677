/**
 * Draws a state machine as SVG for a page: states and events are links to what describes them. The positions are those of the drawing
 * in a document; colours come from the style sheet of the page, by the classes `state`, `line`, `head` and `hit`.
 *
 * @module
 */
import type { DrawingModel, MachineModel, TransitionModel } from "../../../reference/layout/model.ts";
import { escapeMarkup } from "../../common/markup.ts";
import { boxPath, column, fontSize, headPath, linePath, margin, row, sizeOf } from "./draw-svg.ts";
import { type DrawingArrow, type DrawingBox, type DrawingLabel, drawingPlan } from "./drawing-plan.ts";
import { type Passage, passagesOf } from "./passages.ts";

/** The fragments of the descriptions, without `#`; names in lower case with hyphens, dots or slashes. */
export interface DrawingAnchors {
  readonly state: (name: string) => string;
  readonly transition: (row: TransitionModel) => string;
}

/** A word of a label, with the transitions for which it stands. */
interface LinkedWord {
  readonly text: string;
  readonly rows: readonly TransitionModel[];
}

/** Returns the words of an event: `reset [full or over]` has one row for `[full`, another one for `or over]`, and both for `reset`. */
function wordsOf(label: string, rows: readonly TransitionModel[]): LinkedWord[] {
  const [event = "", ...guards] = label.split(" ");
  let at = 0;
  const words = guards.map((text) => {
    if (text === "or") at += 1;
    return { text, rows: rows.slice(at, at + 1) };
  });
  return [{ text: event, rows }, ...words];
}

/** Returns the words of a passage in the order of its label. */
const linkedWords = ({ words, rows }: Passage): LinkedWord[] => words.flatMap((word, index) => wordsOf(word, rows[index] ?? []));

const middleY = (y: number): number => margin + (y + 0.5) * row + fontSize / 3;

const anchorsOf = (rows: readonly TransitionModel[], { transition }: DrawingAnchors): string[] => rows.map(transition);

/** Returns words as a link to the first of their transitions. */
function linkOf(texts: readonly string[], rows: readonly TransitionModel[], anchors: DrawingAnchors): string {
  const all = anchorsOf(rows, anchors);
  return `<a href="#${all[0] ?? ""}" data-rows="${all.join(" ")}">${escapeMarkup(texts.join(" "))}</a>`;
}

/** Returns a line of a label; neighbours with the same transitions are one link. */
function lineText(words: readonly LinkedWord[], x: number, y: number, anchor: string, anchors: DrawingAnchors): string {
  const links: { readonly texts: string[]; readonly rows: readonly TransitionModel[] }[] = [];
  const isSame = (one: readonly TransitionModel[], other: readonly TransitionModel[]): boolean =>
    one.length === other.length && one.every((each, index) => each === other[index]);
  for (const { text, rows } of words) {
    const last = links.at(-1);
    if (last !== undefined && isSame(last.rows, rows)) last.texts.push(text);
    else links.push({ texts: [text], rows });
  }
  const written = links.map(({ texts, rows }) => linkOf(texts, rows, anchors)).join(" ");
  return `<text x="${x}" y="${y}" text-anchor="${anchor}">${written}</text>`;
}

function labelTexts({ x, y, right, lines }: DrawingLabel, passage: Passage, anchors: DrawingAnchors): string[] {
  const words = linkedWords(passage);
  const left = margin + (right ? x + 1 : x) * column;
  return lines.map((line, index) => {
    const mine = line.split(" ").map((text) => ({ text, rows: words.shift()?.rows ?? [] }));
    return lineText(mine, left, middleY(y + index), right ? "end" : "start", anchors);
  });
}

function boxLink(box: DrawingBox, anchors: DrawingAnchors): string {
  const { name, x, y, columns } = box;
  const text = `<text x="${margin + (x + columns / 2) * column}" y="${middleY(y + 1)}" text-anchor="middle">${escapeMarkup(name)}</text>`;
  return `<a href="#${anchors.state(name)}" class="state" data-state="${name}"><path d="${boxPath(box)}"/>${text}</a>`;
}

/** Returns an arrow: its line, its head, and a wide invisible line for pointers. */
function arrowGroup(arrow: DrawingArrow, passage: Passage, anchors: DrawingAnchors): string {
  const rows = anchorsOf(passage.rows.flat(), anchors).join(" ");
  const line = linePath(arrow);
  const head = headPath(arrow);
  return (
    `<g class="arrow" data-rows="${rows}"><path class="line" d="${line}"/>` +
    `${head === "" ? "" : `<path class="head" d="${head}"/>`}<path class="hit" d="${line}"/></g>`
  );
}

/**
 * Returns the drawing as SVG. An arrow has the attribute `data-rows` with the fragments of its transitions, and so has each link.
 *
 * @param title - the title, for readers who do not see the drawing
 * @throws {@link ViewError} if the drawing does not suit the table
 */
export function drawLinkedSvg(machine: MachineModel, drawing: DrawingModel, anchors: DrawingAnchors, title: string): string {
  const plan = drawingPlan(machine, drawing);
  const passages = passagesOf(machine, drawing);
  const passageOf = ({ from, to }: DrawingArrow): Passage =>
    passages.find((each) => each.from === from && each.to === to) ?? { from, to, words: [], rows: [] };
  const [width, height] = sizeOf(plan);
  const labels = plan.arrows.flatMap((arrow, index) => {
    const label = plan.labels[index];
    return label === undefined ? [] : labelTexts(label, passageOf(arrow), anchors);
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="machine" role="group" aria-label="${escapeMarkup(title)}"` +
      ` width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="monospace" font-size="${fontSize}">`,
    ...plan.arrows.map((arrow) => arrowGroup(arrow, passageOf(arrow), anchors)),
    ...plan.boxes.map((box) => boxLink(box, anchors)),
    ...labels,
    "</svg>",
  ].join("\n");
}

/** Returns the transitions that are words of a drawing's labels. */
export function drawnTransitions(machine: MachineModel, drawing: DrawingModel): readonly TransitionModel[] {
  return passagesOf(machine, drawing).flatMap(({ rows }) => rows.flat());
}
