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

/**
 * Bounds how long queued messages may delay the CLOS of this end (Section "Close Timeout"). It restarts whenever octets are sent. A
 * {@link CloseTimer} follows it.
 */
export class FlushTimer implements Timer {
  deadline: number;
  readonly #timeout: number;

  /** @param timeout - in ms; @param now - in ms */
  constructor(timeout: number, now: number) {
    this.#timeout = timeout;
    this.deadline = now + timeout;
  }

  /** Reports that octets were sent. @param now - in ms */
  sent(now: number): void {
    this.deadline = now + this.#timeout;
  }

  due(now: number): ConnectionEvent | undefined {
    return now >= this.deadline ? "close-timeout" : undefined;
  }
}

/** The bounds of closing, in ms: without progress, and with any progress. */
export interface CloseTimeouts {
  readonly close: number;
  readonly closeAtMost: number;
}

/**
 * Bounds the wait for the end of the stream after an error frame (Section "Close Timeout"). It restarts with progress, up to a fixed
 * bound.
 */
export class CloseTimer implements Timer {
  readonly #timeouts: CloseTimeouts;
  readonly #latest: number;
  /** Returns whether this end gives the peer no window now; such time counts as progress. */
  readonly #receivePaused: () => boolean;
  #progress: number;

  constructor(timeouts: CloseTimeouts, now: number, receivePaused: () => boolean) {
    this.#timeouts = timeouts;
    this.#receivePaused = receivePaused;
    this.#progress = now;
    this.#latest = now + timeouts.closeAtMost;
  }

  get deadline(): number {
    return Math.min(this.#progress + this.#timeouts.close, this.#latest);
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
