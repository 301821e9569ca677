/**
 * One end of a connection without I/O: the inputs that both roles share.
 *
 * @module
 */
import { LocalError } from "../layout/errors.ts";
import type { ConnectionRole, ConnectionState } from "../schema/states/index.ts";
import { overBudget, updateBudget } from "./machine/budget-share.ts";
import { type CoreOptions, ConnectionContext, type SendRequest } from "./machine/connection-context.ts";
import { requestPing } from "./machine/effects/pings.ts";
import { canReadBacklog, inboxOverfull, readBacklog } from "./machine/effects/reading.ts";
import { queueMessage } from "./machine/effects/messages.ts";
import { eventText } from "./machine/effects/reporting.ts";
import { initialNodes } from "./machine/transition-table.ts";
import type { SendableMessage, SendOptions } from "./message.ts";
import type { StreamEnd } from "./queues/backlog.ts";
import type { PingAnswered } from "./queues/outstanding-pings.ts";
import { LOST_PAYLOAD } from "./queues/outbox.ts";
import { validateClose } from "./reports/close-code.ts";
import type { CloseReport } from "./reports/close-report.ts";
import { resetText } from "./reports/reset-text.ts";
import type { Statistics } from "./reports/statistics.ts";

/** The states in which no octets are sent: before the reply or the opening pong, and after the end. */
const SILENT_STATES: readonly ConnectionState[] = ["deciding", "refused", "opening", "closed"];

/** What a report names if the octets of a message are gone: its frame cannot be completed, so the stream cannot go on. */
const PAYLOAD_LOST = "the buffer of a message was transferred or shrank before it was sent";

/**
 * One end of a connection.
 *
 * Each input is a method. It calls the {@link Stream} at once, and the {@link Application} when the input has been handled. Inputs that
 * the application makes during such a call are handled after it returns.
 */
export abstract class ConnectionCore {
  /** The data of this end. */
  protected readonly context: ConnectionContext;
  /** When to call {@link ConnectionCore.handleTimeout}, in ms of the clock; `undefined` without a timer. Every input may change it. */
  deadline: number | undefined;

  protected constructor(role: ConnectionRole, opening: ConnectionContext["opening"], options: CoreOptions) {
    this.context = new ConnectionContext(role, initialNodes[role], opening, options);
  }

  /** The state of the connection. */
  get state(): ConnectionState {
    return this.context.node.state;
  }

  /** The message limit that the peer announced in the handshake, in octets; `undefined` if it announced none. */
  get peerMessageLimit(): number | undefined {
    return this.context.peerMessageLimit;
  }

  /** The octets of queued messages that the stream has not taken, counted before compression and framing. */
  get bufferedAmount(): number {
    return this.context.outbox.payloadOctets;
  }

  /** Whether the application has paused the delivery of messages. */
  get paused(): boolean {
    return this.context.inbox.paused;
  }

  /** Returns the counts of this end so far. */
  statistics(): Statistics {
    return this.context.statistics.snapshot();
  }

  /**
   * Takes the content of one DATA frame or of several. Frames may be divided at any octet, and a DATA frame may be empty.
   *
   * @param octets - messages may be views of them, so the caller must not reuse the memory
   */
  receiveData(octets: Uint8Array): void {
    const { context } = this;
    const { now } = context;
    context.statistics.receivedOctets += octets.length;
    if (octets.length > 0) {
      context.liveness?.received(now);
      context.closeTimer?.progress(now);
    }
    context.incoming.octets = octets;
    context.incoming.seen = "";
    context.fire("octets", context.node.on.octets);
    this.afterInput();
  }

  /** Takes the end of the peer's half of the stream: END_STREAM or trailers. */
  receiveEndStream(): void {
    this.context.peerEnded = true;
    this.#endOfStream({ event: "end-stream", seen: "", reset: undefined });
  }

  /** Takes a reset of the stream by the peer. @param code - the error code of RST_STREAM */
  receiveReset(code?: number): void {
    this.#endOfStream({ event: "reset", seen: resetText(code), reset: code });
  }

  /** Takes the loss of the HTTP connection. @param seen - what was observed, for the report */
  connectionLost(seen = ""): void {
    this.#endOfStream({ event: "loss", seen, reset: undefined });
  }

