/**
 * One end of a connection without I/O: what both roles have.
 *
 * @module
 */
import { LocalError } from "../layout/errors.ts";
import type { ConnectionRole, ConnectionState } from "../schema/states/index.ts";
import type { StreamEnd } from "./queues/backlog.ts";
import { validateClose } from "./reports/close-code.ts";
import { eventText } from "./machine/effects/ending.ts";
import { canResumeReading, inboxOverfull, resumeReading } from "./machine/effects/reading.ts";
import { countEmpty } from "./machine/effects/receiving.ts";
import { resetText } from "./reports/reset-text.ts";
import { type CoreOptions, ConnectionContext } from "./machine/connection-context.ts";
import type { Message, SendOptions } from "./messages/message.ts";
import { fire, readsFrames, dispatcher } from "./machine/fire.ts";
import type { Statistics } from "./reports/statistics.ts";

/** States in which nothing goes out: there is no reply yet, or no opening pong, or it is all over. */
const SILENT_STATES: readonly ConnectionState[] = ["deciding", "refused", "opening", "closed"];

/** A DATA frame of so many octets carries next to nothing. */
const MAX_EMPTY_DATA = 1;

/**
 * One end of a connection.
 *
 * Inputs are methods. What they lead to is called on the {@link Stream} at once, and on the {@link Application} when the input has
 * been worked on; what the application does meanwhile comes in its turn.
 */
export abstract class ConnectionCore {
  /** What this end knows. */
  protected readonly context: ConnectionContext;
  /** When to call {@link ConnectionCore.handleTimeout}, in ms of the clock; `undefined` where no timer runs. Changes with every input. */
  deadline: number | undefined;

  protected constructor(role: ConnectionRole, opening: ConnectionContext["opening"], options: CoreOptions) {
    this.context = new ConnectionContext(role, opening, options);
  }

  /** The state of the connection. */
  get state(): ConnectionState {
    return this.context.node.state;
  }

  /** Octets of messages that were sent and that the stream has not yet taken, as the application gave them. */
  get bufferedAmount(): number {
    return this.context.outbox.payloadOctets;
  }

  /** Whether messages wait for the application by its own wish. */
  get paused(): boolean {
    return this.context.inbox.paused;
  }

  /** What was counted so far. */
  statistics(): Statistics {
    return this.context.statistics.snapshot();
  }

  /**
   * Takes the content of one DATA frame, or of several; where HTTP cuts it means nothing.
   *
   * @param octets - views of them become messages: the caller does not use them again
   */
  receiveData(octets: Uint8Array): void {
    const { context: life } = this;
    const { now } = life;
    life.statistics.received.octets += octets.length;
    if (octets.length > 0) {
      life.liveness?.received(now);
      life.closeTimer?.progress(now);
    }
    if (octets.length <= MAX_EMPTY_DATA) countEmpty(life, dispatcher, "emptyData");
    life.incoming.octets = octets;
    life.incoming.seen = "";
    fire(life, "octets", life.node.on.octets);
    this.afterInput();
  }

  /** The peer has ended the stream, by END_STREAM or by trailers. */
  receiveEndStream(): void {
    this.context.peerEnded = true;
    this.#endOfStream({ event: "end-stream", seen: "", reset: undefined });
  }

  /** The peer has reset the stream. @param code - the error code of RST_STREAM */
  receiveReset(code?: number): void {
    this.#endOfStream({ event: "reset", seen: resetText(code), reset: code });
  }

  /** The HTTP connection is gone. @param seen - how that showed, in words */
  connectionLost(seen = ""): void {
    this.#endOfStream({ event: "loss", seen, reset: undefined });
  }

