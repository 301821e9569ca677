/**
 * One end of a connection without I/O: what both roles have.
 *
 * @module
 */
import { LocalError } from "../layout/errors.ts";
import type { ConnectionRole, ConnectionState } from "../schema/states/index.ts";
import type { End } from "./backlog.ts";
import { closeWish } from "./close-code.ts";
import { inWords } from "./effects/ending.ts";
import { canReadOn, overfull, readOn } from "./effects/reading.ts";
import { countEmpty } from "./effects/receiving.ts";
import { resetText } from "./http2-error.ts";
import { type CoreOptions, Life } from "./life.ts";
import type { Message, SendOptions } from "./message.ts";
import { fire, reads, run } from "./run.ts";
import type { Statistics } from "./statistics.ts";

/** States in which nothing goes out: there is no reply yet, or no opening pong, or it is all over. */
const SILENT: readonly ConnectionState[] = ["deciding", "refused", "opening", "closed"];

/** A DATA frame of so many octets carries next to nothing. */
const EMPTY = 1;

/**
 * One end of a connection.
 *
 * Inputs are methods. What they lead to is called on the {@link Stream} at once, and on the {@link Application} when the input has
 * been worked on; what the application does meanwhile comes in its turn.
 */
export abstract class ConnectionCore {
  /** What this end knows. */
  protected readonly life: Life;
  /** When to call {@link ConnectionCore.wake}, in ms of the clock; `undefined` where no timer runs. Changes with every input. */
  deadline: number | undefined;

  protected constructor(role: ConnectionRole, opening: Life["opening"], options: CoreOptions) {
    this.life = new Life(role, opening, options);
  }

  /** The state of the connection. */
  get state(): ConnectionState {
    return this.life.node.state;
  }

  /** Octets of messages that were sent and that the stream has not yet taken, as the application gave them. */
  get bufferedAmount(): number {
    return this.life.outbox.payload;
  }

  /** Whether messages wait for the application by its own wish. */
  get paused(): boolean {
    return this.life.inbox.paused;
  }

  /** What was counted so far. */
  statistics(): Statistics {
    return this.life.counts.snapshot();
  }

  /**
   * Takes the content of one DATA frame, or of several; where HTTP cuts it means nothing.
   *
   * @param octets - views of them become messages: the caller does not use them again
   */
  receive(octets: Uint8Array): void {
    const { life } = this;
    const { now } = life;
    life.counts.received.octets += octets.length;
    if (octets.length > 0) {
      life.liveness?.received(now);
      life.closeTimer?.progress(now);
    }
    if (octets.length <= EMPTY) countEmpty(life, run, "emptyData");
    life.incoming.octets = octets;
    life.incoming.seen = "";
    fire(life, "octets", life.node.on.octets);
    this.settle();
  }

  /** The peer has ended the stream, by END_STREAM or by trailers. */
  endStream(): void {
    this.life.peerEnded = true;
    this.#end({ event: "end-stream", seen: "", reset: undefined });
  }

  /** The peer has reset the stream. @param code - the error code of RST_STREAM */
  reset(code?: number): void {
    this.#end({ event: "reset", seen: resetText(code), reset: code });
  }

  /** The HTTP connection is gone. @param seen - how that showed, in words */
  lost(seen = ""): void {
    this.#end({ event: "loss", seen, reset: undefined });
  }

