/**
 * The actions of an endpoint. Each name is one function that an implementation provides.
 *
 * @module
 */
const server = ["server"] as const;
const client = ["client"] as const;

const opening = [
  { name: "send-request", roles: client, cite: "#request", description: "Send the header section of the request without END_STREAM." },
  {
    name: "send-opening-ping",
    roles: client,
    cite: "#opening-ping",
    description: "Send the opening ping together with the request, with Data never used before.",
  },
  {
    name: "check-request",
    roles: server,
    cite: "#server-checks",
    description: "Make the checks in order. If all pass, send 100 (Continue) if the request expects it, and ask the application.",
  },
  { name: "send-reply", roles: server, cite: "#reply", description: "Send the header section of the 200 immediately." },
  {
    name: "send-refusal",
    roles: server,
    cite: "#server-checks",
    description: "Send the status and token of the failed check or of the application, with content and END_STREAM.",
  },
  {
    name: "refuse-content",
    roles: server,
    cite: "#server-checks",
    description: "Send the refusal by the check content, with content and END_STREAM.",
  },
  {
    name: "refuse-undecided",
    roles: server,
    cite: "#server-checks",
    description: "Send the refusal for the handshake timeout, with content and END_STREAM.",
  },
  { name: "keep-content", roles: client, cite: "#client-checks", description: "Keep the octets for the report." },
  {
    name: "count-opening",
    roles: server,
    cite: "#limits",
    description: "Count one broken-off opening against the limit of its HTTP connection.",
  },
  {
    name: "announce-open",
    cite: "#overview",
    description: "Stop the handshake timer, start the liveness timers, report to the application that the connection is open, and deliver the kept messages.",
  },
] as const;

const timers = [
  { name: "start-handshake-timer", cite: "#handshake", description: "Restart the handshake timer." },
  {
    name: "shorten-handshake-timer",
    roles: client,
    cite: "#client-checks",
    description: "Shorten the handshake timer to the linger after a refusal, unless it expires earlier.",
  },
  {
    name: "start-refusal-timer",
    roles: server,
    cite: "#server-checks",
    description: "Stop the handshake timer and start the timer that follows a refusal.",
  },
  {
    name: "start-flush-timer",
    cite: "#close-timeout",
    description:
      "Stop every other timer and start the flush timer and its upper bound. Each octet sent restarts the timer, and nothing else does; nothing restarts the bound.",
  },
  {
    name: "start-answer-timer",
    cite: "#close-timeout",
    description:
      "Stop the flush timer and start the close timer. Progress restarts it; the upper bound that began with the flush timer stays.",
  },
  {
    name: "start-close-timer",
    cite: "#close-timeout",
    description: "Stop every other timer and start the close timer and its upper bound. Progress restarts the timer; nothing restarts the bound.",
  },
] as const;

const receiving = [
  {
    name: "hold",
    roles: server,
    cite: "#server-checks",
    description: "Keep the octets unread and give no stream window back for them.",
  },
  {
    name: "parse",
    cite: "#frames",
    description: "Read the received octets frame by frame, held octets first, as long as the state parses octets.",
  },
  { name: "discard", cite: "#faults", description: "Drop the octets unread, including held octets, and give their window back." },
  { name: "keep-message", roles: client, cite: "#client-checks", description: "Keep the message until the connection is open." },
  {
    name: "deliver",
    cite: "#frames",
    description: "Pass the message to the application, in order, as soon as the application accepts it.",
  },
  {
    name: "settle-ping",
    cite: "#liveness",
    description: "If the Data matches an outstanding ping, count that ping and earlier pings as answered.",
  },
  {
    name: "keep-code",
    cite: "#error-frame",
    description: "Keep the close code and the Reason of the error frame.",
  },
] as const;

const queueing = [
  { name: "queue-opening-pong", roles: server, cite: "#opening-ping", description: "Queue the opening pong before everything else." },
  {
    name: "queue-second-ping",
    roles: client,
    cite: "#client-checks",
    description: "Queue the second ping, with new Data, before everything else.",
  },
  {
    name: "queue-ping",
    cite: "#liveness",
    description: "Queue a ping after the current frame and the waiting pings and pongs, before everything else.",
  },
  {
    name: "queue-pong",
    cite: "#ping-frame",
    description: "Queue a pong with the ping's Data after the current frame and the waiting pings and pongs, before everything else. It replaces a waiting pong other than an opening pong.",
  },
  { name: "queue-message", cite: "#web-api", description: "Queue the message." },
  { name: "refuse-message", cite: "#web-api", description: "Report to the application that the message is not accepted." },
  { name: "queue-clos", cite: "#closing", description: "Queue CLOS, with the Status and Reason of the application if it gave them." },
  { name: "queue-answer", cite: "#closing", description: "Queue CLOS with the received Status, if there is one, and no Reason." },
  { name: "queue-plain-clos", cite: "#faults", description: "Queue CLOS without a Status." },
  { name: "queue-fault", cite: "#faults", description: "Queue an error frame with the Code of the fault." },
  { name: "queue-framing-fault", roles: server, cite: "#faults", description: "Queue an error frame with the Code FRAM." },
  {
    name: "drop-messages",
    cite: "#faults",
    description: "Finish the current frame and drop everything queued after it, except the endpoint's own CLOS.",
  },
  { name: "drop-queue", cite: "#faults", description: "Finish the current frame and drop everything queued after it." },
] as const;

const ending = [
  {
    name: "send-end-stream",
    cite: "#closing",
    description: "Send END_STREAM on the DATA frame that ends the last frame, or on an empty DATA frame immediately after it.",
  },
  {
    name: "reset-cancel",
    cite: "#closing",
    description: "Drop all octets that have not been sent and cancel the stream, without END_STREAM before it.",
  },
  {
    name: "reset-no-error",
    roles: server,
    cite: "#closing",
    description:
      "Send RST_STREAM(NO_ERROR) if the client's END_STREAM has not been received. If the END_STREAM of a refusal still waits for window, cancel the stream instead.",
  },
  {
    name: "report-failed",
    cite: "#client-checks",
    description:
      "Report to the application that the connection did not open. A client reports the name of the failed check and the values that go with it.",
  },
  {
    name: "report-clean",
    cite: "#closing",
    description: "Report a clean close with the kept code and Reason, after the last message.",
  },
  {
    name: "report-unclean",
    cite: "#closing",
    description: "Report an unclean close with the kept code and Reason, after the last message.",
  },
  {
    name: "report-abnormal",
    cite: "#closing",
    description:
      "Report an unclean close with the code 1006, after the last delivered message. A client whose second ping is unanswered reports the check not-duplex as the reason if END_STREAM, a reset or a loss ended the connection before any error frame and before a fault.",
  },
] as const;

/** The actions in groups: opening, timers, receiving, output, ending. */
export const actions = [...opening, ...timers, ...receiving, ...queueing, ...ending] as const;
