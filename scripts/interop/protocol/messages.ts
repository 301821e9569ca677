/**
 * The line protocol between a runner of vectors and an adapter: one JSON object per line, and one reply to each request.
 *
 * @module
 */
import { z } from "zod";

import { hex, type Octets } from "../format/octets.ts";

/** The first request; the reply is an {@link AdapterIntroduction}. */
export interface StartRequest {
  readonly cmd: "start";
  /** The version of the format of the vectors. */
  readonly format: number;
}

/** One operation on one input. The request does not contain the expected result. */
export interface RunRequest {
  readonly cmd: "run";
  /** The number of the request; the reply repeats it. */
  readonly seq: number;
  readonly op: string;
  /** The id of the case, for the log of the adapter. */
  readonly id: string;
  readonly config?: unknown;
  /** `decode`, `decompress`, `varsize`: all octets. */
  readonly wire?: Octets;
  /** `decode`, `decompress`: the octets in several feeds. `session`: the inputs, step by step. */
  readonly steps?: readonly object[];
  /** `session`: the Data of the pings that the endpoint sends, in order. */
  readonly random?: readonly string[];
  /** `encode`: the frames. */
  readonly frames?: readonly unknown[];
  /** `varsize`: the integer. */
  readonly value?: number;
  /** `handshake`: the header section as pairs of name and value. */
  readonly fields?: unknown;
  /** `handshake`: whether the stream ends with the header section. */
  readonly endStream?: boolean;
}

/** The last request: the adapter ends without a reply. */
export interface StopRequest {
  readonly cmd: "stop";
}

/** A request of the runner. */
export type AdapterRequest = StartRequest | RunRequest | StopRequest;

/** The schema of the reply to {@link StartRequest}. */
export const introductionSchema = z.strictObject({
  name: z.string().min(1),
  version: z.string(),
  ops: z.array(z.string()),
});

/** The reply to {@link StartRequest}: name, version and operations of the adapter. */
export type AdapterIntroduction = z.infer<typeof introductionSchema>;

/** The error that an adapter reports if the octets end inside a frame. */
export const INCOMPLETE = "INCOMPLETE";

const objects = z.array(z.record(z.string(), z.unknown()));

/** The schema of the observations after a step of a session. */
const observedStepSchema = z.strictObject({
  /** The header sections, octets, ends and resets that the endpoint sends. */
  sent: objects.optional(),
  /** The events that its application receives. */
  told: objects.optional(),
  /** Whether it withholds window, if that has changed. */
  withholds: z.boolean().optional(),
});

/** The schema of the reply to {@link RunRequest}. */
export const adapterReplySchema = z.strictObject({
  seq: z.int(),
  /** `decode`, `decompress`: the complete frames before an `error`, if any. */
  frames: z.array(z.unknown()).optional(),
  /** `decode`, `decompress` with steps: the number of frames that each feed completed. */
  emitted: z.array(z.int().min(0)).optional(),
  /** The error code of the fault, or `INCOMPLETE`. */
  error: z.string().optional(),
  wire: hex.optional(),
  value: z.int().min(0).optional(),
  /** `handshake`: the outcome. */
  outcome: z.record(z.string(), z.unknown()).optional(),
  /** `handshake`: the failed check of the client. */
  check: z.string().optional(),
  /** `session`: the observations after each step. */
  seen: z.array(observedStepSchema).optional(),
  /** The reason for which the adapter skips the operation. */
  skipped: z.string().optional(),
});

/** The reply to a {@link RunRequest}. */
export type AdapterReply = z.infer<typeof adapterReplySchema>;
