/**
 * Messages: queues those of the application for the peer, and hands those of the peer to the application.
 *
 * @module
 */
import { frameArena } from "../../../bytes/frame-arena.ts";
import type { Decompressor } from "../../../compression/index.ts";
import { type CompressedFrame, decompressMessage, type Message, messageSize, writeMessage } from "../../message.ts";
import type { ConnectionContext } from "../connection-context.ts";
import { countEvent } from "../rate-limits.ts";
import { fireFault } from "./closing.ts";
import type { Effect, EffectsOf } from "./effect.ts";

/** Handles a received message. Empty messages that were read late do not count, since their arrival times are unknown. */
export function receiveMessage(context: ConnectionContext, message: Message): void {
  context.incoming.message = message;
  if (messageSize(message) === 0 && !context.backlog.delayed) countEvent(context, "emptyMessage");
  context.fire("message", context.node.on.message);
  context.incoming.message = undefined;
}

/** Decompresses a received message and handles it. A payload that does not decompress is a fault. */
export function receiveCompressed(context: ConnectionContext, frame: CompressedFrame): void {
  const result = decompressMessage(frame, context.decompressor as Decompressor);
  if (!result.ok) {
    fireFault(context, result.issue);
    return;
  }
  context.budget.spend(messageSize(result.message));
  receiveMessage(context, result.message);
}

const queueMessage: Effect = ({ localRequest, outbox, messageCompressor, statistics }) => {
  const { message, options } = localRequest;
  if (message === undefined) return;
  outbox.queueMessage(frameArena, writeMessage(message, options, messageCompressor));
  statistics.sent.messages += 1;
  localRequest.taken = true;
};

const keepMessage: Effect = ({ clientOpening, incoming: { message }, statistics }) => {
  if (message === undefined) return;
  clientOpening.keptMessages.push(message);
  clientOpening.keptOctets += messageSize(message);
  statistics.received.messages += 1;
};

const deliver: Effect = ({ inbox, incoming: { message }, statistics }) => {
  if (message === undefined) return;
  statistics.received.messages += 1;
  inbox.queueMessage(message);
};

/** The effects on messages in both directions. */
export const messageEffects: EffectsOf<"queue-message" | "refuse-message" | "keep-message" | "deliver"> = {
  "queue-message": queueMessage,
  "refuse-message": ({ localRequest }) => {
    localRequest.taken = false;
  },
  "keep-message": keepMessage,
  deliver,
};
