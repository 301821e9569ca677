/**
 * The states of the endpoint that receives frames from the beginning of a stream.
 *
 * @module
 */
import type { ConnectionAction } from "../../../reference/schema/states/index.ts";
import type { DecodedItem } from "../../frames/decode-items.ts";
import type { ExplorerData, ExplorerMachine } from "../data/explorer-data.ts";
import { issueOf } from "../../frames/decode-items.ts";

/** What a frame does to the state of its receiver. */
export interface ReceiverStep {
  readonly from: string;
  readonly to: string;
  /** Whether the receiver reads the frame. */
  readonly isRead: boolean;
  /** Why the receiver does not accept the frame, although it has no fault by itself. */
  readonly refusal?: FrameRefusal;
}

/** A first frame of another kind than the connection begins with. */
export interface FrameRefusal {
  /** The kind that the first frame has to have. */
  readonly expected: string;
  /** The id of the requirement. */
  readonly requirement: string;
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

/** Returns the refusal of a frame that is read in the first state and does not open the connection. */
function refusalOf(role: string, first: string, event: string, data: ExplorerData): FrameRefusal | undefined {
  const { machine, requirementOfFirst } = data;
  const opens = (name: string): boolean => plainRow(machine, role, first, name)?.actions.includes(OPENS) === true;
  const requirement = requirementOfFirst[role];
  if (event === machine.sending.octets.fault || opens(event) || requirement === undefined) return undefined;
  const expected = machine.events.map(({ name }) => name).filter(opens).join(" or ");
  return { expected, requirement };
}

/** The action that tells an application that its connection is open. */
const OPENS = "announce-open" satisfies ConnectionAction;

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
    const refusal = from === first.name ? refusalOf(role, from, event, data) : undefined;
    if (isRead) state = plainRow(machine, role, state, event)?.to ?? state;
    return { from, to: state, isRead, ...(refusal === undefined ? {} : { refusal }) };
  });
}
