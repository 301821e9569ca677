/**
 * What an adapter does for one kind of request.
 *
 * @module
 */
import type { AdapterReply } from "../protocol/messages.ts";

/** A reply without the number that the adapter's loop adds. */
export type OperationReply = Omit<AdapterReply, "seq">;

/** One operation; what it throws becomes a crash of the adapter, and never a rejection. */
export type Operation = (request: unknown) => OperationReply;
