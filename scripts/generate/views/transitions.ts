import type { View } from "../blocks.ts";
import { transitionLines, type TransitionLine } from "../machine/transition-lines.ts";
import { textWidth } from "../text.ts";
import { holdsFor, machineOf } from "./machine-lists.ts";

/** Columns before the events of a state, and before what goes on in another line. */
const indent = 2;
/** Columns that events take where they need so many. */
const eventColumns = 26;
const gap = 1;

/** Lines of a text; all but the first are indented. */
function hanging(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= columns) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(last === undefined ? word : " ".repeat(indent) + word);
  }
  return lines;
}

/** `-> next: actions`; without an arrow the state stays, and a dash says that nothing is done. */
function outcome({ state, to, actions }: TransitionLine): string {
  const next = to === state ? "" : `-> ${to}`;
  const done = actions.join(", ");
  return next === "" ? done || "-" : done === "" ? next : `${next}: ${done}`;
}

function eventsOf({ events, condition }: TransitionLine): string {
  return `${events.join(", ")} ${condition}`.trim();
}

/** One entry: events with their condition on the left, what they lead to on the right. */
function entry(line: TransitionLine, columns: number): readonly string[] {
  const left = hanging(eventsOf(line), columns);
  const right = hanging(outcome(line), textWidth - indent - columns - gap);
  return Array.from({ length: Math.max(left.length, right.length) }, (_, index) =>
    (" ".repeat(indent) + (left[index] ?? "").padEnd(columns + gap) + (right[index] ?? "")).trimEnd(),
  );
}

/** Columns of all events: no more than they need, but room for the longest word. */
function columnsOf(lines: readonly TransitionLine[]): number {
  const texts = lines.map(eventsOf);
  const longest = (all: readonly string[]): number => Math.max(0, ...all.map(({ length }) => length));
  return Math.max(Math.min(eventColumns, longest(texts)), longest(texts.flatMap((text) => text.split(" "))) + indent);
}

/** The transitions of a machine, state by state; events that lead to the same share an entry. */
export const transitions: View = {
  kinds: ["machine"],
  attributes: { role: "only what holds for this role" },
  render(element, { role }) {
    const machine = machineOf(element, role);
    const states = machine.states.filter((state) => holdsFor(state, role)).map(({ name }) => ({ name, lines: transitionLines(machine, name, role) }));
    const columns = columnsOf(states.flatMap(({ lines }) => lines));
    const title = role === undefined ? `Transitions: ${machine.title}` : `Transitions: ${machine.title}, ${role}`;
    const parts = states.map(({ name, lines }) => [name, ...lines.flatMap((line) => entry(line, columns))].join("\n"));
    return [{ kind: "source", title, type: "", text: parts.join("\n\n") }];
  },
};
