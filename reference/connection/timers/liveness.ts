/**
 * Decides when to send a ping, and when a silent peer is lost (Section "Liveness").
 *
 * @module
 */
import type { LimitValues } from "../../layout/limits.ts";
import type { ConnectionEvent } from "../../schema/states/index.ts";
import type { Stream } from "../interfaces.ts";
import type { Timer } from "./timer.ts";

/** The limits of liveness: times in ms, `pingRoom` in octets, `pingsUnanswered` in pings. */
export type LivenessLimits = LimitValues<"pingAfter" | "pingsUnanswered" | "pingLost" | "pingRoom" | "pingStalled">;

/** The timer of an open connection. All times are in ms of the connection's clock. */
export class Liveness implements Timer {
  readonly #limits: LivenessLimits;
  readonly #stream: Pick<Stream, "windowForPeer">;
  #sentAt: number;
  #receivedAt: number;
  /** When this end last sent a ping. */
  #pingedAt: number;
  /** When the wait for an answer to the unanswered pings began, without the time in which the clock stood still. */
  #countedAt: number;
  /** The latest time at which the clock of that wait stood still, since the peer had no window for a pong; `undefined` while it runs. */
  #stoodAt: number | undefined;
  #unanswered = 0;
  /** When a ping of this end, or a frame that precedes it, began to wait for window. */
  #waitsSince: number | undefined;
  /** Whether the waiting ping is the second ping of the opening, which does not count as unanswered. */
  #isSecondPing = false;

  /** @param stream - provides the stream window of the peer */
  constructor(limits: LivenessLimits, now: number, stream: Pick<Stream, "windowForPeer">) {
    this.#limits = limits;
    this.#stream = stream;
    this.#sentAt = now;
    this.#receivedAt = now;
    this.#pingedAt = now;
    this.#countedAt = now;
  }

  /** Reports that octets of content were sent. */
  sent(now: number): void {
    this.#sentAt = now;
  }

  /** Reports that octets of content were received. */
  received(now: number): void {
    this.#receivedAt = now;
    this.#unanswered = 0;
    this.#stoodAt = undefined;
  }

  /** Reports that a ping was queued. It waits for window from now on. */
  pingQueued(now: number): void {
    this.#waitsSince ??= now;
  }

  /** Reports that the second ping of the opening still waits for window when the connection opens. */
  secondPingWaits(now: number): void {
    this.#waitsSince = now;
    this.#isSecondPing = true;
  }

  /** Reports that the waiting ping was sent. It counts as unanswered if the peer has the window for a pong. */
  pingSent(now: number): void {
    if (this.#waitsSince === undefined) return;
    this.#waitsSince = undefined;
    this.#count(now, !this.#isSecondPing);
    this.#isSecondPing = false;
  }

  /** Reports that a ping was due, but not sent, since too many are outstanding. It counts as sent. */
  pingOmitted(now: number): void {
    this.#count(now, true);
  }

  /** @param counts - whether the ping counts as unanswered, if the peer has the window for a pong */
  #count(now: number, counts: boolean): void {
    this.#pingedAt = now;
    if (!counts || this.#stream.windowForPeer() < this.#limits.pingRoom) return;
    this.#unanswered += 1;
    this.#countedAt = now;
    this.#stoodAt = undefined;
  }

  /** Stops the clock of the last wait while the peer has no window for a pong. Called when the window of the peer may have changed. */
  windowChanged(now: number): void {
    if (this.#stoodAt !== undefined) this.#countedAt += now - this.#stoodAt;
    this.#stoodAt = this.#stream.windowForPeer() < this.#limits.pingRoom ? now : undefined;
  }

  get deadline(): number | undefined {
    const { pingAfter, pingLost, pingStalled, pingsUnanswered } = this.#limits;
    if (pingAfter === 0) return undefined;
    if (this.#waitsSince !== undefined) return Math.max(this.#receivedAt, this.#waitsSince) + pingStalled;
    if (this.#unanswered >= pingsUnanswered) return this.#countedAt + pingLost;
    return Math.min(Math.max(this.#sentAt, this.#pingedAt), Math.max(this.#receivedAt, this.#pingedAt)) + pingAfter;
  }

  due(now: number): ConnectionEvent | undefined {
    this.windowChanged(now);
    const { deadline } = this;
    if (deadline === undefined || now < deadline) return undefined;
    if (this.#waitsSince !== undefined) return "ping-lost";
    if (this.#unanswered < this.#limits.pingsUnanswered) return "ping-due";
    if (this.#stoodAt === undefined) return "ping-lost";
    // The window ran out at an unknown time of the wait.
    this.#countedAt = now;
    return undefined;
  }
}
