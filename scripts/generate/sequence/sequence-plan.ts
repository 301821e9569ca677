/**
 * Plans the drawing of an exchange, for the ASCII and the SVG writer: the rows from top to bottom, in which each role keeps the order
 * of its steps. A message takes one row, unless it crosses another one: then it leaves in one row and arrives in a later one.
 *
 * @module
 */
import type { PlayedExchange, PlayedStep, SequenceMessage } from "./play.ts";

/** A message or an end of it in a row. */
export interface SequenceArrow {
  readonly message: SequenceMessage;
  readonly end: "both" | "sent" | "arrived";
}

/** One row of a drawing. */
export interface SequenceRow {
  /** At most one arrow with both ends, or one end for each role. */
  readonly arrows: readonly SequenceArrow[];
  /** The states that begin in this row, and what happens inside of an endpoint, by role. */
  readonly states: Readonly<Record<string, string>>;
  readonly notes: Readonly<Record<string, string>>;
}

/** A point of one or both lifelines, before the rows are known. */
interface SequencePoint {
  readonly roles: readonly string[];
  readonly arrow?: SequenceArrow;
  readonly states: Record<string, string>;
  readonly notes: Record<string, string>;
  /** The points above it. */
  readonly after: Set<SequencePoint>;
}

/** Returns whether each of two messages is sent before the other one arrives. */
function crosses(one: SequenceMessage, other: SequenceMessage): boolean {
  return one.from !== other.from && one.sent < other.arrived && other.sent < one.arrived;
}

/** Collects the points of an exchange in the order of its steps. */
class PointCollector {
  readonly points: SequencePoint[] = [];
  readonly #last = new Map<string, SequencePoint>();
  readonly #departures = new Map<SequenceMessage, SequencePoint>();
  readonly #skewed: ReadonlySet<SequenceMessage>;

  constructor(messages: readonly SequenceMessage[]) {
    this.#skewed = new Set(messages.filter((one) => messages.some((other) => crosses(one, other))));
  }

  add({ role, state, entered, arrival, sends, note }: PlayedStep): void {
    const mine = [
      ...(arrival === undefined ? [] : [this.#arrive(arrival)]),
      ...(note === "" && (arrival !== undefined || sends.length > 0 || !entered) ? [] : [this.#point([role])]),
      ...sends.map((message) => this.#depart(message)),
    ];
    if (note !== "") {
      const at = mine[arrival === undefined ? 0 : 1];
      if (at !== undefined) at.notes[role] = note;
    }
    const [first] = mine;
    if (entered && first !== undefined) first.states[role] = state;
  }

  /** Adds a point to the lifelines of some roles. */
  #point(roles: readonly string[], arrow?: SequenceArrow): SequencePoint {
    const point: SequencePoint = { roles, states: {}, notes: {}, after: new Set(), ...(arrow === undefined ? {} : { arrow }) };
    this.points.push(point);
    for (const role of roles) this.#follow(role, point);
    return point;
  }

  #follow(role: string, point: SequencePoint): void {
    const before = this.#last.get(role);
    if (before !== undefined) point.after.add(before);
    this.#last.set(role, point);
  }

  #depart(message: SequenceMessage): SequencePoint {
    const end = this.#skewed.has(message) ? "sent" : "both";
    const point = this.#point([message.from], { message, end });
    this.#departures.set(message, point);
    return point;
  }

  #arrive(message: SequenceMessage): SequencePoint {
    const departure = this.#departures.get(message);
    if (departure !== undefined && !this.#skewed.has(message)) {
      this.#follow(message.to, departure);
      return departure;
    }
    const point = this.#point([message.to], { message, end: "arrived" });
    if (departure !== undefined) point.after.add(departure);
    return point;
  }
}

/** Returns the points from top to bottom: each after those above it, otherwise in the order of the steps. */
function sortPoints(points: readonly SequencePoint[]): SequencePoint[] {
  const left = new Set(points);
  const sorted: SequencePoint[] = [];
  while (left.size > 0) {
    const next = [...left].find(({ after }) => ![...after].some((one) => left.has(one)));
    if (next === undefined) throw new Error("messages that do not cross have no order");
    left.delete(next);
    sorted.push(next);
  }
  return sorted;
}

const isHalf = ({ arrow }: SequencePoint): boolean => arrow !== undefined && arrow.end !== "both";

/** Returns whether two points in a row fit into one: ends of messages at different roles, none of which has to be above the other. */
function fitsBeside(one: SequencePoint, other: SequencePoint): boolean {
  return isHalf(one) && isHalf(other) && one.roles[0] !== other.roles[0] && !other.after.has(one);
}

function rowOf(points: readonly SequencePoint[]): SequenceRow {
  return {
    arrows: points.flatMap(({ arrow }) => arrow ?? []),
    states: Object.assign({}, ...points.map(({ states }) => states)) as SequenceRow["states"],
    notes: Object.assign({}, ...points.map(({ notes }) => notes)) as SequenceRow["notes"],
  };
}

/** Returns the rows of an exchange; the first one has the states in which it begins. */
export function sequenceRows({ start, steps, messages }: PlayedExchange): SequenceRow[] {
  const collector = new PointCollector(messages);
  for (const step of steps) collector.add(step);
  const sorted = sortPoints(collector.points);
  const rows: SequenceRow[] = [{ arrows: [], states: start, notes: {} }];
  for (let index = 0; index < sorted.length; index++) {
    const [point, next] = [sorted[index], sorted[index + 1]];
    if (point === undefined) continue;
    const pair = next !== undefined && fitsBeside(point, next);
    rows.push(rowOf(pair ? [point, next] : [point]));
    if (pair) index += 1;
  }
  return rows;
}
