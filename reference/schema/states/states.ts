/**
 * The states of a connection.
 *
 * @module
 */
const server = ["server"] as const;
const client = ["client"] as const;

/** In the order in which a connection passes through them. */
export const states = [
  { name: "deciding", roles: server, cite: "#server-checks", description: "The request is there and not yet answered." },
  {
    name: "connecting",
    roles: client,
    cite: "#request",
    description: "The request and the opening ping are on their way; there is no final response yet.",
  },
  {
    name: "refused",
    cite: "#server-checks",
    description:
      "Nothing opens. The server has sent its refusal and lets the request end; the client reads the content of the response for its report.",
  },
  { name: "opening", roles: server, cite: "#opening-ping", description: "The 200 is sent and no ping has come." },
  { name: "replied", roles: client, cite: "#client-checks", description: "The response passed its checks and no pong has come." },
  {
    name: "confirming",
    roles: client,
    cite: "#client-checks",
    description: "The opening pong is there, and the application asked to wait for the pong of the second ping.",
  },
  { name: "open", cite: "#overview", description: "Messages flow both ways." },
  { name: "flushing", cite: "#closing", description: "The application closed; the own CLOS waits behind what is queued." },
  {
    name: "closing",
    cite: "#closing",
    description: "The own CLOS is sent. What the peer still sends is read until its error frame, and then until its END_STREAM.",
  },
  {
    name: "draining",
    cite: "#closing",
    description: "The peer's error frame is received, and the own CLOS waits behind what is queued.",
  },
  { name: "faulting", cite: "#faults", description: "A fault is found, and the own error frame is not yet out." },
  {
    name: "failing",
    cite: "#faults",
    description: "A fault is found and the own error frame is sent; what comes is discarded until the peer's END_STREAM.",
  },
  { name: "closed", cite: "#closing", description: "The stream is done with, and the application has its report." },
] as const;
