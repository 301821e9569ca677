/**
 * The rows from the first error frame or fault to the end, and the rows of the timers of closing.
 *
 * @module
 */
import type { ConnectionRow } from "./vocabulary.ts";

const closing: readonly ConnectionRow[] = [
  { from: "closing", on: "octets", when: "peer-clos", do: ["discard"] },
  { from: "closing", on: "octets", when: "peer-error", do: ["discard"] },
  { from: "closing", on: "octets", do: ["parse"] },
  { from: "closing", on: "message", do: ["deliver"] },
  { from: "closing", on: ["ping", "pong"] },
  { from: "closing", on: ["clos", "error"], do: ["keep-code", "start-close-timer"] },
  { from: "closing", on: "fault", to: "failing", do: ["start-close-timer"] },

  { role: "client", from: "closing", on: "end-stream", when: "peer-clos", to: "closed", do: ["report-clean"] },
  { role: "client", from: "closing", on: "end-stream", when: "peer-error", to: "closed", do: ["report-unclean"] },
  { role: "client", from: "closing", on: "end-stream", to: "closed", do: ["report-abnormal"] },
  { role: "server", from: "closing", on: "end-stream", when: "peer-clos", to: "closed", do: ["send-end-stream", "report-clean"] },
  { role: "server", from: "closing", on: "end-stream", when: "peer-error", to: "closed", do: ["send-end-stream", "report-unclean"] },
  { role: "server", from: "closing", on: "end-stream", to: "closed", do: ["send-end-stream", "report-abnormal"] },

  { from: "closing", on: ["reset", "loss"], when: "peer-clos", to: "closed", do: ["report-clean"] },
  { from: "closing", on: ["reset", "loss"], when: "peer-error", to: "closed", do: ["report-unclean"] },
  { from: "closing", on: ["reset", "loss"], to: "closed", do: ["report-abnormal"] },
];

const draining: readonly ConnectionRow[] = [
  { role: "client", from: "draining", on: "flushed", to: "closing", do: ["send-end-stream", "start-close-timer"] },
  { role: "server", from: "draining", on: "flushed", when: "peer-open", to: "closing", do: ["start-close-timer"] },
  { role: "server", from: "draining", on: "flushed", when: "peer-clos", to: "closed", do: ["send-end-stream", "report-clean"] },
  { role: "server", from: "draining", on: "flushed", to: "closed", do: ["send-end-stream", "report-unclean"] },
  { role: "client", from: "draining", on: "end-stream", to: "closed", do: ["reset-cancel", "report-unclean"] },
  { from: "draining", on: ["reset", "loss"], to: "closed", do: ["report-unclean"] },
];

const failing: readonly ConnectionRow[] = [
  { role: "client", from: "faulting", on: "flushed", to: "failing", do: ["send-end-stream"] },
  { role: "server", from: "faulting", on: "flushed", when: "peer-open", to: "failing" },
  { role: "server", from: "faulting", on: "flushed", to: "closed", do: ["send-end-stream", "report-abnormal"] },
  { role: "client", from: "faulting", on: "end-stream", to: "closed", do: ["reset-cancel", "report-abnormal"] },
  { role: "client", from: "failing", on: "end-stream", to: "closed", do: ["report-abnormal"] },
  { role: "server", from: "failing", on: "end-stream", to: "closed", do: ["send-end-stream", "report-abnormal"] },
  { from: ["faulting", "failing"], on: ["reset", "loss"], to: "closed", do: ["report-abnormal"] },
];

const shared: readonly ConnectionRow[] = [
  { from: ["draining", "faulting", "failing"], on: "octets", do: ["discard"] },
  { role: "server", from: ["draining", "faulting"], on: "end-stream" },
];

const timeout: readonly ConnectionRow[] = [
  { from: ["flushing", "faulting"], on: "close-timeout", to: "closed", do: ["reset-cancel", "report-abnormal"] },
  { from: "draining", on: "close-timeout", to: "closed", do: ["reset-cancel", "report-unclean"] },
  { role: "client", from: "closing", on: "close-timeout", when: "peer-clos", to: "closed", do: ["reset-cancel", "report-clean"] },
  { role: "client", from: "closing", on: "close-timeout", when: "peer-error", to: "closed", do: ["reset-cancel", "report-unclean"] },
  { role: "client", from: ["closing", "failing"], on: "close-timeout", to: "closed", do: ["reset-cancel", "report-abnormal"] },
  {
    role: "server",
    from: "closing",
    on: "close-timeout",
    when: "peer-clos",
    to: "closed",
    do: ["send-end-stream", "reset-no-error", "report-clean"],
  },
  {
    role: "server",
    from: "closing",
    on: "close-timeout",
    when: "peer-error",
    to: "closed",
    do: ["send-end-stream", "reset-no-error", "report-unclean"],
  },
  {
    role: "server",
    from: ["closing", "failing"],
    on: "close-timeout",
    to: "closed",
    do: ["send-end-stream", "reset-no-error", "report-abnormal"],
  },
];

const terminated: readonly ConnectionRow[] = [
  { from: "closing", on: "terminate", when: "peer-clos", to: "closed", do: ["reset-cancel", "report-clean"] },
  { from: "closing", on: "terminate", when: "peer-error", to: "closed", do: ["reset-cancel", "report-unclean"] },
  { from: "draining", on: "terminate", to: "closed", do: ["reset-cancel", "report-unclean"] },
  { from: ["closing", "faulting", "failing"], on: "terminate", to: "closed", do: ["reset-cancel", "report-abnormal"] },
];

const never: readonly ConnectionRow[] = [
  {
    from: ["draining", "faulting", "failing"],
    on: ["message", "ping", "pong", "clos", "error", "fault"],
    never: "Nothing is parsed.",
  },
  { from: ["closing", "failing"], on: "flushed", never: "Nothing is queued after the own error frame." },
  {
    from: ["flushing", "closing", "draining", "faulting", "failing"],
    on: ["ping-due", "ping-lost"],
    never: "The flush timer and the close timer replace the liveness timers.",
  },
];

/** The rows of `closing`, `draining`, `faulting` and `failing`, and of the flush timer in `flushing`. */
export const closingRows: readonly ConnectionRow[] = [
  ...closing,
  ...draining,
  ...failing,
  ...shared,
  ...timeout,
  ...terminated,
  ...never,
];
