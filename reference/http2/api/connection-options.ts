/**
 * What applications can set for one connection, in both roles.
 *
 * @module
 */
import type { MessageCompressionOptions } from "../../compression/index.ts";
import type { ConnectionLimits } from "../../connection/index.ts";
import { LocalError } from "../../layout/errors.ts";
import { validateValue, validateOptions, type OptionKinds } from "./validate-options.ts";

/** Changes to the limits of the schema, by their names there; 0 for `pingAfter` and `emptyFrames` switches them off. */
export type LimitChanges = Partial<ConnectionLimits>;

/** How much may wait to be sent, and what happens when there is more. */
export interface SendBuffer {
  /** Octets of messages that may wait; a message that finds nothing waiting is always taken. 64 MiB unless given. */
  readonly most: number;
  /**
   * What happens to a message that would be over it: `close` does not take it and closes the connection with 1008, so that nobody
   * overlooks it; `refuse` does not take it, `send` returns `false`, and the connection goes on.
   */
  readonly over: "close" | "refuse";
}

/** What can be set for a connection, in both roles. */
export interface ConnectionOptions {
  /** Limits that differ from the defaults of the schema. */
  readonly limits?: LimitChanges;
  /** How messages are compressed where a method was agreed. */
  readonly use?: MessageCompressionOptions;
  /** How much may wait to be sent; 64 MiB and `close` unless given. */
  readonly sendBuffer?: Partial<SendBuffer>;
}

const MIB = 1024 * 1024;

const DEFAULT_SEND_BUFFER: SendBuffer = { most: 64 * MIB, over: "close" };

const bufferKinds: OptionKinds<SendBuffer> = { most: "anything", over: "anything" };

/**
 * The send buffer with its defaults.
 *
 * @throws {@link LocalError} where a value is out of range, or there is none of its name
 */
export function resolveSendBuffer(given: Partial<SendBuffer> = {}): SendBuffer {
  validateOptions("sendBuffer", given, bufferKinds);
  const buffer = { ...DEFAULT_SEND_BUFFER, ...given };
  if (!(buffer.most >= 0)) throw new LocalError("sendBuffer.most", `expected octets from 0, found ${buffer.most}`);
  if (!["close", "refuse"].includes(buffer.over)) throw new LocalError("sendBuffer.over", `expected close or refuse, found ${JSON.stringify(buffer.over)}`);
  return buffer;
}

const useKinds: OptionKinds<MessageCompressionOptions> = { threshold: "a number from 0" };

/**
 * Looks at the options of both roles that nothing else looks at before a connection is open.
 *
 * @throws {@link LocalError} where one is not usable
 */
export function validateConnectionOptions(options: ConnectionOptions): void {
  resolveSendBuffer(options.sendBuffer);
  if (options.use === undefined) return;
  validateOptions("use", options.use, useKinds);
  validateValue("use.threshold", options.use.threshold, useKinds.threshold);
}
