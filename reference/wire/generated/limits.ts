/**
 * Limits: their documentation and their defaults.
 *
 * Generated from reference/schema/limits.ts by `make codec`; do not edit.
 *
 * @module
 */
/** The limits of a connection by name. */
export interface ConnectionLimits {
  /**
   * Message size: The longest payload of a frame, and the longest message after decompression, that a receiver accepts.
   *
   * If it is exceeded: The receiver reports the fault before it buffers any of the payload.
   *
   * Default: 16,777,216 octets. Least: 65,536 octets. Section "Frames".
   */
  readonly message: number;
  /**
   * Close reason: The longest Reason of an error frame, encoded in UTF-8.
   *
   * If it is exceeded: The frame is malformed. A sender refuses a longer reason.
   *
   * Default: 123 octets. Least: 0 octets. Section "Error".
   */
  readonly reason: number;
  /**
   * Handshake timeout: The longest time that a handshake may take. A client counts from its request to the open connection. A server
   * allows this time for the decision of its application, and again from its reply to the opening ping.
   *
   * If it is exceeded: The client fails the opening and cancels the stream. The server refuses a request that is undecided, and cancels a
   * stream on which no ping has arrived.
   *
   * Default: 10,000 ms. Least: 0 ms. Section "Opening Handshake".
   */
  readonly handshake: number;
  /**
   * Content before the decision: The most content that a server holds before it answers a handshake, in pieces of any size.
   *
   * If it is exceeded: The server refuses by the check content, and counts an opening broken off.
   *
   * Default: 16,384 octets. Least: 16,384 octets. Section "Server Checks".
   */
  readonly undecidedContent: number;
  /**
   * Linger after a refusal: The time that a server allows the client, after a refusal, to end its request. Also the time that a client
   * waits for the content of a response that opens no connection; the handshake timeout ends this wait too.
   *
   * If it is exceeded: The server resets a stream that is still open with RST_STREAM(NO_ERROR). The client fails the opening with the
   * content received so far and cancels the stream.
   *
   * Default: 1,000 ms. Least: 0 ms. Section "Refusal".
   */
  readonly refusalLinger: number;
  /**
   * Reported content: The most content that a client passes to its application from a response that opens no connection.
   *
   * If it is exceeded: The client does not report the rest.
   *
   * Default: 65,536 octets. Least: 0 octets. Section "Client Checks".
   */
  readonly refusalBody: number;
  /**
   * Flush timeout: The longest time in which a peer may accept no octet while queued messages delay the endpoint's own CLOS, counted from
   * the close or from the peer's error frame. Only octets sent are progress.
   *
   * If it is exceeded: The endpoint drops what it has queued and cancels the stream.
   *
   * Default: 30,000 ms. Least: 0 ms. Section "Timers".
   */
  readonly flush: number;
  /**
   * Flush timeout with progress: The longest time from the close, or from the peer's error frame if it is first, in which an endpoint
   * sends what it has queued; after a close, the wait for the peer's error frame is part of it.
   *
   * If it is exceeded: The connection ends as it does after the timeout of its state: the flush timeout or the close timeout.
   *
   * Default: 600,000 ms. Least: 0 ms. Section "Timers".
   */
  readonly flushTotal: number;
  /**
   * Close timeout: The longest time that closing may take without progress after the endpoint's own error frame, or after a fault found.
   * Any octet sent or received is progress, and so is time in which the endpoint itself withholds window.
   *
   * If it is exceeded: The server ends the stream and resets it with RST_STREAM(NO_ERROR). The client cancels it, and so does a server of
   * which octets wait for window.
   *
   * Default: 5,000 ms. Least: 0 ms. Section "Timers".
   */
  readonly close: number;
  /**
   * Close timeout with progress: The longest time that closing may take even with progress, counted from the fault found, or from the
   * error frame that is the second of the two.
   *
   * If it is exceeded: The connection ends as it does after the close timeout.
   *
   * Default: 30,000 ms. Least: 0 ms. Section "Timers".
   */
  readonly closeAtMost: number;
  /**
   * Ping interval: The time without an octet sent, or without an octet received, after which an endpoint sends a ping. Can be switched
   * off.
   *
   * If it is exceeded: The endpoint sends a ping.
   *
   * Default: 20,000 ms. Least: 0 ms. Section "Liveness".
   */
  readonly pingAfter: number;
  /**
   * Unanswered pings: The number of consecutive pings, with no octet received, after which the last wait begins.
   *
   * If it is exceeded: The last wait begins.
   *
   * Default: 2 pings. Least: 1 pings. Section "Liveness".
   */
  readonly pingsUnanswered: number;
  /**
   * Outstanding pings: The most pings of an endpoint that may be without an answer. It can be lowered, but not raised.
   *
   * If it is exceeded: The endpoint sends no further ping until a pong answers one.
   *
   * Default: 5 pings. Least: 1 pings. Greatest: 5 pings. Section "Ping".
   */
  readonly pingsOutstanding: number;
  /**
   * Last wait: The time that an endpoint waits for any octet after the last of its unanswered pings.
   *
   * If it is exceeded: The connection is lost: RST_STREAM(CANCEL), close code 1006.
   *
   * Default: 20,000 ms. Least: 0 ms. Section "Liveness".
   */
  readonly pingLost: number;
  /**
   * Room for a pong: The stream window that a peer needs to answer a ping: one ping frame. Unanswered pings do not count while the
   * endpoint has granted less.
   *
   * If it is exceeded: The peer has room to answer, so unanswered pings count.
   *
   * Default: 11 octets. Least: 0 octets. Section "Liveness".
   */
  readonly pingRoom: number;
  /**
   * Stalled ping: The longest time that a ping may wait for window while its sender receives no octet.
   *
   * If it is exceeded: The connection is lost: RST_STREAM(CANCEL), close code 1006.
   *
   * Default: 300,000 ms. Least: 0 ms. Section "Liveness".
   */
  readonly pingStalled: number;
  /**
   * Connections of an HTTP/2 connection: The most WebSocket2 connections that one HTTP/2 connection carries at a time.
   * SETTINGS_MAX_CONCURRENT_STREAMS says this number, where it can.
   *
   * If it is exceeded: The server refuses the handshake.
   *
   * Default: 1,000 connections. Least: 0 connections. Section "Shared HTTP/2 Connections".
   */
  readonly connections: number;
  /**
   * Decisions at work: The most decisions of its application that a server has at work for one HTTP/2 connection, those whose stream has
   * ended among them.
   *
   * If it is exceeded: The server refuses the handshake before it asks its application.
   *
   * Default: 250 decisions. Least: 1 decisions. Section "Shared HTTP/2 Connections".
   */
  readonly decisions: number;
  /**
   * Pings received: The most pings that an endpoint answers in the interval. The pings of the opening do not count.
   *
   * If it is exceeded: The endpoint closes the connection.
   *
   * Default: 100 pings in 10,000 ms. Least: 20 pings. Section "Limits".
   */
  readonly pings: number;
  /**
   * Octets waiting: The most octets of received messages that may wait for the application.
   *
   * If it is exceeded: The receiver gives no more stream window back until the application has taken some.
   *
   * Default: 1,048,576 octets. Least: 0 octets. Section "Flow Control".
   */
  readonly queuedOctets: number;
  /**
   * Messages waiting: The most received messages that may wait for the application.
   *
   * If it is exceeded: The receiver gives no more stream window back until the application has taken some.
   *
   * Default: 1,024 messages. Least: 0 messages. Section "Flow Control".
   */
  readonly queuedMessages: number;
  /**
   * Openings broken off: The most openings of one HTTP/2 connection that a client may break off in the interval: by END_STREAM, by a
   * reset, or by a reset that it provokes, before any reply, or after a 200 and before the opening pong is sent. A refusal for too much
   * content counts too, and no other refusal.
   *
   * If it is exceeded: The server drains the HTTP/2 connection: GOAWAY with NO_ERROR, and no later stream is processed.
   *
   * Default: 100 openings in 30,000 ms. Least: 0 openings. Section "Shared HTTP/2 Connections".
   */
  readonly openings: number;
}

/** The default of each limit. */
export const defaultLimits: ConnectionLimits = {
  message: 16777216,
  reason: 123,
  handshake: 10000,
  undecidedContent: 16384,
  refusalLinger: 1000,
  refusalBody: 65536,
  flush: 30000,
  flushTotal: 600000,
  close: 5000,
  closeAtMost: 30000,
  pingAfter: 20000,
  pingsUnanswered: 2,
  pingsOutstanding: 5,
  pingLost: 20000,
  pingRoom: 11,
  pingStalled: 300000,
  connections: 1000,
  decisions: 250,
  pings: 100,
  queuedOctets: 1048576,
  queuedMessages: 1024,
  openings: 100,
};
