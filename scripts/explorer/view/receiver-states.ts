/**
 * The states of the endpoint that receives frames from the beginning of a stream.
 *
 * @module
 */
import type { DecodedItem } from "../../frames/decode-items.ts";
import type { ExplorerData, ExplorerMachine } from "../data/explorer-data.ts";
import { issueOf } from "../../frames/decode-items.ts";

/** What a frame does to the state of its receiver. */
export interface ReceiverStep {
  readonly from: string;
  readonly to: string;
  /** Whether the receiver reads the frame. */
  readonly isRead: boolean;
}

const appliesTo = (role: string, roles: readonly string[] | undefined): boolean => roles === undefined || roles.includes(role);

/** Returns the row without a condition for an event. */
function plainRow({ transitions }: ExplorerMachine, role: string, state: string, event: string) {
  return transitions.find((row) => row.from === state && row.event === event && row.guard === undefined && appliesTo(role, row.roles));
}

function reads(machine: ExplorerMachine, role: string, state: string): boolean {
  return plainRow(machine, role, state, machine.sending.octets.event)?.actions.includes(machine.sending.octets.parse) === true;
}

/** Returns the event of a frame. */
function eventOf(item: DecodedItem, { machine: { sending } }: ExplorerData): string | undefined {
  if (issueOf(item) !== undefined) return sending.octets.fault;
  if (!item.result.ok) return undefined;
  const frame = item.result.value as { readonly type?: string; readonly kind?: string; readonly code?: string };
  if (frame.type === "ping") return frame.kind;
  if (frame.type === "error") return frame.code === "CLOS" ? "clos" : "error";
  return "message";
}

/**
 * Returns the step of each frame, or nothing without a role. The stream begins in the first state of the role that reads frames, and
 * conditions of the table do not hold.
 */
export function receiverSteps(items: readonly DecodedItem[], role: string, data: ExplorerData): (ReceiverStep | undefined)[] {
  const { machine } = data;
  const first = machine.states.find((state) => appliesTo(role, state.roles) && reads(machine, role, state.name));
  if (role === "" || first === undefined) return [];
  let state = first.name;
  return items.map((item) => {
    const event = eventOf(item, data);
    if (event === undefined) return undefined;
    const isRead = reads(machine, role, state);
    const from = state;
    if (isRead) state = plainRow(machine, role, state, event)?.to ?? state;
    return { from, to: state, isRead };
  });
}
