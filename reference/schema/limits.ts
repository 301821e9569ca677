/**
 * The limits of WebSocket2: units, defaults, and the behaviour when a limit is exceeded.
 *
 * @module
 */
import { limits } from "../layout/limits.ts";

const KIB = 1024;
const MIB = 1024 * KIB;
const SECOND = 1000;

/**
 * The limits of a connection, each with its unit and default; times are in ms. Section "Limits" of the draft shows them.
 *
 * @example
 * ```ts
 * import { limit } from "websocket2";
 *
 * const { title, value, unit } = limit.entry("reason");
 * console.log(title, value, unit); // Close reason 123 octets
 * ```
 */
export const limit = limits(
  {
    id: "limit",
    title: "Limits",
    description:
      "The numbers that bound a connection, with their defaults. An endpoint that has sent or received an error frame sends nothing more because of a limit; the close timeout ends the connection.",
    cite: "#limits",
  },
  [
    {
      name: "message",
      title: "Message size",
      description: "The longest payload of a frame, and the longest message after decompression, that a receiver accepts.",
      cite: "#frames",
      value: 16 * MIB,
      unit: "octets",
      least: 64 * KIB,
      over: "The receiver reports the fault before it buffers any of the payload.",
      fault: "LRGE",
    },
    {
      name: "reason",
      title: "Close reason",
      description: "The longest Reason of an error frame, encoded in UTF-8.",
      cite: "#error-frame",
      value: 123,
      unit: "octets",
      over: "The frame is malformed. A sender refuses a longer reason.",
      fault: "FRAM",
    },
    {
      name: "handshake",
      title: "Handshake timeout",
      description:
        "The longest time that a handshake may take. A client counts from its request to the open connection. A server allows this time for the decision of its application, and again from its reply to the opening ping.",
      cite: "#handshake",
      value: 10 * SECOND,
      unit: "ms",
      over: "The client fails the opening and cancels the stream. The server refuses a request that is undecided, and cancels a stream on which no ping has arrived.",
      consequence: "a client cancels; a server sends 503 without a decision, and cancels without a ping",
      status: 503,
    },
    {
      name: "undecidedContent",
      title: "Content before the decision",
      description: "The most content that a server holds before it answers a handshake, in pieces of any size.",
      cite: "#server-checks",
      value: 16 * KIB,
      unit: "octets",
      least: 16 * KIB,
      over: "The server refuses by the check content, and counts an opening broken off.",
      status: 400,
    },
    {
      name: "refusalLinger",
      title: "Linger after a refusal",
      description:
        "The time that a server allows the client, after a refusal, to end its request. Also the time that a client waits for the content of a response that opens no connection; the handshake timeout ends this wait too.",
      cite: "#refusal",
      value: 1 * SECOND,
      unit: "ms",
      over: "The server resets a stream that is still open with RST_STREAM(NO_ERROR). The client fails the opening with the content received so far and cancels the stream.",
    },
    {
      name: "refusalBody",
      title: "Reported content",
      description: "The most content that a client passes to its application from a response that opens no connection.",
      cite: "#client-checks",
      value: 64 * KIB,
      unit: "octets",
      over: "The client does not report the rest.",
    },
    {
      name: "flush",
      title: "Flush timeout",
      description:
        "The longest time in which a peer may accept no octet while queued messages delay the endpoint's own CLOS, counted from the close or from the peer's error frame. Only octets sent are progress.",
      cite: "#close-timeout",
      value: 30 * SECOND,
      unit: "ms",
      over: "The endpoint drops what it has queued and cancels the stream.",
    },
    {
      name: "flushTotal",
      title: "Flush timeout with progress",
      description:
        "The longest time from the close, or from the peer's error frame if it is first, in which an endpoint sends what it has queued; after a close, the wait for the peer's error frame is part of it.",
      cite: "#close-timeout",
      value: 600 * SECOND,
      unit: "ms",
      over: "The connection ends as it does after the timeout of its state: the flush timeout or the close timeout.",
    },
    {
      name: "close",
      title: "Close timeout",
      description:
        "The longest time that closing may take without progress after the endpoint's own error frame, or after a fault found. Any octet sent or received is progress, and so is time in which the endpoint itself withholds window.",
      cite: "#close-timeout",
      value: 5 * SECOND,
      unit: "ms",
      over: "The server ends the stream and resets it with RST_STREAM(NO_ERROR). The client cancels it, and so does a server of which octets wait for window.",
    },
    {
      name: "closeAtMost",
      title: "Close timeout with progress",
      description:
        "The longest time that closing may take even with progress, counted from the fault found, or from the error frame that is the second of the two.",
      cite: "#close-timeout",
      value: 30 * SECOND,
      unit: "ms",
      over: "The connection ends as it does after the close timeout.",
    },
    {
      name: "pingAfter",
      title: "Ping interval",
      description: "The time without an octet sent, or without an octet received, after which an endpoint sends a ping. Can be switched off.",
      cite: "#liveness",
      value: 20 * SECOND,
      unit: "ms",
      over: "The endpoint sends a ping.",
    },
    {
      name: "pingsUnanswered",
      title: "Unanswered pings",
      description: "The number of consecutive pings, with no octet received, after which the last wait begins.",
      cite: "#liveness",
      value: 2,
      unit: "pings",
      least: 1,
      over: "The last wait begins.",
    },
    {
      name: "pingsOutstanding",
      title: "Outstanding pings",
      description: "The most pings of an endpoint that may be without an answer. It can be lowered, but not raised.",
      cite: "#ping-frame",
      value: 5,
      unit: "pings",
      least: 1,
      most: 5,
      over: "The endpoint sends no further ping until a pong answers one.",
    },
    {
      name: "pingLost",
      title: "Last wait",
      description: "The time that an endpoint waits for any octet after the last of its unanswered pings.",
      cite: "#liveness",
      value: 20 * SECOND,
      unit: "ms",
      over: "The connection is lost: RST_STREAM(CANCEL), close code 1006.",
      status: 1006,
    },
    {
      name: "pingRoom",
      title: "Room for a pong",
      description:
        "The stream window that a peer needs to answer a ping: one ping frame. Unanswered pings do not count while the endpoint has granted less.",
      cite: "#liveness",
      value: 11,
      unit: "octets",
      over: "The peer has room to answer, so unanswered pings count.",
    },
    {
      name: "pingStalled",
      title: "Stalled ping",
      description: "The longest time that a ping may wait for window while its sender receives no octet.",
      cite: "#liveness",
      value: 300 * SECOND,
      unit: "ms",
      over: "The connection is lost: RST_STREAM(CANCEL), close code 1006.",
      status: 1006,
    },
    {
      name: "connections",
      title: "Connections of an HTTP/2 connection",
      description:
        "The most WebSocket2 connections that one HTTP/2 connection carries at a time. SETTINGS_MAX_CONCURRENT_STREAMS says this number, where it can.",
      cite: "#shared-connections",
      value: 1000,
      unit: "connections",
      over: "The server refuses the handshake.",
      consequence: "REFUSED_STREAM, or HTTP status 503",
      status: 503,
    },
    {
      name: "decisions",
      title: "Decisions at work",
      description:
        "The most decisions of its application that a server has at work for one HTTP/2 connection, those whose stream has ended among them.",
      cite: "#shared-connections",
      value: 250,
      unit: "decisions",
      least: 1,
      over: "The server refuses the handshake before it asks its application.",
      consequence: "REFUSED_STREAM, or HTTP status 503",
      status: 503,
    },
    {
      name: "pings",
      title: "Pings received",
      description: "The most pings that an endpoint answers in the interval. The pings of the opening do not count.",
      cite: "#limits",
      value: 100,
      unit: "pings",
      least: 20,
      within: 10 * SECOND,
      over: "The endpoint closes the connection.",
      fault: "CLOS",
      status: 1008,
    },
    {
      name: "queuedOctets",
      title: "Octets waiting",
      description: "The most octets of received messages that may wait for the application.",
      cite: "#flow-control",
      value: 1 * MIB,
      unit: "octets",
      over: "The receiver gives no more stream window back until the application has taken some.",
    },
    {
      name: "queuedMessages",
      title: "Messages waiting",
      description: "The most received messages that may wait for the application.",
      cite: "#flow-control",
      value: 1024,
      unit: "messages",
      over: "The receiver gives no more stream window back until the application has taken some.",
    },
    {
      name: "openings",
      title: "Openings broken off",
      description:
        "The most openings of one HTTP/2 connection that a client may break off in the interval: by END_STREAM, by a reset, or by a reset that it provokes, before any reply, or after a 200 and before the opening pong is sent. A refusal for too much content counts too, and no other refusal.",
      cite: "#shared-connections",
      value: 100,
      unit: "openings",
      within: 30 * SECOND,
      over: "The server drains the HTTP/2 connection: GOAWAY with NO_ERROR, and no later stream is processed.",
    },
  ],
);

/** The name of a limit. */
export type LimitName = (typeof limit.names)[number];
