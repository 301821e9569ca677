/**
 * The line protocol between a runner of vectors and an adapter: one JSON object a line, a reply to each request.
 *
 * @module
 */
import { z } from "zod";

import { hex, type Octets } from "../format/octets.ts";

/** The first request; the reply is an {@link AdapterIntroduction}. */
export interface StartRequest {
  readonly cmd: "start";
  /** The version of the vectors' format. */
  readonly format: number;
}

/** One operation on one input; what is expected of it is not sent along. */
export interface RunRequest {
  readonly cmd: "run";
  /** Stands in the reply again; counts up. */
  readonly seq: number;
  readonly op: string;
  /** The id of the case, for the adapter's own log. */
  readonly id: string;
  readonly config?: unknown;
  /** `decode`, `decompress`, `varsize`: all octets. */
  readonly wire?: Octets;
  /** `decode`, `decompress`: the octets in several feeds. `session`: what happens. */
  readonly steps?: readonly object[];
  /** `session`: the Data of the pings that the end sends, in order. */
  readonly random?: readonly string[];
  /** `encode`: what to encode. */
  readonly frames?: readonly unknown[];
  /** `varsize`: the integer to encode. */
  readonly value?: number;
  /** `handshake`: the header section, pairs of name and value. */
  readonly fields?: unknown;
  /** `handshake`: whether the stream ends with the header section. */
  readonly endStream?: boolean;
}

/** The last request; it has no reply, the adapter ends. */
export interface StopRequest {
  readonly cmd: "stop";
}

/** Whatever a runner sends. */
export type AdapterRequest = StartRequest | RunRequest | StopRequest;

/** What an adapter says of itself. */
export const introductionSchema = z.strictObject({
  name: z.string().min(1),
  version: z.string(),
  ops: z.array(z.string()),
});

/** What an adapter says of itself. */
export type AdapterIntroduction = z.infer<typeof introductionSchema>;

/** The error that an adapter answers where the octets end inside a frame. */
export const INCOMPLETE = "INCOMPLETE";

/** The reply to a {@link RunRequest}. */
export const adapterReplySchema = z.strictObject({
  seq: z.int(),
  /** `decode`, `decompress`: the frames that were complete, also where an `error` follows. */
  frames: z.array(z.unknown()).optional(),
  /** `decode`, `decompress` with steps: how many of the frames each feed completed. */
  emitted: z.array(z.int().min(0)).optional(),
  /** The wire code of the fault, or `INCOMPLETE`. */
  error: z.string().optional(),
  wire: hex.optional(),
  value: z.int().min(0).optional(),
  /** `handshake`: how it ends. */
  outcome: z.record(z.string(), z.unknown()).optional(),
  /** `handshake`: the client's check that failed. */
  check: z.string().optional(),
  /** `session`: what was seen after each step. */
  seen: z.array(z.strictObject({
    sent: z.array(z.record(z.string(), z.unknown())).optional(),
    told: z.array(z.record(z.string(), z.unknown())).optional(),
    withholds: z.boolean().optional(),
  })).optional(),
  /** Why the adapter did not do it. */
  skipped: z.string().optional(),
});

/** The reply to a {@link RunRequest}. */
export type AdapterReply = z.infer<typeof adapterReplySchema>;