  /** What ends the stream comes behind what is unread; but nobody reads where the opening pong will not go out. */
  #end(end: End): void {
    const { life } = this;
    const { backlog } = life;
    if (backlog.waits && !(end.event !== "end-stream" && life.outbox.pongWaits)) {
      backlog.keep(end);
    } else {
      life.incoming.seen = end.seen;
      life.incoming.reset = end.reset;
      fire(life, end.event);
    }
    this.settle();
  }

  /** Reads on in a new turn, as {@link Stream.again} asked. */
  goOn(): void {
    this.life.allowance.renew();
    this.settle();
  }

  /**
   * The next octets to send. They stay as they are until {@link ConnectionCore.sent} has told that they have gone out; then their
   * memory is used again.
   *
   * @param most - in octets; short frames that stand together are handed over whole, be they more, up to 16,384
   * @returns `undefined` where nothing may go out now
   */
  take(most: number): Uint8Array | undefined {
    return this.#silent ? undefined : this.life.outbox.take(most);
  }

  /** The stream has let out so many of the octets that were taken. */
  sent(octets: number): void {
    const { life } = this;
    if (octets === 0 || this.state === "closed" || life.backlog.gone) return;
    const { now } = life;
    life.counts.sent.octets += octets;
    life.outbox.sent(octets);
    life.liveness?.sent(now);
    if (!life.outbox.pingWaits) life.liveness?.pingSent(now);
    life.closeTimer?.progress(now);
    life.flushTimer?.sent(now);
    if (life.outbox.flushed) this.#flushed();
    this.settle();
  }

  #flushed(): void {
    const { life } = this;
    fire(life, "flushed");
    if (life.state === "open" && life.application.drained !== undefined) life.inbox.call(() => life.application.drained?.());
  }

  /**
   * Sends a message.
   *
   * @returns whether it was taken; it is not before a client's connection is open, and not behind a refusal, a close or an error frame
   * @throws {@link LocalError} where it is no message, or a server has not decided yet
   */
  send(message: Message, options?: SendOptions): boolean {
    const { life } = this;
    if (life.backlog.gone) return false;
    life.wish.message = message;
    life.wish.options = options;
    life.wish.taken = false;
    fire(life, "send", life.node.on.send);
    life.wish.message = undefined;
    this.settle();
    return life.wish.taken;
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
    this.life.wish.close = closeWish(code, reason);
    this.life.incoming.seen = "";
    fire(this.life, "close");
    this.settle();
  }

  /** Messages wait from now on; over the limits on them the stream window is withheld. */
  pause(): void {
    this.life.inbox.paused = true;
  }

  /** Messages that wait are handed over, and those that come. */
  resume(): void {
    this.life.inbox.paused = false;
    this.settle();
  }

  /** Looks at the clock. To be called at {@link ConnectionCore.deadline}; earlier it does nothing. */
  wake(): void {
    const { life } = this;
    life.incoming.seen = "";
    const event = life.running?.due(life.now);
    if (event === "ping-lost" && life.backlog.waits) this.#giveUp(event);
    else if (event !== undefined) fire(life, event);
    // A ping that was due and found no place waits like one that has.
    if (event === "ping-due") life.liveness?.pingQueued(life.now);
    this.settle();
  }

  /** The stream is cancelled at once, but what has come of it before is read first. */
  #giveUp(event: "ping-lost"): void {
    this.life.stream.reset("CANCEL");
    this.life.backlog.keep({ event: "loss", seen: inWords[event] ?? event, reset: undefined });
  }

  /** Whether nothing can go out. */
  get #silent(): boolean {
    return SILENT.includes(this.state) || this.life.backlog.gone;
  }

  /** After every input: the application has its turn, the stream is told what waits and what it withholds. */
  protected settle(): void {
    const { life } = this;
    if (life.inbox.delivering) return;
    try {
      life.inbox.deliver(life.application);
      while (canReadOn(life)) {
        readOn(life, run);
        life.inbox.deliver(life.application);
      }
    } finally {
      this.#tellEnd();
      this.#withhold();
      this.#askForTurn();
      this.deadline = life.running?.deadline;
      if (!life.outbox.empty && !this.#silent) life.stream.ready();
    }
  }

  #tellEnd(): void {
    const { report } = this.life;
    if (report === undefined) return;
    this.life.report = undefined;
    this.life.application.outcome?.(report);
  }

  /** Unless what is unread waits for the application, it waits for a new turn. */
  #askForTurn(): void {
    const { life } = this;
    if (!life.backlog.waits || life.allowance.asked || overfull(life)) return;
    life.allowance.asked = true;
    life.stream.again();
  }

  #withhold(): void {
    const { life } = this;
    const withheld = (life.inbox.full && reads(life)) || life.held.length > 0 || life.backlog.waits;
    if (withheld === life.withheld) return;
    life.withheld = withheld;
    life.stream.withhold(withheld);
    if (withheld) return;
    life.liveness?.windowGiven(life.now);
    life.closeTimer?.progress(life.now);
  }
}

/** Refuses a second request. @throws {@link LocalError} */
export function onlyOnce(done: boolean): void {
  if (done) throw new LocalError("request", "was made already: a connection is one request");
}
