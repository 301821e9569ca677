/**
 * Options of one connection, in both roles.
 *
 * @module
 */
import type { MessageCompressionOptions } from "../../compression/index.ts";
import { type ConnectionLimits, MessageBudget } from "../../connection/index.ts";
import { LocalError } from "../../layout/errors.ts";
import { validateValue, validateOptions, type OptionKinds } from "./validate-options.ts";

/**
 * Limits that replace their defaults, by their names in the table of Section "Limits". Each is an integer in the unit of its entry, at
 * least the entry's `least` and at most its `most`. Times are in ms.
 */
export type LimitChanges = Partial<ConnectionLimits>;

/** Bounds the messages that wait to be sent. */
export interface SendBuffer {
  /**
   * The greatest size of all waiting messages, in octets; the default is 67,108,864 (64 MiB), the least value 0, and `Infinity` removes
   * the bound. A message is accepted whatever its size if no other message waits; a further text message counts its UTF-16 code units
   * until it is accepted, then its octets in UTF-8.
   */
  readonly most: number;
  /**
   * The effect of a message that exceeds `most`; the default is `close`. In both cases the message is not sent and `send` returns `false`.
   * `close` also closes the connection with 1008, so that an application that ignores the result does not lose messages unnoticed.
   * `refuse` leaves the connection open; `ondrain` reports when to send again.
   */
  readonly over: "close" | "refuse";
}

/** Options of one connection, in both roles. */
export interface ConnectionOptions {
  /**
   * Limits that replace their defaults, by name; Section "Limits" lists them with unit, default and effect. For instance,
   * `{ message: 65536 }` accepts messages of at most 65,536 octets, and `{ pingAfter: 0 }` sends no pings while the connection is idle.
   * 0 disables `pingAfter` and `openings`; for the other limits, 0 is an ordinary value. An unknown name and a value out of range throw
   * a `LocalError`.
   */
  readonly limits?: LimitChanges;
  /**
   * Whether the handshake announces the `message` limit, so that the peer sends no longer message. Without it, a longer message of the
   * peer ends the connection. The default is `true`.
   */
  readonly announceLimit?: boolean;
  /**
   * Controls which messages are compressed, if the handshake agreed on a method. `threshold` is the least size in octets; the default
   * is 128, and `Infinity` sends all messages uncompressed. `send(data, { compress: false })` exempts one message.
   */
  readonly use?: MessageCompressionOptions;
  /**
   * Bounds the received messages that wait for applications on several connections together. By default, all connections of the process
   * share one budget of 128 MiB. `new MessageBudget(octets)` makes another one; pass the same object wherever it applies.
   */
  readonly messageBudget?: MessageBudget;
  /** Bounds the messages that wait to be sent. The default is `{ most: 67108864, over: "close" }`; a missing member has its default. */
  readonly sendBuffer?: Partial<SendBuffer>;
}

const MIB = 1024 * 1024;

/** The budget of all connections of the process without one of their own. */
const processBudget = new MessageBudget();

/** Returns the budget that a connection shares. */
export function resolveMessageBudget({ messageBudget = processBudget }: ConnectionOptions): MessageBudget {
  return messageBudget;
}

const DEFAULT_SEND_BUFFER: SendBuffer = { most: 64 * MIB, over: "close" };

const bufferKinds: OptionKinds<SendBuffer> = { most: "anything", over: "anything" };

/**
 * Returns the send buffer with its defaults.
 *
 * @throws {@link LocalError} if a value is out of range or a member is unknown
 */
export function resolveSendBuffer(given: Partial<SendBuffer> = {}): SendBuffer {
  validateOptions("sendBuffer", given, bufferKinds);
  const buffer = { ...DEFAULT_SEND_BUFFER, ...given };
  if (!(buffer.most >= 0)) throw new LocalError("sendBuffer.most", `expected octets from 0, found ${buffer.most}`);
  if (!["close", "refuse"].includes(buffer.over)) {
    throw new LocalError("sendBuffer.over", `expected close or refuse, found ${JSON.stringify(buffer.over)}`);
  }
  return buffer;
}

const useKinds: OptionKinds<MessageCompressionOptions> = { threshold: "a number from 0" };

/**
 * Validates the options of both roles that would otherwise fail only once a connection is open.
 *
 * @throws {@link LocalError} if one is not usable
 */
export function validateConnectionOptions(options: ConnectionOptions): void {
  resolveSendBuffer(options.sendBuffer);
  if (options.use === undefined) return;
  validateOptions("use", options.use, useKinds);
  validateValue("use.threshold", options.use.threshold, useKinds.threshold);
}
