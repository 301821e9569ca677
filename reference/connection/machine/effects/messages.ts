/**
 * Messages: queues those of the application for the peer, and hands those of the peer to the application.
 *
 * @module
 */
import { frameArena } from "../../../bytes/frame-arena.ts";
import { hasLostBuffer } from "../../../bytes/octets.ts";
import type { Decompressor } from "../../../compression/compressor.ts";
import type { SelectiveCompressor } from "../../../compression/selective-compressor.ts";
import {
  assertFitsPeer,
  type CompressedFrame,
  decompressMessage,
  isWritable,
  type Message,
  type SendableMessage,
  messageSize,
  type SendOptions,
  writeMessage,
} from "../../message.ts";
import type { PreparedMessage } from "../../prepared-message.ts";
import { COMPRESSION_STEP, DeferredMessage, spendCompression } from "../../queues/deferred-message.ts";
import type { ConnectionContext } from "../connection-context.ts";
import { fireFault } from "./closing.ts";
import type { Effect, EffectsOf } from "./effect.ts";

const UNCOMPRESSED: SendOptions = { compress: false };

/** Handles a received message. */
export function receiveMessage(context: ConnectionContext, message: Message): void {
  if (context.node.onlyDelivers) {
    deliverMessage(context, message);
    return;
  }
  context.incoming.message = message;
  context.fire("message", context.node.on.message);
  context.incoming.message = undefined;
}

/** Decompresses a received message and handles it. A payload that does not decompress is a fault. */
export function receiveCompressed(context: ConnectionContext, frame: CompressedFrame): void {
  const decompressor = context.decompressor as Decompressor;
  const result = decompressMessage(frame, decompressor);
  if (!result.ok) {
    fireFault(context, result.issue);
    return;
  }
  context.budget.spend(Math.max(messageSize(result.message), decompressor.leastWork ?? 0));
  receiveMessage(context, result.message);
}

/** Queues a message for the application. */
function deliverMessage({ inbox, statistics }: ConnectionContext, message: Message): void {
  statistics.receivedMessages += 1;
  inbox.queueMessage(message);
}

/** Queues a message for the peer. @throws {@link LocalError} if the value is not a message, or the peer does not accept its size */
export function queueMessage(context: ConnectionContext, message: SendableMessage, options: SendOptions | undefined): void {
  if (context.peerMessageLimit !== undefined) assertFitsPeer(message, context.peerMessageLimit);
  if (message.type === "prepared") queuePrepared(context, message, options);
  else queueUnprepared(context, message, options);
  context.statistics.sentMessages += 1;
}

/** Queues the frame that connections share, unless it depends on other messages of this connection, or comes behind a deferred one. */
function queuePrepared(context: ConnectionContext, prepared: PreparedMessage, options: SendOptions | undefined): void {
  const { outbox, messageCompressor, budget } = context;
  const frame = outbox.hasDeferred ? undefined : prepared.frame(messageCompressor, options, budget);
  if (frame !== undefined) outbox.queueShared(frame);
  else queueUnprepared(context, prepared.message, prepared.compress ? options : UNCOMPRESSED);
}

function queueUnprepared(context: ConnectionContext, message: Message, options: SendOptions | undefined): void {
  if (mustDefer(context, message, options)) {
    context.outbox.deferMessage(new DeferredMessage(message, options, context.messageCompressor as SelectiveCompressor, context.budget));
  } else {
    context.outbox.queueMessage(frameArena, writeMessage(message, options, context.messageCompressor));
  }
}

/**
 * Returns whether a message is compressed later: a long one, or one of many in this turn, or one behind such a message. Counts the work of
 * any other. A value that is not a message is left to the writer of frames, which throws.
 */
function mustDefer(context: ConnectionContext, message: Message, options: SendOptions | undefined): boolean {
  const { messageCompressor, environment, outbox, budget } = context;
  if (messageCompressor === undefined || environment.turns === undefined || !isWritable(message)) return false;
  // The writer of frames refuses octets that are gone.
  if (message.type === "binary" && message.bytes.length === 0) return outbox.hasDeferred && !hasLostBuffer(message.bytes);
  if (outbox.hasDeferred) return true;
  const size = messageSize(message);
  if (!messageCompressor.selects(size, options)) return false;
  if (size > COMPRESSION_STEP || budget.exhausted) return true;
  spendCompression(budget, messageCompressor, size);
  return false;
}

const queueRequested: Effect = (context) => {
  const { sendRequest } = context;
  if (sendRequest === undefined) return;
  queueMessage(context, sendRequest.message, sendRequest.options);
  sendRequest.queued = true;
};

const keepMessage: Effect = ({ clientOpening, incoming: { message }, statistics }) => {
  if (message === undefined) return;
  clientOpening.keptMessages.push(message);
  clientOpening.keptOctets += messageSize(message);
  statistics.receivedMessages += 1;
};

const deliver: Effect = (context) => {
  if (context.incoming.message !== undefined) deliverMessage(context, context.incoming.message);
};

/** The effects on messages in both directions. */
export const messageEffects: EffectsOf<"queue-message" | "refuse-message" | "keep-message" | "deliver"> = {
  "queue-message": queueRequested,
  "refuse-message": ({ sendRequest }) => {
    if (sendRequest !== undefined) sendRequest.queued = false;
  },
  "keep-message": keepMessage,
  deliver,
};
