/**
 * State machines as diagrams of Mermaid, which GitHub and editors draw: one file for each role.
 *
 * @module
 */
import type { MachineModel, OmissionModel, TransitionModel } from "../../../reference/layout/model.ts";
import type { CitationText } from "../document.ts";
import type { ModelExport } from "../export.ts";

/** The folder of the files. */
const FOLDER = "transitions";

/** Words of Mermaid that are no names of states. */
const RESERVED = new Set(["accDescr", "accTitle", "as", "class", "classDef", "direction", "end", "hide", "note", "scale", "state"]);

/** Returns the identifier of a state. */
function stateId(name: string): string {
  const id = name.replace(/[^A-Za-z0-9]+/g, "_");
  return RESERVED.has(id) ? `state_${id}` : id;
}

const hasRole = (role: string, { roles }: { readonly roles?: readonly string[] }): boolean => roles === undefined || roles.includes(role);

const isOmitted = ({ from, event, to }: TransitionModel, omissions: readonly OmissionModel[]): boolean =>
  omissions.some((each) => each.to === to && each.on.includes(event) && (each.from === undefined || each.from.includes(from)));

/** Returns an arrow for each pair of states, with its events and guards in the order of the table. */
function arrowLines(transitions: readonly TransitionModel[]): string[] {
  const byPair = new Map<string, Set<string>>();
  for (const { from, to, event, guard } of transitions) {
    const pair = `${stateId(from)} --> ${stateId(to)}`;
    const labels = byPair.get(pair) ?? new Set();
    byPair.set(pair, labels.add(guard === undefined ? event : `${event} [${guard}]`));
  }
  // Without its guard, an event leads to the same state as with it.
  const isShown = (label: string, labels: ReadonlySet<string>): boolean => !label.includes(" [") || !labels.has(label.replace(/ \[.*/, ""));
  return [...byPair].map(([pair, labels]) => `${pair}: ${[...labels].filter((label) => isShown(label, labels)).join(", ")}`);
}

/** Returns notes with the transitions that the diagram leaves out, as the drawing of the document does. */
function omissionLines(omissions: readonly OmissionModel[]): string[] {
  const targets = [...new Set(omissions.map(({ to }) => to))];
  return targets.flatMap((target) => {
    const own = omissions.filter(({ to }) => to === target);
    const lines = own.map(({ from, on }) => `${on.join(", ")} (from ${from?.join(", ") ?? "each state"})`);
    return [`note left of ${stateId(target)}`, "  not drawn:", ...lines.map((line) => `  ${line}`), "end note"];
  });
}

/** Returns the diagram of one role. Transitions to the same state are not part of it. */
function diagramOf(machine: MachineModel, role: string, cite: CitationText): string {
  const omissions = machine.drawings?.find((drawing) => drawing.role === role)?.omitted ?? [];
  const moves = machine.transitions.filter((each) => hasRole(role, each) && each.from !== each.to && !isOmitted(each, omissions));
  const states = machine.states.filter((each) => hasRole(role, each)).map(({ name }) => name);
  const last = states.filter((name) => !machine.transitions.some((each) => hasRole(role, each) && each.from === name && each.to !== name));
  const lines = [
    ...states.filter((name) => stateId(name) !== name).map((name) => `state "${name}" as ${stateId(name)}`),
    `[*] --> ${stateId(machine.initial[role] ?? "")}`,
    ...arrowLines(moves),
    ...last.map((name) => `${stateId(name)} --> [*]`),
    ...omissionLines(omissions),
  ];
  const title = `%% ${machine.title}, ${role}: ${cite(machine.cite)}. Transitions to the same state are left out.`;
  return [title, "stateDiagram-v2", ...lines.map((line) => `  ${line}`), ""].join("\n");
}

/** Each role of each state machine as `transitions/MACHINE-ROLE.mmd`. */
export const transitionsExport: ModelExport = {
  name: "transitions",
  summary: "the state machine of each role as a diagram of Mermaid (.mmd)",
  folder: FOLDER,
  write: ({ elements }, cite) =>
    Object.values(elements).flatMap((element) => {
      if (element.kind !== "machine") return [];
      const file = (role: string) => ({ path: `${FOLDER}/${element.id}-${role}.mmd`, content: diagramOf(element, role, cite) });
      return element.roles.map(file);
    }),
};
