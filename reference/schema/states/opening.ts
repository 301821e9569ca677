/**
 * The rows of the opening handshake, up to the state `open`.
 *
 * @module
 */
import type { ConnectionRow } from "./vocabulary.ts";

const frames = ["message", "ping", "pong", "clos", "error"] as const;

const server: readonly ConnectionRow[] = [
  { from: "deciding", on: "request", do: ["start-handshake-timer", "check-request"] },
  { from: "deciding", on: "accept", to: "opening", do: ["send-reply", "start-handshake-timer", "parse"] },
  { from: "deciding", on: "refuse", to: "refused", do: ["send-refusal", "discard", "start-refusal-timer"] },
  {
    from: "deciding",
    on: "octets",
    when: "content-over",
    to: "refused",
    do: ["refuse-content", "discard", "count-opening", "start-refusal-timer", "report-failed"],
  },
  { from: "deciding", on: "octets", do: ["hold"] },
  { from: "deciding", on: "end-stream", to: "closed", do: ["refuse-content", "count-opening", "report-failed"] },
  { from: "deciding", on: "reset", to: "closed", do: ["count-opening", "report-failed"] },
  { from: "deciding", on: "loss", to: "closed", do: ["report-failed"] },
  { from: "deciding", on: "handshake-timeout", to: "refused", do: ["refuse-undecided", "discard", "start-refusal-timer", "report-failed"] },

  { role: "server", from: "refused", on: "octets", do: ["discard"] },
  { role: "server", from: "refused", on: ["end-stream", "reset", "loss"], to: "closed" },
  { from: "refused", on: "refusal-timeout", to: "closed", do: ["reset-no-error"] },
  { role: "server", from: "refused", on: "send", do: ["refuse-message"] },
  { role: "server", from: "refused", on: ["accept", "refuse", "close", "terminate"] },

  { from: "opening", on: "octets", do: ["parse"] },
  { from: "opening", on: "ping", to: "open", do: ["queue-opening-pong", "announce-open"] },
  {
    from: "opening",
    on: ["message", "pong", "clos", "error"],
    to: "faulting",
    do: ["drop-queue", "queue-framing-fault", "start-close-timer"],
  },
  { from: "opening", on: "fault", to: "faulting", do: ["drop-queue", "queue-fault", "start-close-timer"] },
  { from: "opening", on: "end-stream", to: "closed", do: ["count-opening", "send-end-stream", "report-failed"] },
  { from: "opening", on: "reset", to: "closed", do: ["count-opening", "report-failed"] },
  { from: "opening", on: "loss", to: "closed", do: ["report-failed"] },
  { from: "opening", on: "send", do: ["queue-message"] },
  { from: "opening", on: ["close", "terminate", "handshake-timeout"], to: "closed", do: ["reset-cancel", "report-failed"] },
];

const client: readonly ConnectionRow[] = [
  { from: "connecting", on: "request", do: ["send-request", "send-opening-ping", "start-handshake-timer"] },
  { from: "connecting", on: "headers", when: "interim" },
  { from: "connecting", on: "headers", when: "reply-okay", to: "replied" },
  { from: "connecting", on: "headers", when: "content-follows", to: "refused", do: ["shorten-handshake-timer"] },
  { from: "connecting", on: "headers", to: "closed", do: ["reset-cancel", "report-failed"] },

  { role: "client", from: "refused", on: "octets", when: "content-full", to: "closed", do: ["reset-cancel", "report-failed"] },
  { role: "client", from: "refused", on: "octets", do: ["keep-content"] },

  { from: ["replied", "confirming"], on: "octets", do: ["parse"] },
  { from: "replied", on: "pong", when: "wrong-pong", to: "closed", do: ["reset-cancel", "report-failed"] },
  { from: "replied", on: "pong", when: "confirm", to: "confirming", do: ["queue-second-ping"] },
  { from: "replied", on: "pong", to: "open", do: ["queue-second-ping", "announce-open"] },
  { from: "replied", on: ["message", "ping", "clos"], to: "closed", do: ["reset-cancel", "report-failed"] },

  { from: "confirming", on: "message", when: "messages-full", to: "open", do: ["keep-message", "announce-open"] },
  { from: "confirming", on: "message", do: ["keep-message"] },
  { from: "confirming", on: "ping", do: ["queue-pong"] },
  { from: "confirming", on: "pong", when: "second-pong", to: "open", do: ["settle-ping", "announce-open"] },
  { from: "confirming", on: "pong" },
  {
    from: "confirming",
    on: "clos",
    to: "draining",
    do: ["announce-open", "keep-code", "queue-answer", "start-flush-timer"],
  },

  { from: ["replied", "confirming"], on: ["error", "fault"], to: "closed", do: ["reset-cancel", "report-failed"] },
  {
    role: "client",
    from: ["refused", "replied", "confirming"],
    on: "end-stream",
    to: "closed",
    do: ["reset-cancel", "report-failed"],
  },
  {
    role: "client",
    from: ["connecting", "refused", "replied", "confirming"],
    on: ["reset", "loss"],
    to: "closed",
    do: ["report-failed"],
  },
  {
    role: "client",
    from: ["connecting", "refused", "replied", "confirming"],
    on: ["close", "terminate", "handshake-timeout"],
    to: "closed",
    do: ["reset-cancel", "report-failed"],
  },
  { role: "client", from: ["connecting", "refused", "replied", "confirming"], on: "send", do: ["refuse-message"] },
  { role: "client", from: ["connecting", "refused", "replied", "confirming"], on: "flushed" },
];

const never: readonly ConnectionRow[] = [
  { from: ["deciding", "refused"], on: [...frames, "fault"], never: "Nothing is parsed." },
  { from: "connecting", on: [...frames, "fault", "octets"], never: "HTTP carries no content before the header section." },
  {
    from: "connecting",
    on: "end-stream",
    never: "END_STREAM arrives with the header section of the response, which is the event headers.",
  },
  { from: ["refused", "replied", "confirming"], on: "headers", never: "There is one final response; trailers are the end of the stream." },
  { from: "deciding", on: ["send", "close", "terminate", "flushed"], never: "There is no connection to use before the decision." },
  { role: "server", from: "refused", on: "handshake-timeout", never: "The handshake is over." },
  { from: "opening", on: ["accept", "refuse"], never: "There is one decision." },
  { role: "server", from: ["refused", "opening"], on: "flushed", never: "Nothing goes out before the opening pong." },
  { from: ["refused", "opening", "replied", "confirming"], on: "request", never: "A connection is one request." },
  { from: ["deciding", "opening"], on: "refusal-timeout", never: "The timer starts with a refusal." },
  {
    from: ["deciding", "connecting", "refused", "opening", "replied", "confirming"],
    on: ["close-timeout", "ping-due", "ping-lost"],
    never: "The timers start with the open connection or later.",
  },
];

/** The rows of both roles before the connection is open. */
export const openingRows: readonly ConnectionRow[] = [...server, ...client, ...never];
