/**
 * The events of a connection, from the peer, the application, HTTP and the clock.
 *
 * @module
 */
const server = ["server"] as const;
const client = ["client"] as const;

/** The events in groups: requests and decisions, reception, the application, output, timers. */
export const events = [
  {
    name: "request",
    cite: "#request",
    description: "The client's application asks for a connection; the server receives the header section of the request.",
  },
  { name: "accept", roles: server, cite: "#server-checks", description: "Every check passes and the application accepts." },
  { name: "refuse", roles: server, cite: "#server-checks", description: "A check fails, or the application refuses." },
  { name: "headers", roles: client, cite: "#client-checks", description: "The header section of a response is received." },
  { name: "octets", cite: "#frames", description: "Octets of content are received, in pieces of any size." },
  { name: "message", cite: "#frames", description: "A text or binary message is complete." },
  { name: "ping", cite: "#ping-frame", description: "A ping is received." },
  { name: "pong", cite: "#ping-frame", description: "A pong is received." },
  { name: "clos", cite: "#error-frame", description: "An error frame with the Code CLOS is received." },
  { name: "error", cite: "#error-frame", description: "An error frame with a Code other than CLOS is received." },
  { name: "fault", cite: "#faults", description: "The received octets break a rule of this protocol." },
  {
    name: "end-stream",
    cite: "#closing",
    description: "END_STREAM is received, with or without trailers, and everything received before it has been processed.",
  },
  { name: "reset", cite: "#closing", description: "RST_STREAM is received." },
  { name: "loss", cite: "#closing", description: "The HTTP connection is lost." },
  { name: "send", cite: "#web-api", description: "The application sends a message." },
  {
    name: "close",
    cite: "#closing",
    description: "The application closes the connection, or the endpoint does because a limit is exceeded or because it shuts down.",
  },
  { name: "terminate", cite: "#close-timeout", description: "The application ends the connection at once." },
  { name: "flushed", cite: "#closing", description: "The last queued octet has been sent." },
  { name: "handshake-timeout", cite: "#handshake", description: "The handshake timer has expired." },
  { name: "refusal-timeout", roles: server, cite: "#server-checks", description: "The timer that follows a refusal has expired." },
  {
    name: "close-timeout",
    cite: "#close-timeout",
    description: "The flush timer or the close timer has expired, or its upper bound has been reached.",
  },
  {
    name: "ping-due",
    cite: "#liveness",
    description: "The ping interval has passed without an octet in one direction, no ping of the endpoint waits for window, and the last wait has not begun.",
  },
  {
    name: "ping-lost",
    cite: "#liveness",
    description: "No octet has been received in the last wait, or in the longest time that a ping may wait for window.",
  },
] as const;
