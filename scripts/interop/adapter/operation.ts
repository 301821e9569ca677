/**
 * What an adapter does for one kind of request.
 *
 * @module
 */
import type { Reply } from "../protocol.ts";

/** A reply without the number that the adapter's loop adds. */
export type Answered = Omit<Reply, "seq">;

/** One operation; what it throws becomes a crash of the adapter, and never a rejection. */
export type Operation = (request: unknown) => Answered;
