/**
 * An operation of the adapter.
 *
 * @module
 */
import type { AdapterReply } from "../protocol/messages.ts";

/** A reply without `seq`, which the loop of the adapter adds. */
export type OperationReply = Omit<AdapterReply, "seq">;

/** Executes one request. An exception ends the adapter: the runner counts a crash, not a rejection of the input. */
export type Operation = (request: unknown) => OperationReply;
