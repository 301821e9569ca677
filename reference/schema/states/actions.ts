/**
 * What an endpoint does when an event comes; each name is one thing that an implementation offers.
 *
 * @module
 */
const server = ["server"] as const;
const client = ["client"] as const;

const opening = [
  { name: "send-request", roles: client, cite: "#request", description: "Send the header section of the request, without END_STREAM." },
  {
    name: "send-opening-ping",
    roles: client,
    cite: "#opening-ping",
    description: "Send the opening ping in the same flight, with Data never used before.",
  },
  {
    name: "check-request",
    roles: server,
    cite: "#server-checks",
    description: "Make the checks in their order, and if all pass ask the application.",
  },
  { name: "send-reply", roles: server, cite: "#reply", description: "Send the header section of the 200 at once." },
  {
    name: "send-refusal",
    roles: server,
    cite: "#server-checks",
    description: "Send the status and token of the check that failed or of the application, with content and END_STREAM.",
  },
  {
    name: "refuse-ended",
    roles: server,
    cite: "#server-checks",
    description: "Send the refusal of a request that has ended, with content and END_STREAM.",
  },
  {
    name: "refuse-undecided",
    roles: server,
    cite: "#server-checks",
    description: "Send the refusal that goes with the handshake timeout, with content and END_STREAM.",
  },
  { name: "keep-content", roles: client, cite: "#client-checks", description: "Keep the octets for the report." },
  {
    name: "count-opening",
    roles: server,
    cite: "#limits",
    description: "Count one opening that was broken off, against the limit of its HTTP connection.",
  },
  {
    name: "announce-open",
    cite: "#overview",
    description: "Stop the handshake timer, start the timers of liveness, tell the application that the connection is open, and deliver the messages kept.",
  },
] as const;

const timers = [
  { name: "start-handshake-timer", cite: "#handshake", description: "Start the handshake timer anew." },
  {
    name: "shorten-handshake-timer",
    roles: client,
    cite: "#client-checks",
    description: "Let the handshake timer run out when the linger after a refusal has passed, unless it does so earlier.",
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
    description: "Stop every other timer and start the close timer at its bound, which every octet that goes out starts anew, and nothing else.",
  },
  {
    name: "start-close-timer",
    cite: "#closing",
    description: "Stop every other timer and start the close timer, which progress starts anew within its bound.",
  },
] as const;

const receiving = [
  {
    name: "hold",
    roles: server,
    cite: "#server-checks",
    description: "Keep the octets unread, and give no stream window back for them.",
  },
  {
    name: "parse",
    cite: "#frames",
    description: "Read what has been received, held octets first, frame by frame, for as long as the state says so of octets.",
  },
  { name: "discard", cite: "#faults", description: "Drop the octets unread, held ones too, and give their window back." },
  { name: "keep-message", roles: client, cite: "#client-checks", description: "Keep the message until the connection is open." },
  { name: "deliver", cite: "#frames", description: "Hand the message to the application, in order, as soon as it takes it." },
  { name: "settle-ping", cite: "#liveness", description: "If the Data is that of an outstanding ping, count it and earlier ones as answered." },
  {
    name: "keep-code",
    cite: "#error-frame",
    description: "Keep the close code and the Reason that the error frame stands for.",
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
    description: "Queue a ping behind the frame in hand and the pings and pongs that wait, before what else waits.",
  },
  {
    name: "queue-pong",
    cite: "#ping-frame",
    description: "Queue a pong with the ping's Data behind the frame in hand and the pings and pongs that wait, before what else waits; it replaces a pong that waits, but not an opening pong.",
  },
  { name: "queue-message", cite: "#web-api", description: "Queue the message." },
  { name: "refuse-message", cite: "#web-api", description: "Tell the application that the message is not taken." },
  { name: "queue-clos", cite: "#closing", description: "Queue CLOS, with the Status and Reason of the application if it gave them." },
  { name: "queue-answer", cite: "#closing", description: "Queue CLOS with the Status received, if there was one, and no Reason." },
  { name: "queue-plain-clos", cite: "#faults", description: "Queue CLOS without a Status." },
  { name: "queue-fault", cite: "#faults", description: "Queue an error frame with the Code of the fault." },
  { name: "queue-framing-fault", roles: server, cite: "#faults", description: "Queue an error frame with the Code for broken framing." },
  {
    name: "drop-messages",
    cite: "#faults",
    description: "Finish the frame in hand and drop what is queued behind it, but an own CLOS.",
  },
  { name: "drop-queue", cite: "#faults", description: "Finish the frame in hand and drop all that is queued behind it." },
] as const;

const ending = [
  {
    name: "send-end-stream",
    cite: "#closing",
    description: "Send END_STREAM, on the DATA that ends the last frame or on an empty one at once after it.",
  },
  { name: "reset-cancel", cite: "#closing", description: "Send RST_STREAM(CANCEL), without END_STREAM before it." },
  { name: "reset-no-error", roles: server, cite: "#closing", description: "Send RST_STREAM(NO_ERROR), if the client's END_STREAM has not been received." },
  {
    name: "report-failed",
    cite: "#client-checks",
    description:
      "Tell the application that the connection did not open: the client by the name of the check that failed and what was seen.",
  },
  {
    name: "report-clean",
    cite: "#closing",
    description: "Report a clean close with the code and the Reason kept, behind the last message.",
  },
  {
    name: "report-unclean",
    cite: "#closing",
    description: "Report a close that is not clean with the code and the Reason kept, behind the last message.",
  },
  {
    name: "report-abnormal",
    cite: "#closing",
    description:
      "Report a close that is not clean with the code 1006, behind the last message delivered. Where END_STREAM, a reset or a loss did it, a client whose second ping has no pong gives the check for that as the reason, if no error frame went either way and no fault was found.",
  },
] as const;

/** In groups: opening, timers, receiving, output, ending. */
export const actions = [...opening, ...timers, ...receiving, ...queueing, ...ending] as const;
