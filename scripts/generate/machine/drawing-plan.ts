/**
 * Plans the drawing of a state machine, for the ASCII and the SVG writer.
 *
 * @module
 */
import type { ArrowModel, BoxModel, DrawingModel, MachineModel, DrawingPointModel } from "../../../reference/layout/model.ts";
import { ViewError } from "../blocks.ts";
import { wrap } from "../text.ts";
import { holdsFor } from "../views/machine-lists.ts";
import { passagesOf, type Passage } from "./passages.ts";

/** The height of a box in rows. */
export const boxRows = 3;

/** A state; positions and sizes are in columns and rows of text. */
export interface DrawingBox {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly columns: number;
}

/** An arrow. */
export interface DrawingArrow {
  readonly from: string;
  readonly to: string;
  readonly points: readonly DrawingPointModel[];
  /** Its begin on the border of the first box. */
  readonly start: DrawingPointModel;
  /** Its end on the border of the last box; absent if it joins another arrow. */
  readonly end?: DrawingPointModel;
  /** The events beside it, with their conditions. */
  readonly words: readonly string[];
}

/** A label in the drawing. */
export interface DrawingLabel {
  /** The first column; the last column if `right` is true. */
  readonly x: number;
  readonly y: number;
  readonly right: boolean;
  readonly lines: readonly string[];
}

/** The plan of a drawing. */
export interface DrawingPlan {
  readonly boxes: readonly DrawingBox[];
  readonly arrows: readonly DrawingArrow[];
  readonly labels: readonly DrawingLabel[];
}

/**
 * Returns the plan of a drawing, checked against the table: each state has one box, each passage one arrow, and there are no others.
 *
 * @throws {@link ViewError} if a box or an arrow is missing, superfluous or misplaced
 */
export function drawingPlan(machine: MachineModel, drawing: DrawingModel): DrawingPlan {
  const fail = (problem: string): never => {
    throw new ViewError(machine.id, `the drawing of ${drawing.role} ${problem}`);
  };
  const states = machine.states.filter((state) => holdsFor(state, drawing.role)).map(({ name }) => name);
  checkSameNames(states, drawing.boxes.map(({ state }) => state), (name) => `the state ${name}`, fail);
  const passages = passagesOf(machine, drawing);
  checkSameNames(passages.map(nameOf), drawing.arrows.map(nameOf), (name) => `the arrow ${name}`, fail);
  const boxes = drawing.boxes.map(boxOf);
  const words = new Map(passages.map((passage) => [nameOf(passage), passage.words]));
  const arrows = drawing.arrows.map((arrow) => arrowOf(arrow, boxes, words.get(nameOf(arrow)) ?? [], drawing.arrows, fail));
  return { boxes, arrows, labels: drawing.arrows.map((arrow) => labelOf(arrow, words.get(nameOf(arrow)) ?? [])) };
}

function nameOf({ from, to }: Pick<Passage, "from" | "to">): string {
  return `${from} > ${to}`;
}

function checkSameNames(
  wanted: readonly string[],
  given: readonly string[],
  describe: (name: string) => string,
  fail: (problem: string) => void,
): void {
  const missing = wanted.find((name) => !given.includes(name));
  if (missing !== undefined) fail(`lacks ${describe(missing)}`);
  const stray = given.find((name) => !wanted.includes(name));
  if (stray !== undefined) fail(`has ${describe(stray)}, which the table does not have`);
  const twice = given.find((name, index) => given.indexOf(name) !== index);
  if (twice !== undefined) fail(`has ${describe(twice)} twice`);
}

function boxOf({ state, at: [x, y], columns = state.length + 4 }: BoxModel): DrawingBox {
  return { name: state, x, y, columns };
}

function arrowOf(
  arrow: ArrowModel,
  boxes: readonly DrawingBox[],
  words: readonly string[],
  all: readonly ArrowModel[],
  fail: (problem: string) => never,
): DrawingArrow {
  const { from, to, path } = arrow;
  const where = `has the arrow ${nameOf(arrow)}, which`;
  const first = path[0] ?? fail(`${where} has no path`);
  const last = path.at(-1) ?? first;
  const bent = path.find(([x, y], index) => index > 0 && x !== path[index - 1]?.[0] && y !== path[index - 1]?.[1]);
  if (bent !== undefined) fail(`${where} does not go straight to column ${bent[0]}, row ${bent[1]}`);
  const start = borderOf(boxes, from, first) ?? fail(`${where} does not begin beside ${from}`);
  const end = borderOf(boxes, to, last);
  const joins = all.some((other) => other !== arrow && other.to === to && liesOnPath(last, other.path));
  if (end === undefined && !joins) fail(`${where} ends neither beside ${to} nor on an arrow to it`);
  return { from, to, points: path, start, ...(end === undefined ? {} : { end }), words };
}

/** Returns the point on a box's border, without its corners, that is next to a point. */
function borderOf(boxes: readonly DrawingBox[], name: string, [x, y]: DrawingPointModel): DrawingPointModel | undefined {
  const box = boxes.find((each) => each.name === name);
  if (box === undefined) return undefined;
  const [right, bottom] = [box.x + box.columns - 1, box.y + boxRows - 1];
  const within = x > box.x && x < right;
  const beside = y > box.y && y < bottom;
  if (within && (y === box.y - 1 || y === bottom + 1)) return [x, y < box.y ? box.y : bottom];
  return beside && (x === box.x - 1 || x === right + 1) ? [x < box.x ? box.x : right, y] : undefined;
}

/** Returns whether a point is on a path. */
function liesOnPath([x, y]: DrawingPointModel, path: readonly DrawingPointModel[]): boolean {
  return path.some((to, index) => {
    const from = path[index - 1] ?? to;
    const between = (at: number, one: number, other: number): boolean => at >= Math.min(one, other) && at <= Math.max(one, other);
    return between(x, from[0], to[0]) && between(y, from[1], to[1]);
  });
}

function labelOf({ label: { at: [x, y], columns, right } }: ArrowModel, words: readonly string[]): DrawingLabel {
  return { x, y, right: right === true, lines: fillLines(words, columns) };
}

/** Returns lines of words separated by commas; a word is broken only if it is longer than a line. */
function fillLines(words: readonly string[], columns: number): readonly string[] {
  const lines: string[] = [];
  const pieces = words.map((word, index) => (index + 1 < words.length ? `${word},` : word));
  for (const piece of pieces.flatMap((each) => (each.length > columns ? wrap(each, columns) : [each]))) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + piece.length <= columns) lines[lines.length - 1] = `${last} ${piece}`;
    else lines.push(piece);
  }
  return lines;
}
