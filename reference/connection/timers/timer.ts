/**
 * The timers of a connection; one runs at a time. None sets anything off by itself: each says when it wants to be asked again.
 *
 * @module
 */
import type { ConnectionEvent } from "../../schema/states/index.ts";

/** A timer that runs. */
export interface Timer {
  /** When to ask it again, in ms of the connection's clock; `undefined` where it need not be asked. */
  readonly deadline: number | undefined;
  /** The event that is due. @param now - in ms */
  due(now: number): ConnectionEvent | undefined;
}

/** A timer that runs out once. */
export class Countdown implements Timer {
  readonly deadline: number;
  readonly #event: ConnectionEvent;

  /** @param event - what comes then; @param deadline - in ms of the clock */
  constructor(event: ConnectionEvent, deadline: number) {
    this.#event = event;
    this.deadline = deadline;
  }

  due(now: number): ConnectionEvent | undefined {
    return now >= this.deadline ? this.#event : undefined;
  }
}

/** The close timer while messages wait in front of the own CLOS: it runs out when none of their octets has gone out for as long as it takes. */
export class FlushTimer implements Timer {
  deadline: number;
  readonly #timeout: number;

  /** @param most - how long it takes, in ms */
  constructor(most: number, now: number) {
    this.#timeout = most;
    this.deadline = now + most;
  }

  /** Octets went out. */
  sent(now: number): void {
    this.deadline = now + this.#timeout;
  }

  due(now: number): ConnectionEvent | undefined {
    return now >= this.deadline ? "close-timeout" : undefined;
  }
}

/** How long closing may take, in ms: without progress, and however much there is. */
export interface CloseTimeouts {
  readonly close: number;
  readonly closeAtMost: number;
}

/** The close timer: progress starts it anew within its bound. */
export class CloseTimer implements Timer {
  readonly #timeouts: CloseTimeouts;
  readonly #latest: number;
  /** Whether this end withholds window now; such time is progress. */
  readonly #receivePaused: () => boolean;
  #progress: number;

  constructor(times: CloseTimeouts, now: number, withheld: () => boolean) {
    this.#timeouts = times;
    this.#receivePaused = withheld;
    this.#progress = now;
    this.#latest = now + times.closeAtMost;
  }

  get deadline(): number {
    return Math.min(this.#progress + this.#timeouts.close, this.#latest);
  }

  /** Octets went either way, or window is given back. */
  progress(now: number): void {
    this.#progress = now;
  }

  due(now: number): ConnectionEvent | undefined {
    if (this.#receivePaused()) this.#progress = now;
    return now >= this.deadline ? "close-timeout" : undefined;
  }
}
