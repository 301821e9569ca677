/**
 * The states of a connection.
 *
 * @module
 */
const server = ["server"] as const;
const client = ["client"] as const;

/** The states in the order in which a connection passes through them. */
export const states = [
  { name: "deciding", roles: server, cite: "#server-checks", description: "The request has been received and not yet answered." },
  {
    name: "connecting",
    roles: client,
    cite: "#request",
    description: "The request and the opening ping have been sent; no final response has been received.",
  },
  {
    name: "refused",
    cite: "#server-checks",
    description:
      "No connection opens. The server has sent its refusal and waits for the request to end; the client reads the content of the response for its report.",
  },
  { name: "opening", roles: server, cite: "#opening-ping", description: "The 200 has been sent; no ping has been received." },
  { name: "replied", roles: client, cite: "#client-checks", description: "The response passed its checks; no pong has been received." },
  {
    name: "confirming",
    roles: client,
    cite: "#client-checks",
    description: "The opening pong has been received; the application asked to wait for the pong of the second ping.",
  },
  { name: "open", cite: "#overview", description: "Messages flow both ways." },
  { name: "flushing", cite: "#closing", description: "The application has closed; the endpoint's own CLOS waits behind queued frames." },
  {
    name: "closing",
    cite: "#closing",
    description: "The endpoint's own CLOS has been sent. The endpoint reads frames up to the peer's error frame, and then waits for END_STREAM.",
  },
  {
    name: "draining",
    cite: "#closing",
    description: "The peer's error frame has been received; the endpoint's own CLOS waits behind queued frames.",
  },
  { name: "faulting", cite: "#faults", description: "A fault has been found; the endpoint's own error frame has not yet been sent." },
  {
    name: "failing",
    cite: "#faults",
    description: "A fault has been found and the endpoint's own error frame has been sent. Received octets are discarded until the peer's END_STREAM.",
  },
  { name: "closed", cite: "#closing", description: "The stream has ended, and the application has its report." },
] as const;
