/**
 * The rows of the closed connection, and the rows that all states after the opening share.
 *
 * @module
 */
import type { ConnectionRow } from "./vocabulary.ts";

const ending = ["flushing", "closing", "draining", "faulting", "failing", "closed"] as const;
const opened = ["open", ...ending] as const;

/** The rows of `closed`, and the rows of application calls after a close. */
export const endedRows: readonly ConnectionRow[] = [
  { from: ending, on: "send", do: ["refuse-message"] },
  { from: ending, on: "close" },
  { from: "closed", on: "terminate" },
  { from: "closed", on: "octets", do: ["discard"] },
  { from: "closed", on: ["end-stream", "reset", "loss", "headers", "accept", "refuse", "flushed"] },
  { from: "closed", on: ["message", "ping", "pong", "clos", "error", "fault"], never: "Nothing is parsed." },
  { from: "closed", on: ["close-timeout", "ping-due", "ping-lost"], never: "Every timer is stopped." },
  { from: opened, on: ["handshake-timeout", "refusal-timeout"], never: "The handshake is over." },
  { from: opened, on: "request", never: "A connection is one request." },
  { from: ["open", "flushing", "closing", "draining", "faulting", "failing"], on: ["accept", "refuse"], never: "There is one decision." },
  {
    from: ["open", "flushing", "closing", "draining", "faulting", "failing"],
    on: "headers",
    never: "There is one final response; trailers are the end of the stream.",
  },
];
