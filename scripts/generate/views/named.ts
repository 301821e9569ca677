import type { MachineModel, NamedModel } from "../../../reference/layout/model.ts";
import type { View } from "../blocks.ts";
import { ViewError } from "../blocks.ts";
import type { Column } from "./table.ts";
import { coded, plain, tableOf } from "./table.ts";

/** The lists of names of a machine. */
type Names = "states" | "events" | "guards" | "actions";

/** One list of names of a state machine with their meaning, as a table. */
function tabled(list: Names, heading: string): View {
  const columns: readonly Column<NamedModel>[] = [
    { title: heading, cell: ({ name }) => coded(name) },
    { title: "Role", cell: ({ roles }) => plain(roles?.join(", ") ?? "") },
    { title: "Meaning", prose: true, cell: ({ description }) => plain(description) },
  ];
  return {
    kinds: ["machine"],
    attributes: { role: "only what this role has" },
    render(element, { role }) {
      const machine = machineOf(element, role);
      return [tableOf(`${heading}s: ${element.title}`, columns, machine[list].filter((each) => holdsFor(each, role)))];
    },
  };
}

/** A longer list of names, which takes less room as a list of terms. */
function listed(list: Names): View {
  return {
    kinds: ["machine"],
    attributes: { role: "only what this role has" },
    render(element, { role }) {
      const names = machineOf(element, role)[list].filter((each) => holdsFor(each, role));
      const items = names.map(({ name, roles, description }) => {
        const only = role !== undefined || roles === undefined ? "" : `(${roles.join(", ")}) `;
        return { term: coded(name), text: plain(only + description) };
      });
      return [{ kind: "definitions", compact: true, items }];
    },
  };
}

/** @throws {@link ViewError} where it is no machine, or has no such role. */
export function machineOf(element: { readonly kind: string; readonly id: string }, role: string | undefined): MachineModel {
  if (element.kind !== "machine") throw new ViewError(element.id, "only a state machine can be shown so");
  const machine = element as MachineModel;
  if (role !== undefined && !machine.roles.includes(role)) {
    throw new ViewError(machine.id, `role=${role}: expected one of ${machine.roles.join(", ")}`);
  }
  return machine;
}

/** Whether something holds for a role, or at all where no role is asked for. */
export function holdsFor({ roles }: { readonly roles?: readonly string[] }, role: string | undefined): boolean {
  return role === undefined || roles === undefined || roles.includes(role);
}

/** The states of a machine. */
export const states: View = tabled("states", "State");
/** The events of a machine. */
export const events: View = listed("events");
/** The conditions of a machine's transitions. */
export const guards: View = listed("guards");
/** The actions of a machine. */
export const actions: View = listed("actions");
