/**
 * The rows of an open connection, and of a connection that the application has closed while output waits.
 *
 * @module
 */
import type { ConnectionRow } from "./vocabulary.ts";

const running = ["open", "flushing"] as const;

const received: readonly ConnectionRow[] = [
  { from: running, on: "octets", do: ["parse"] },
  { from: running, on: "message", do: ["deliver"] },
  { from: running, on: "pong", do: ["settle-ping"] },
  { from: "flushing", on: "ping", when: "clos-begun" },
  { from: running, on: "ping", do: ["queue-pong"] },
  { from: "open", on: "clos", to: "draining", do: ["keep-code", "queue-answer", "start-flush-timer"] },
  { from: "flushing", on: "clos", to: "draining", do: ["keep-code"] },
  { from: "open", on: "error", to: "draining", do: ["keep-code", "drop-messages", "queue-plain-clos", "start-flush-timer"] },
  { from: "flushing", on: "error", to: "draining", do: ["keep-code", "drop-messages"] },
  { from: "flushing", on: "fault", when: "clos-begun", to: "faulting", do: ["start-close-timer"] },
  { from: running, on: "fault", to: "faulting", do: ["drop-queue", "queue-fault", "start-close-timer"] },
];

const ended: readonly ConnectionRow[] = [
  { role: "client", from: "open", on: "end-stream", to: "closed", do: ["reset-cancel", "report-abnormal"] },
  { from: "flushing", on: "end-stream", to: "closed", do: ["reset-cancel", "report-abnormal"] },
  {
    role: "server",
    from: "open",
    on: "end-stream",
    when: "pong-waits",
    to: "closed",
    do: ["count-opening", "reset-cancel", "report-abnormal"],
  },
  { role: "server", from: "open", on: "end-stream", when: "output-waits", to: "closed", do: ["reset-cancel", "report-abnormal"] },
  { role: "server", from: "open", on: "end-stream", to: "closed", do: ["send-end-stream", "report-abnormal"] },
  { role: "server", from: "open", on: "reset", when: "pong-waits", to: "closed", do: ["count-opening", "report-abnormal"] },
  { from: running, on: ["reset", "loss"], to: "closed", do: ["report-abnormal"] },
  { from: "open", on: "ping-lost", to: "closed", do: ["reset-cancel", "report-abnormal"] },
];

const local: readonly ConnectionRow[] = [
  { from: "open", on: "send", do: ["queue-message"] },
  { role: "server", from: "open", on: "close", when: "pong-waits", to: "closed", do: ["reset-cancel", "report-abnormal"] },
  { from: "open", on: "close", to: "flushing", do: ["queue-clos", "start-flush-timer"] },
  { from: running, on: "terminate", to: "closed", do: ["reset-cancel", "report-abnormal"] },
  { from: "open", on: "flushed" },
  { role: "client", from: "flushing", on: "flushed", to: "closing", do: ["send-end-stream", "start-answer-timer"] },
  { role: "server", from: "flushing", on: "flushed", to: "closing", do: ["start-answer-timer"] },
  { from: "open", on: "ping-due", do: ["queue-ping"] },
];

const never: readonly ConnectionRow[] = [
  { from: "open", on: "close-timeout", never: "The timer starts with a close, an error frame or a fault." },
];

/** The rows of `open` and `flushing`. */
export const runningRows: readonly ConnectionRow[] = [...received, ...ended, ...local, ...never];
