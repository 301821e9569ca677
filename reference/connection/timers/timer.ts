/**
 * The timers of a connection, of which one runs at a time. A timer is passive: the connection asks it for its deadline, and at the
 * deadline for the event.
 *
 * @module
 */
import type { ConnectionEvent } from "../../schema/states/index.ts";

/** A running timer. */
export interface Timer {
  /** When to call {@link Timer.due}, in ms of the connection's clock; `undefined` for never. */
  readonly deadline: number | undefined;
  /** Returns the event that is due. @param now - in ms */
  due(now: number): ConnectionEvent | undefined;
}

/** A timer with a fixed deadline. */
export class Countdown implements Timer {
  readonly deadline: number;
  readonly #event: ConnectionEvent;

  /** @param event - due at the deadline; @param deadline - in ms of the clock */
  constructor(event: ConnectionEvent, deadline: number) {
    this.#event = event;
    this.deadline = deadline;
  }

  due(now: number): ConnectionEvent | undefined {
    return now >= this.deadline ? this.#event : undefined;
  }
}

/** The bounds of sending what is queued, in ms: without an octet sent, and in all. */
export interface FlushTimeouts {
  readonly flush: number;
  readonly flushTotal: number;
}

/**
 * Bounds how long queued messages may delay the CLOS of this end (Section "Timers"). It restarts whenever octets are sent, up to
 * a fixed bound. A {@link CloseTimer} follows it.
 */
export class FlushTimer implements Timer {
  /** The bound, in ms of the clock. It also bounds the wait for the peer's error frame that follows. */
  readonly latest: number;
  readonly #timeout: number;
  #progress: number;

  /** @param now - in ms */
  constructor({ flush, flushTotal }: FlushTimeouts, now: number) {
    this.latest = now + flushTotal;
    this.#timeout = flush;
    this.#progress = now;
  }

  get deadline(): number {
    return Math.min(this.#progress + this.#timeout, this.latest);
  }

  /** Reports that octets were sent. @param now - in ms */
  sent(now: number): void {
    this.#progress = now;
  }

  due(now: number): ConnectionEvent | undefined {
    return now >= this.deadline ? "close-timeout" : undefined;
  }
}

/** The bounds of a {@link CloseTimer}. */
export interface CloseTimeouts {
  /** The time without progress, in ms. */
  readonly close: number;
  /** The bound with any progress, in ms of the clock. */
  readonly latest: number;
}

/**
 * Bounds the wait for the peer's error frame and for the end of the stream (Section "Timers"). It restarts with progress, up to
 * a fixed bound.
 */
export class CloseTimer implements Timer {
  readonly #timeouts: CloseTimeouts;
  /** Returns whether this end gives the peer no window now; such time counts as progress. */
  readonly #receivePaused: () => boolean;
  #progress: number;

  /** @param now - in ms */
  constructor(timeouts: CloseTimeouts, now: number, receivePaused: () => boolean) {
    this.#timeouts = timeouts;
    this.#receivePaused = receivePaused;
    this.#progress = now;
  }

  get deadline(): number {
    return Math.min(this.#progress + this.#timeouts.close, this.#timeouts.latest);
  }

  /** Reports progress: octets were sent or received, or the peer got window again. @param now - in ms */
  progress(now: number): void {
    this.#progress = now;
  }

  due(now: number): ConnectionEvent | undefined {
    if (this.#receivePaused()) this.#progress = now;
    return now >= this.deadline ? "close-timeout" : undefined;
  }
}
