/** Reads what the views of a machine print back, without their code. */
import type { TransitionModel } from "../../../../reference/layout/model.ts";

/** What a drawing or a list says of one arrow. */
export type Pair = readonly [from: string, to: string];

type Step = readonly [dx: number, dy: number];

const steps: readonly Step[] = [[1, 0], [-1, 0], [0, 1], [0, -1]];
const heads: Readonly<Record<string, string>> = { "1,0": ">", "-1,0": "<", "0,1": "v", "0,-1": "^" };

/** A drawing as its characters, and the boxes that they make. */
class Drawing {
  readonly #lines: readonly string[];
  readonly names = new Map<string, string>();

  constructor(ascii: string) {
    this.#lines = ascii.split("\n");
    for (const [y, line] of this.#lines.entries()) {
      for (const found of line.matchAll(/\| +([a-z-]+) +(?=\|)/g)) {
        const [x, width] = [found.index, found[0].length];
        const isBox = this.at(x, y - 1) === "+" && this.at(x + width, y + 1) === "+" && this.at(x + width, y - 1) === "+";
        for (let column = x; isBox && column <= x + width; column += 1) {
          for (const row of [y - 1, y, y + 1]) this.names.set(`${column},${row}`, found[1] ?? "");
        }
      }
    }
  }

  at(x: number, y: number): string {
    return this.#lines[y]?.[x] ?? " ";
  }

  /** The boxes that the heads at the ends of a line point to. */
  follow(x: number, y: number, [dx, dy]: Step, seen = new Set<string>()): readonly string[] {
    const mark = this.at(x, y);
    const key = `${x},${y},${dx},${dy}`;
    if (seen.has(key) || this.names.has(`${x},${y}`)) return [];
    seen.add(key);
    if (mark === heads[`${dx},${dy}`]) return [this.names.get(`${x + dx},${y + dy}`) ?? "nothing"];
    if (mark === (dx === 0 ? "|" : "-")) return this.follow(x + dx, y + dy, [dx, dy], seen);
    if (mark !== "+") return [];
    return steps.filter(([a, b]) => a !== -dx || b !== -dy).flatMap(([a, b]) => this.follow(x + a, y + b, [a, b], seen));
  }
}

/** The arrows of a drawing: every line that leaves a box is followed to its heads. */
export function readArrows(ascii: string): { readonly states: readonly string[]; readonly arrows: readonly Pair[] } {
  const drawing = new Drawing(ascii);
  const arrows = [...drawing.names].flatMap(([place, from]) => {
    const [x = 0, y = 0] = place.split(",").map(Number);
    return steps.flatMap(([dx, dy]) => drawing.follow(x + dx, y + dy, [dx, dy]).map((to): Pair => [from, to]));
  });
  return { states: [...new Set(drawing.names.values())], arrows };
}

/** A row of a machine's table for one role, as it is printed. */
export type Row = Pick<TransitionModel, "from" | "event" | "to" | "actions"> & { readonly guard?: string };

const words = (text: string): readonly string[] => text.split(/[\s,]+/).filter((word) => word !== "");

function rowsOf(from: string, left: string, right: string): readonly Row[] {
  const { events = "", guard } = /^(?<events>.*?)(?: if (?<guard>\S+)| otherwise)?$/.exec(left)?.groups ?? {};
  const { to = from, actions = "" } = /^(?:-> (?<to>[a-z-]+)(?::|$))?(?<actions>.*)$/.exec(right)?.groups ?? {};
  return words(events).map((event) =>
    ({ from, event, ...(guard === undefined ? {} : { guard }), to, actions: words(actions).filter((each) => each !== "-") }));
}

/** The rows of a printed table of transitions of one role. */
export function readTransitions(text: string): readonly Row[] {
  const lines = text.split("\n");
  // The outcomes stand in one column: it follows the only gap that every entry has.
  const column = Math.min(...lines.filter((line) => /^ {2}\S/.test(line)).map((line) => line.search(/ -> /)).filter((at) => at >= 0)) + 1;
  const entries: { from: string; left: string; right: string }[] = [];
  let from = "";
  for (const line of lines.filter((each) => each !== "")) {
    if (!line.startsWith(" ")) from = line;
    else if (/^ {2}\S/.test(line)) entries.push({ from, left: line.slice(0, column).trim(), right: line.slice(column).trim() });
    else {
      const last = entries.at(-1);
      if (last === undefined) continue;
      last.left = `${last.left} ${line.slice(0, column).trim()}`.trim();
      last.right = `${last.right} ${line.slice(column).trim()}`.trim();
    }
  }
  return entries.flatMap(({ from: state, left, right }) => rowsOf(state, left, right));
}
