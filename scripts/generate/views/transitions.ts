import type { View } from "../blocks.ts";
import { transitionLines, type TransitionLine } from "../machine/transition-lines.ts";
import { textWidth } from "../text.ts";
import { holdsFor, machineOf } from "./machine-lists.ts";

/** The columns before the events of a state, and before a continued line. */
const indent = 2;
/** The greatest number of columns of events. */
const eventColumns = 26;
const gap = 1;

/** Returns the lines of a text; all except the first are indented. */
function hanging(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= columns) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(last === undefined ? word : " ".repeat(indent) + word);
  }
  return lines;
}

/** Returns `-> next: actions`; the arrow is absent if the state does not change, and a dash means no actions. */
function outcome({ state, to, actions }: TransitionLine): string {
  const next = to === state ? "" : `-> ${to}`;
  const done = actions.join(", ");
  return next === "" ? done || "-" : done === "" ? next : `${next}: ${done}`;
}

function eventsOf({ events, condition }: TransitionLine): string {
  return `${events.join(", ")} ${condition}`.trim();
}

/** Returns one entry: the events with their condition on the left, the next state and the actions on the right. */
function entry(line: TransitionLine, columns: number): readonly string[] {
  const left = hanging(eventsOf(line), columns);
  const right = hanging(outcome(line), textWidth - indent - columns - gap);
  return Array.from({ length: Math.max(left.length, right.length) }, (_, index) =>
    (" ".repeat(indent) + (left[index] ?? "").padEnd(columns + gap) + (right[index] ?? "")).trimEnd(),
  );
}

/** Returns the number of columns of the events: at most as many as they need, and at least the length of the longest word. */
function columnsOf(lines: readonly TransitionLine[]): number {
  const texts = lines.map(eventsOf);
  const longest = (all: readonly string[]): number => Math.max(0, ...all.map(({ length }) => length));
  return Math.max(Math.min(eventColumns, longest(texts)), longest(texts.flatMap((text) => text.split(" "))) + indent);
}

/** The transitions of a machine by state; events with the same effect share an entry. */
export const transitions: View = {
  kinds: ["machine"],
  attributes: { role: "show the transitions of this role only" },
  render(element, { role }) {
    const machine = machineOf(element, role);
    const states = machine.states.filter((state) => holdsFor(state, role)).map(({ name }) =>
      ({ name, lines: transitionLines(machine, name, role) }));
    const columns = columnsOf(states.flatMap(({ lines }) => lines));
    const title = role === undefined ? `Transitions: ${machine.title}` : `Transitions: ${machine.title}, ${role}`;
    const parts = states.map(({ name, lines }) => [name, ...lines.flatMap((line) => entry(line, columns))].join("\n"));
    return [{ kind: "source", title, type: "", text: parts.join("\n\n") }];
  },
};
