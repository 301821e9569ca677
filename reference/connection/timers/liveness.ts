/**
 * When to send a ping, and when a silent peer is given up.
 *
 * @module
 */
import type { LimitValues } from "../../layout/limits.ts";
import type { ConnectionEvent } from "../../schema/states/index.ts";
import type { Stream } from "../interfaces.ts";
import type { Timer } from "./timer.ts";

/** The limits of liveness: times in ms, `pingRoom` in octets, `pingsUnanswered` a count. */
export type LivenessLimits = LimitValues<"pingAfter" | "pingsUnanswered" | "pingLost" | "pingRoom" | "pingStalled">;

/** The timer of an open connection. */
export class Liveness implements Timer {
  readonly #limits: LivenessLimits;
  readonly #stream: Pick<Stream, "peerWindow">;
  #sentAt: number;
  #receivedAt: number;
  /** When the last own ping went out, or one was due that could not be queued. */
  #pingedAt: number;
  /** Since when the count of unanswered pings stands and its clock runs. */
  #countedAt: number;
  #unanswered = 0;
  /** Since when an own ping, or what it would stand behind, waits for window. */
  #waitsSince: number | undefined;
  /** Whether what waits is a ping of the opening, which does not count. */
  #opening = false;

  /** @param peer - tells the octets of stream window that the peer has */
  constructor(limits: LivenessLimits, now: number, peer: Pick<Stream, "peerWindow">) {
    this.#limits = limits;
    this.#stream = peer;
    this.#sentAt = now;
    this.#receivedAt = now;
    this.#pingedAt = now;
    this.#countedAt = now;
  }

  /** Octets of content went out. */
  sent(now: number): void {
    this.#sentAt = now;
  }

  /** Octets of content came. */
  received(now: number): void {
    this.#receivedAt = now;
    this.#unanswered = 0;
  }

  /** A ping was due; from now on it waits for window. */
  pingQueued(now: number): void {
    this.#waitsSince ??= now;
  }

  /** When the connection opens, a ping of the opening still waits for window. */
  openingPingWaits(now: number): void {
    this.#waitsSince = now;
    this.#opening = true;
  }

  /** What waited has gone out: a ping, which counts where the peer has room to answer, or what it would have stood behind. */
  pingSent(now: number): void {
    if (this.#waitsSince === undefined) return;
    this.#waitsSince = undefined;
    this.#pingedAt = now;
    if (this.#opening || this.#stream.peerWindow() < this.#limits.pingRoom) {
      this.#opening = false;
      return;
    }
    this.#unanswered += 1;
    this.#countedAt = now;
  }

  /** Window is given back that was withheld: the peer could not answer until now. */
  windowReleased(now: number): void {
    this.#countedAt = now;
  }

  get deadline(): number | undefined {
    const { pingAfter, pingLost, pingStalled, pingsUnanswered } = this.#limits;
    if (pingAfter === 0) return undefined;
    if (this.#waitsSince !== undefined) return Math.max(this.#receivedAt, this.#waitsSince) + pingStalled;
    if (this.#unanswered >= pingsUnanswered) return this.#countedAt + pingLost;
    return Math.min(Math.max(this.#sentAt, this.#pingedAt), Math.max(this.#receivedAt, this.#pingedAt)) + pingAfter;
  }

  due(now: number): ConnectionEvent | undefined {
    const { deadline } = this;
    if (deadline === undefined || now < deadline) return undefined;
    if (this.#waitsSince !== undefined) return "ping-lost";
    if (this.#unanswered < this.#limits.pingsUnanswered) return "ping-due";
    if (this.#stream.peerWindow() >= this.#limits.pingRoom) return "ping-lost";
    this.#countedAt = now;
    return undefined;
  }
}
