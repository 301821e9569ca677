import type { MachineModel, MachineNameModel } from "../../../reference/layout/model.ts";
import type { View } from "../blocks.ts";
import { ViewError } from "../blocks.ts";
import type { TableColumn } from "./table.ts";
import { codeCell, formAttribute, isListForm, textCell, tableOf } from "./table.ts";

/** The lists of names of a machine. */
type MachineListName = "states" | "events" | "guards" | "actions";

/** Returns the view of one list of names of a state machine with their meaning, as a table. */
function tableView(list: MachineListName, heading: string): View {
  const columns: readonly TableColumn<MachineNameModel>[] = [
    { title: heading, cell: ({ name }) => codeCell(name) },
    { title: "Role", cell: ({ roles }) => textCell(roles?.join(", ") ?? "") },
    { title: "Meaning", prose: true, cell: ({ description }) => textCell(description) },
  ];
  return {
    kinds: ["machine"],
    attributes: { role: "only what this role has", ...formAttribute },
    render(element, attributes, model) {
      const { role } = attributes;
      if (isListForm(element.id, attributes)) return listView(list).render(element, attributes, model);
      const machine = machineOf(element, role);
      return [tableOf(`${heading}s: ${element.title}`, columns, machine[list].filter((each) => holdsFor(each, role)))];
    },
  };
}

/** Returns the view of one list of names as a list of terms, which needs less room than a table. */
function listView(list: MachineListName): View {
  return {
    kinds: ["machine"],
    attributes: { role: "only what this role has" },
    render(element, { role }) {
      const names = machineOf(element, role)[list].filter((each) => holdsFor(each, role));
      const items = names.map(({ name, roles, description }) => {
        const only = role !== undefined || roles === undefined ? "" : `(${roles.join(", ")}) `;
        return { term: codeCell(name), text: textCell(only + description) };
      });
      return [{ kind: "definitions", compact: true, items }];
    },
  };
}

/** Returns an element as a machine. @throws {@link ViewError} if it is not a machine, or has no such role */
export function machineOf(element: { readonly kind: string; readonly id: string }, role: string | undefined): MachineModel {
  if (element.kind !== "machine") throw new ViewError(element.id, "only a state machine has states");
  const machine = element as MachineModel;
  if (role !== undefined && !machine.roles.includes(role)) {
    throw new ViewError(machine.id, `role=${role}: expected one of ${machine.roles.join(", ")}`);
  }
  return machine;
}

/** Returns whether a part of a machine applies to a role; always if no role is given. */
export function holdsFor({ roles }: { readonly roles?: readonly string[] }, role: string | undefined): boolean {
  return role === undefined || roles === undefined || roles.includes(role);
}

/** The states of a machine. */
export const states: View = tableView("states", "State");
/** The events of a machine. */
export const events: View = listView("events");
/** The conditions of a machine's transitions. */
export const guards: View = listView("guards");
/** The actions of a machine. */
export const actions: View = listView("actions");