  /** What ends the stream comes behind what is unread; but nobody reads where the opening pong will not go out. */
  #endOfStream(end: StreamEnd): void {
    const { context: life } = this;
    const { backlog } = life;
    if (backlog.hasFrames && !(end.event !== "end-stream" && life.outbox.openingPongWaits)) {
      backlog.addEnd(end);
    } else {
      life.incoming.seen = end.seen;
      life.incoming.reset = end.reset;
      fire(life, end.event);
    }
    this.afterInput();
  }

  /** Reads on in a new turn, as {@link Stream.again} asked. */
  resumeReading(): void {
    this.context.budget.renew();
    this.afterInput();
  }

  /**
   * The next octets to send. They stay as they are until {@link ConnectionCore.sent} has told that they have gone out; then their
   * memory is used again.
   *
   * @param most - in octets; short frames that stand together are handed over whole, be they more, up to 16,384
   * @returns `undefined` where nothing may go out now
   */
  take(most: number): Uint8Array | undefined {
    return this.#silent ? undefined : this.context.outbox.take(most);
  }

  /** The stream has let out so many of the octets that were taken. */
  sent(octets: number): void {
    const { context: life } = this;
    if (octets === 0 || this.state === "closed" || life.backlog.streamGone) return;
    const { now } = life;
    life.statistics.sent.octets += octets;
    life.outbox.sent(octets);
    life.liveness?.sent(now);
    if (!life.outbox.pingWaits) life.liveness?.pingSent(now);
    life.closeTimer?.progress(now);
    life.flushTimer?.sent(now);
    if (life.outbox.flushed) this.#fireFlushed();
    this.afterInput();
  }

  #fireFlushed(): void {
    const { context: life } = this;
    fire(life, "flushed");
    if (life.state === "open" && life.application.drained !== undefined) life.inbox.queueCall(() => life.application.drained?.());
  }

  /**
   * Sends a message.
   *
   * @returns whether it was taken; it is not before a client's connection is open, and not behind a refusal, a close or an error frame
   * @throws {@link LocalError} where it is no message, or a server has not decided yet
   */
  send(message: Message, options?: SendOptions): boolean {
    const { context: life } = this;
    if (life.backlog.streamGone) return false;
    life.localRequest.message = message;
    life.localRequest.options = options;
    life.localRequest.taken = false;
    fire(life, "send", life.node.on.send);
    life.localRequest.message = undefined;
    this.afterInput();
    return life.localRequest.taken;
  }

  /**
   * Closes: what is queued goes out, then CLOS. Before the connection is open, the opening fails. Again, or behind a refusal or an
   * error frame, it does nothing.
   *
   * @param code - one that the schema lets senders use in a Status; absent sends none
   * @param reason - at most the `reason` limit in octets of UTF-8; only with a code
   * @throws {@link LocalError} where code or reason cannot be sent, or a server has not decided yet: it refuses instead
   */
  close(code?: number, reason?: string): void {
    this.context.localRequest.close = validateClose(code, reason);
    this.context.incoming.seen = "";
    fire(this.context, "close");
    this.afterInput();
  }

  /** Messages wait from now on; over the limits on them the stream window is withheld. */
  pause(): void {
    this.context.inbox.paused = true;
  }

  /** Messages that wait are handed over, and those that come. */
  resume(): void {
    this.context.inbox.paused = false;
    this.afterInput();
  }

  /** Looks at the clock. To be called at {@link ConnectionCore.deadline}; earlier it does nothing. */
  handleTimeout(): void {
    const { context: life } = this;
    life.incoming.seen = "";
    const event = life.activeTimer?.due(life.now);
    if (event === "ping-lost" && life.backlog.hasFrames) this.#cancelStream(event);
    else if (event !== undefined) fire(life, event);
    // A ping that was due and found no place waits like one that has.
    if (event === "ping-due") life.liveness?.pingQueued(life.now);
    this.afterInput();
  }

  /** The stream is cancelled at once, but what has come of it before is read first. */
  #cancelStream(event: "ping-lost"): void {
    this.context.stream.sendReset("CANCEL");
    this.context.backlog.addEnd({ event: "loss", seen: eventText[event] ?? event, reset: undefined });
  }

  /** Whether nothing can go out. */
  get #silent(): boolean {
    return SILENT_STATES.includes(this.state) || this.context.backlog.streamGone;
  }

  /** After every input: the application has its turn, the stream is told what waits and what it withholds. */
  protected afterInput(): void {
    const { context: life } = this;
    if (life.inbox.delivering) return;
    try {
      life.inbox.deliver(life.application);
      while (canResumeReading(life)) {
        resumeReading(life, dispatcher);
        life.inbox.deliver(life.application);
      }
    } finally {
      this.#reportOutcome();
      this.#updateReceivePaused();
      this.#scheduleRead();
      this.deadline = life.activeTimer?.deadline;
      if (!life.outbox.empty && !this.#silent) life.stream.scheduleWrite();
    }
  }

  #reportOutcome(): void {
    const { report } = this.context;
    if (report === undefined) return;
    this.context.report = undefined;
    this.context.application.outcome?.(report);
  }

  /** Unless what is unread waits for the application, it waits for a new turn. */
  #scheduleRead(): void {
    const { context: life } = this;
    if (!life.backlog.hasFrames || life.budget.turnRequested || inboxOverfull(life)) return;
    life.budget.turnRequested = true;
    life.stream.scheduleRead();
  }

  #updateReceivePaused(): void {
    const { context: life } = this;
    const withheld = (life.inbox.full && readsFrames(life)) || life.earlyData.length > 0 || life.backlog.hasFrames;
    if (withheld === life.receivePaused) return;
    life.receivePaused = withheld;
    life.stream.setReceivePaused(withheld);
    if (withheld) return;
    life.liveness?.windowReleased(life.now);
    life.closeTimer?.progress(life.now);
  }
}

/** Refuses a second request. @throws {@link LocalError} */
export function assertFirstRequest(done: boolean): void {
  if (done) throw new LocalError("request", "was made already: a connection is one request");
}
