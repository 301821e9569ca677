/**
 * Compiles the transition table of the schema (Section "States") into nodes: one for each state, with the guards and effects of
 * each event as functions.
 *
 * @module
 */
import { equalOctets } from "../../bytes/octets.ts";
import {
  connection,
  type ConnectionEvent,
  type ConnectionGuard,
  type ConnectionRole,
  type ConnectionState,
} from "../../schema/states/index.ts";
import { messageSize } from "../message.ts";
import { reportsContent } from "../opening/client-opening.ts";
import type { ConnectionContext } from "./connection-context.ts";
import type { Effect } from "./effects/effect.ts";
import { effects } from "./effects/index.ts";
import type { StateNode, TransitionsByEvent } from "./state-node.ts";

type Guard = (context: ConnectionContext) => boolean;

const contentFollows: Guard = ({ clientOpening: { reply, replyEnded } }) =>
  typeof reply === "object" && !reply.ok && !replyEnded && reportsContent(reply.check);

const messagesFull: Guard = ({ clientOpening, incoming: { message }, limits }) => {
  const octets = message === undefined ? 0 : messageSize(message);
  return clientOpening.keptMessages.length + 1 > limits.queuedMessages || clientOpening.keptOctets + octets > limits.queuedOctets;
};

/** The condition of each guard of the schema. */
const guards: Readonly<Record<ConnectionGuard, Guard>> = {
  interim: ({ clientOpening }) => clientOpening.reply === "interim",
  "reply-okay": ({ clientOpening: { reply } }) => typeof reply === "object" && reply.ok,
  "content-follows": contentFollows,
  "content-full": ({ clientOpening, incoming, limits }) => clientOpening.contentOctets + incoming.octets.length >= limits.refusalBody,
  "content-over": ({ heldOctets, incoming, limits }) => (heldOctets?.length ?? 0) + incoming.octets.length > limits.undecidedContent,
  "wrong-pong": ({ clientOpening, incoming }) => !equalOctets(incoming.data, clientOpening.openingPingData),
  confirm: ({ clientOpening }) => clientOpening.confirm,
  "messages-full": messagesFull,
  "second-pong": ({ clientOpening, incoming }) => equalOctets(incoming.data, clientOpening.secondPingData),
  "pong-waits": ({ outbox }) => outbox.openingPongWaits,
  "output-waits": ({ outbox }) => !outbox.flushed,
  "clos-begun": ({ outbox }) => outbox.errorFrameBegun,
  "peer-clos": ({ peerError }) => peerError?.code === "CLOS",
  "peer-error": ({ peerError }) => peerError !== undefined,
  "peer-open": ({ peerEnded }) => !peerEnded,
};

interface MutableStateNode extends StateNode<ConnectionContext> {
  readonly on: TransitionsByEvent<ConnectionContext>;
  alwaysReads: boolean;
  onlyDelivers: boolean;
  onlyQueues: boolean;
}

/** Returns an entry for every event, so that all nodes have the same shape and engines look events up fast. */
function noTransitions(): TransitionsByEvent<ConnectionContext> {
  return Object.fromEntries(connection.model.events.map(({ name }) => [name, []])) as unknown as TransitionsByEvent<ConnectionContext>;
}

function nodeWithoutRows(state: ConnectionState): MutableStateNode {
  return { state, on: noTransitions(), alwaysReads: false, onlyDelivers: false, onlyQueues: false };
}

/** Returns whether an event has this one effect, whatever guards say, and leaves the state as it is. */
function hasOnly(node: MutableStateNode, event: ConnectionEvent, effect: Effect): boolean {
  const [row] = node.on[event];
  return row !== undefined && row.guard === undefined && row.to === node && row.effects.length === 1 && row.effects[0] === effect;
}

function compileTable(role: ConnectionRole): StateNode<ConnectionContext> {
  const states = connection.model.states.map(({ name }) => name as ConnectionState);
  const events = connection.model.events.map(({ name }) => name as ConnectionEvent);
  const nodes = new Map<string, MutableStateNode>(states.map((state) => [state, nodeWithoutRows(state)]));
  for (const { state, on } of nodes.values()) {
    for (const event of events) {
      on[event] = connection.rows(role, state, event).map(({ guard, to, actions }) => ({
        guard: guard === undefined ? undefined : guards[guard],
        to: nodes.get(to) as MutableStateNode,
        effects: actions.map((action) => effects[action]),
        parses: actions.includes("parse"),
      }));
    }
  }
  for (const node of nodes.values()) {
    node.alwaysReads = hasOnly(node, "octets", effects.parse);
    node.onlyDelivers = hasOnly(node, "message", effects.deliver);
    node.onlyQueues = hasOnly(node, "send", effects["queue-message"]);
  }
  return nodes.get(connection.initial[role]) as MutableStateNode;
}

/** The initial state of each role. */
export const initialNodes: Readonly<Record<ConnectionRole, StateNode<ConnectionContext>>> = {
  client: compileTable("client"),
  server: compileTable("server"),
};