  /**
   * Queues the end of the stream behind unread frames. A reset or loss while the opening pong waits ends the connection at once and drops
   * the unread frames.
   */
  #endOfStream(end: StreamEnd): void {
    const { context } = this;
    const { backlog } = context;
    if (backlog.hasFrames && !(end.event !== "end-stream" && context.outbox.openingPongWaits)) {
      backlog.addEnd(end);
    } else {
      context.incoming.seen = end.seen;
      context.incoming.reset = end.reset;
      context.fire(end.event);
    }
    this.afterInput();
  }

  /** Resumes reading in a new turn of the event loop, as {@link Stream.scheduleRead} requested. */
  resumeReading(): void {
    const { context } = this;
    context.backlog.turnRequested = false;
    if (context.environment.turns === undefined) context.budget.renew();
    this.afterInput();
  }

  /**
   * Returns the next octets to send. Their memory stays unchanged until {@link ConnectionCore.sent} reports them as sent.
   *
   * @param most - the maximum in octets. A batch of short frames is returned whole even if it is longer, up to 16,384 octets.
   * @returns `undefined` if nothing can be sent now; also if the buffer of a long message was transferred or shrank behind `send`, which
   *   ends the connection like {@link ConnectionCore.terminate}
   */
  take(most: number): Uint8Array | undefined {
    if (this.#silent) return undefined;
    const { outbox } = this.context;
    const octets = outbox.take(most);
    if (octets === undefined && outbox.hasDeferred) this.#requestTurn();
    if (octets !== LOST_PAYLOAD) return octets;
    this.#terminate(PAYLOAD_LOST);
    return undefined;
  }

  /** Reports that the stream has sent some of the octets taken. @param octets - their number */
  sent(octets: number): void {
    const { context } = this;
    if (octets === 0 || context.node.state === "closed" || context.backlog.streamGone) return;
    const { now } = context;
    context.statistics.sentOctets += octets;
    if (!context.outbox.sent(octets)) {
      this.#terminate(PAYLOAD_LOST);
      return;
    }
    context.liveness?.sent(now);
    if (!context.outbox.pingWaits) context.liveness?.pingSent(now);
    context.closeTimer?.progress(now);
    context.flushTimer?.sent(now);
    if (context.outbox.flushed) this.#fireFlushed();
    this.afterInput();
  }

  #fireFlushed(): void {
    const { context } = this;
    const { application, inbox } = context;
    context.fire("flushed");
    if (context.node.state === "open" && application.drained !== undefined) inbox.queueCall(() => application.drained?.());
  }

  /**
   * Queues a message.
   *
   * @returns `false` if the message was not queued: before a client's connection is open, and after a refusal, a close or an error frame
   * @throws {@link LocalError} if the value is not a message or is longer than the message limit of the peer, or on a server before its
   *   decision. The connection stays as it is.
   */
  send(message: SendableMessage, options?: SendOptions): boolean {
    const { context } = this;
    if (context.backlog.streamGone) return false;
    if (!context.node.onlyQueues) return this.#fireSend(message, options);
    queueMessage(context, message, options);
    // Nothing else has changed. During a call of the application, the outer input schedules the write.
    if (!context.inbox.delivering) context.stream.scheduleWrite();
    return true;
  }

  #fireSend(message: SendableMessage, options: SendOptions | undefined): boolean {
    const request: SendRequest = { message, options, queued: false };
    this.context.sendRequest = request;
    this.context.fire("send");
    this.context.sendRequest = undefined;
    this.afterInput();
    return request.queued;
  }

  /**
   * Closes the connection: sends queued messages, then CLOS (Section "Graceful Close"). Before the connection is open, the opening fails.
   * It has no effect after a refusal, an error frame, or an earlier call.
   *
   * @param code - a Status that the schema permits senders to use; absent sends none
   * @param reason - at most the `reason` limit in octets of UTF-8; only with a code
   * @throws {@link LocalError} if the code or the reason cannot be sent, or on a server before its decision, which refuses instead
   */
  close(code?: number, reason?: string): void {
    this.context.closeRequest = validateClose(code, reason);
    this.context.incoming.seen = "";
    this.context.fire("close");
    this.afterInput();
  }

  /**
   * Ends the connection at once: cancels the stream and drops what waits to be sent (Section "Timers"). The close code is 1006,
   * unless the error frame of the peer has arrived. Before the connection is open, the opening fails. It has no effect after a refusal
   * or the end.
   *
   * @throws {@link LocalError} on a server before its decision, which refuses instead
   */
  terminate(): void {
    this.#terminate("");
  }

  #terminate(seen: string): void {
    this.context.incoming.seen = seen;
    this.context.fire("terminate");
    this.afterInput();
  }

  /**
   * Sends a ping, beside those of liveness.
   *
   * @param answered - called once, with the round-trip time in ms, or with `undefined` if the connection ends without a pong. It is called
   *   while an input is handled and must not call this object.
   * @returns `false` if no ping was sent, because the connection is not open
   * @throws {@link LocalError} if the limits on pings (Section "Ping") permit no ping now: at most 4 in the interval of the limit
   *   `pings`, and at most `pingsOutstanding` without a pong
   */
  ping(answered: PingAnswered): boolean {
    const { context } = this;
    if (context.state !== "open" || context.backlog.streamGone) return false;
    requestPing(context, answered);
    this.afterInput();
    return true;
  }

  /** Pauses the delivery of messages. If more messages wait than the limits allow, this end stops giving stream window to the peer. */
  pause(): void {
    this.context.inbox.paused = true;
  }

  /** Delivers queued messages and resumes delivery. */
  resume(): void {
    this.context.inbox.paused = false;
    this.afterInput();
  }

  /** Handles the timer that is due. The caller calls it at {@link ConnectionCore.deadline}; an earlier call has no effect. */
  handleTimeout(): void {
    const { context } = this;
    context.incoming.seen = "";
    const event = context.activeTimer?.due(context.now);
    if (event === "ping-lost" && context.backlog.hasFrames) this.#cancelStream(event);
    else if (event !== undefined) context.fire(event);
    this.afterInput();
  }

  /** Cancels the stream at once, but reads the backlog before it reports the end. */
  #cancelStream(event: "ping-lost"): void {
    this.context.stream.sendReset("CANCEL");
    this.context.backlog.addEnd({ event: "loss", seen: eventText[event] ?? event, reset: undefined });
  }

  /** Whether no octets can be sent. */
  get #silent(): boolean {
    return SILENT_STATES.includes(this.context.node.state) || this.context.backlog.streamGone;
  }

  /** Completes an input: calls the application, then updates the stream and the deadline. Nested inputs leave this to the outer one. */
  protected afterInput(): void {
    const { context } = this;
    if (context.inbox.delivering) return;
    try {
      context.inbox.deliver(context.application);
      while (canReadBacklog(context)) {
        readBacklog(context);
        context.inbox.deliver(context.application);
      }
    } finally {
      if (context.report !== undefined) this.#reportOutcome(context.report);
      updateBudget(context);
      this.#updateReceivePaused();
      // Unread frames wait for the budget of a later turn, unless they wait for the application.
      if (context.backlog.hasFrames && !inboxOverfull(context)) this.#requestTurn();
      this.deadline = context.activeTimer?.deadline;
      if (!context.outbox.empty && !this.#silent) context.stream.scheduleWrite();
    }
  }

  #reportOutcome(report: CloseReport): void {
    this.context.report = undefined;
    this.context.application.outcome?.(report);
  }

  /** Requests a later turn of the event loop, once. */
  #requestTurn(): void {
    const { backlog, stream } = this.context;
    if (backlog.turnRequested) return;
    backlog.turnRequested = true;
    stream.scheduleRead();
  }

  #updateReceivePaused(): void {
    const { context } = this;
    const { inbox, heldOctets, backlog } = context;
    const paused = ((inbox.full || overBudget(context)) && context.readsFrames) || heldOctets !== undefined || backlog.hasFrames;
    if (paused === context.receivePaused) return;
    context.receivePaused = paused;
    context.stream.setReceivePaused(paused);
    if (paused) return;
    context.liveness?.windowChanged(context.now);
    context.closeTimer?.progress(context.now);
  }
}

/** @throws {@link LocalError} if a connection has already sent or received its request */
export function assertFirstRequest(requested: boolean): void {
  if (requested) throw new LocalError("request", "was made already: a connection has one request");
}
