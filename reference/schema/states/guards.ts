/**
 * The conditions under which rows of the transition table hold.
 *
 * @module
 */
const server = ["server"] as const;
const client = ["client"] as const;

/** The guards in the order in which a connection meets them. */
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
    description: "The failed check reports content, and the header section does not end the stream.",
  },
  {
    name: "content-full",
    roles: client,
    cite: "#client-checks",
    description: "With these octets, the kept content reaches the limit of reported content.",
  },
  {
    name: "content-over",
    roles: server,
    cite: "#acceptance",
    description: "With these octets, the held content exceeds the limit of content before the decision.",
  },
  { name: "wrong-pong", roles: client, cite: "#opening-ping", description: "The Data differs from the Data of the opening ping." },
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
    description: "With this message, the kept messages exceed a limit on messages that wait for the application.",
  },
  { name: "second-pong", roles: client, cite: "#client-checks", description: "The Data matches the second ping." },
  { name: "pong-waits", roles: server, cite: "#opening-ping", description: "The opening pong has not been sent completely." },
  {
    name: "output-waits",
    roles: server,
    cite: "#closing",
    description: "An octet of the endpoint's frames has not been sent: it is queued or waits for window.",
  },
  { name: "clos-begun", cite: "#closing", description: "The first octet of the endpoint's own CLOS has been sent." },
  { name: "peer-clos", cite: "#closing", description: "The peer's CLOS has been received." },
  { name: "peer-error", cite: "#faults", description: "An error frame of the peer with a Code other than CLOS has been received." },
  { name: "peer-open", roles: server, cite: "#closing", description: "The client's END_STREAM has not been received." },
] as const;
