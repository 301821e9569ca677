/**
 * The limits of WebSocket2 with their defaults and what happens over them.
 *
 * @module
 */
import { limits } from "../layout/limits.ts";

const KIB = 1024;
const MIB = 1024 * KIB;
const SECOND = 1000;

/**
 * Every number of the protocol that an implementation can configure, or that is a default; times are in ms.
 *
 * The document's section on limits shows it.
 */
export const limit = limits(
  {
    id: "limit",
    title: "Limits",
    description:
      "The numbers that bound a connection, with their defaults. Once an endpoint has sent or received an error frame it sends nothing more for a limit; the close timeout then ends the connection.",
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
      over: "The frame is malformed; a sender refuses the reason.",
      fault: "FRAM",
    },
    {
      name: "handshake",
      title: "Handshake timeout",
      description:
        "How long a handshake may take. A client counts from its request to the opened connection. A server allows as much for its application to decide, and again from its reply to the opening ping.",
      cite: "#handshake",
      value: 10 * SECOND,
      unit: "ms",
      over: "The client fails the opening and cancels the stream. The server refuses what is undecided and cancels a stream on which no ping came.",
      status: 503,
    },
    {
      name: "refusalLinger",
      title: "Linger after a refusal",
      description:
        "How long a server that refused a handshake lets the client end its request, and how long a client waits for the content of a response that opens nothing. For the client, the handshake timeout ends the wait too.",
      cite: "#refusal",
      value: 1 * SECOND,
      unit: "ms",
      over: "The server resets a stream that is still open with RST_STREAM(NO_ERROR). The client fails the opening with what it has and cancels the stream.",
    },
    {
      name: "refusalBody",
      title: "Reported content",
      description: "How much of the content of a response that opened nothing a client hands to its application.",
      cite: "#client-checks",
      value: 64 * KIB,
      unit: "octets",
      over: "The rest is not reported.",
    },
    {
      name: "close",
      title: "Close timeout",
      description:
        "How long closing may take without progress, counted from the first error frame sent or received or the first fault found. Any octet either way is progress, and so is time in which the endpoint itself withholds window.",
      cite: "#closing",
      value: 5 * SECOND,
      unit: "ms",
      over: "The server ends the stream and resets it with RST_STREAM(NO_ERROR); the client resets it with RST_STREAM(CANCEL).",
    },
    {
      name: "closeAtMost",
      title: "Close timeout with progress",
      description:
        "How long closing may take however much progress there is, counted as the close timeout is. Also how long a peer may take no octet of the messages in front of the own CLOS.",
      cite: "#closing",
      value: 30 * SECOND,
      unit: "ms",
      over: "The connection ends as by the close timeout.",
    },
    {
      name: "pingAfter",
      title: "Ping interval",
      description: "How long an endpoint goes without sending, or without receiving, before it sends a ping. Can be switched off.",
      cite: "#liveness",
      value: 20 * SECOND,
      unit: "ms",
      over: "The endpoint sends a ping.",
    },
    {
      name: "pingsUnanswered",
      title: "Unanswered pings",
      description: "How many pings in a row may stay without any octet received before the last wait begins.",
      cite: "#liveness",
      value: 2,
      unit: "pings",
      least: 1,
      over: "The last wait begins.",
    },
    {
      name: "pingLost",
      title: "Last wait",
      description: "How long an endpoint waits for any octet after the last ping that may stay unanswered.",
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
        "The stream window that a peer needs to answer a ping: one ping frame. Unanswered pings do not count while the peer has less.",
      cite: "#liveness",
      value: 11,
      unit: "octets",
      over: "The peer has room to answer, so unanswered pings count.",
    },
    {
      name: "pingStalled",
      title: "Stalled ping",
      description: "How long an own ping may wait for window while no octet is received.",
      cite: "#liveness",
      value: 300 * SECOND,
      unit: "ms",
      over: "The connection is lost: RST_STREAM(CANCEL), close code 1006.",
      status: 1006,
    },
    {
      name: "connections",
      title: "Connections of a session",
      description: "How many WebSocket2 connections one HTTP/2 connection may carry at once.",
      cite: "#limits",
      value: 1000,
      unit: "connections",
      over: "The server refuses the handshake.",
      status: 503,
    },
    {
      name: "pings",
      title: "Pings received",
      description: "How many pings an endpoint answers in the interval. The pings of the opening do not count.",
      cite: "#limits",
      value: 100,
      unit: "pings",
      within: 10 * SECOND,
      over: "The endpoint closes.",
      fault: "CLOS",
      status: 1008,
    },
    {
      name: "queuedOctets",
      title: "Octets waiting",
      description: "How much of received messages may wait for the application.",
      cite: "#flow-control",
      value: 1 * MIB,
      unit: "octets",
      over: "The receiver gives no more stream window back until the application has taken some.",
    },
    {
      name: "queuedMessages",
      title: "Messages waiting",
      description: "How many received messages may wait for the application.",
      cite: "#flow-control",
      value: 1024,
      unit: "messages",
      over: "The receiver gives no more stream window back until the application has taken some.",
    },
    {
      name: "emptyFrames",
      title: "Empty frames",
      description:
        "How many empty messages, and how many DATA frames of at most one octet, an endpoint takes in the interval. Can be switched off for tests.",
      cite: "#limits",
      value: 10_000,
      unit: "frames",
      within: 10 * SECOND,
      over: "The endpoint closes.",
      fault: "CLOS",
      status: 1008,
    },
    {
      name: "openings",
      title: "Openings broken off",
      description:
        "How many openings of one HTTP/2 connection a client may break off in the interval, before any reply or after a 200 before the opening pong has gone out: by END_STREAM or by a reset, its own or one that it provokes. Those refused earlier do not count.",
      cite: "#limits",
      value: 100,
      unit: "openings",
      within: 30 * SECOND,
      over: "The server sends GOAWAY with ENHANCE_YOUR_CALM.",
    },
  ],
);

/** The name of a limit. */
export type LimitName = (typeof limit.names)[number];
