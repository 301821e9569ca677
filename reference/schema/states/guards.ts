/**
 * The conditions under which rows of the transition table hold.
 *
 * @module
 */
const server = ["server"] as const;
const client = ["client"] as const;

/** In the order in which a connection meets them. */
export const guards = [
  { name: "interim", roles: client, cite: "#client-checks", description: "The status is 1xx." },
  {
    name: "reply-okay",
    roles: client,
    cite: "#client-checks",
    description: "Every check of the response's header section passes, and it does not end the stream.",
  },
  {
    name: "content-follows",
    roles: client,
    cite: "#client-checks",
    description: "The check that failed reports content, and the header section does not end the stream.",
  },
  {
    name: "content-full",
    roles: client,
    cite: "#client-checks",
    description: "With these octets as much content is kept as is reported.",
  },
  { name: "wrong-pong", roles: client, cite: "#opening-ping", description: "The Data is not that of the opening ping." },
  {
    name: "confirm",
    roles: client,
    cite: "#client-checks",
    description: "The application asked for the second pong before the connection opens.",
  },
  {
    name: "messages-full",
    roles: client,
    cite: "#second-ping",
    description: "With this message, the messages kept are over a limit on those that wait for the application.",
  },
  { name: "second-pong", roles: client, cite: "#client-checks", description: "The Data is that of the second ping." },
  { name: "pong-waits", roles: server, cite: "#opening-ping", description: "The opening pong has not gone out whole." },
  { name: "clos-begun", cite: "#closing", description: "The first octet of the own CLOS has gone out." },
  { name: "peer-clos", cite: "#closing", description: "The peer's CLOS has been received." },
  { name: "peer-error", cite: "#faults", description: "An error frame of the peer with another Code than CLOS has been received." },
  { name: "peer-open", roles: server, cite: "#closing", description: "The client's END_STREAM has not been received." },
] as const;
