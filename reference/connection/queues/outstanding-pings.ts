/**
 * The pings of this end that have no pong yet, for the measurement of round trips.
 *
 * @module
 */
import type { FieldModel } from "../../layout/model.ts";
import { pingPayload } from "../../schema/frames/ping.ts";

const { wire } = pingPayload.model.fields.find(({ name }) => name === "data") as FieldModel;

/** The size of the Data of a ping, in octets. */
export const PING_DATA_SIZE = wire.kind === "octets" && wire.size.is === "fixed" ? wire.size.octets : 0;

/** The Data of a ping in hexadecimal. */
type PingKey = string;

function keyOf(data: Uint8Array): PingKey {
  return Array.from(data, (octet) => octet.toString(16).padStart(2, "0")).join("");
}

/** Receives the round-trip time of a ping in ms, or `undefined` if the connection ended without its pong. */
export type PingAnswered = (roundTrip: number | undefined) => void;

/** A ping without a pong. */
interface OutstandingPing {
  readonly key: PingKey;
  /** When it was queued, in ms. */
  readonly at: number;
  /** Set if the application waits for the pong. */
  readonly answered: PingAnswered | undefined;
}

/** Shared by all connections without outstanding pings. */
const NO_PINGS: readonly OutstandingPing[] = [];

/** The outstanding pings of one end, in the order of sending. */
export class OutstandingPings {
  #sent = NO_PINGS;

  /** The number of outstanding pings. */
  get count(): number {
    return this.#sent.length;
  }

  /** Adds a ping. The caller bounds their number by the limit `pingsOutstanding`. @param now - in ms */
  add(data: Uint8Array, now: number, answered?: PingAnswered): void {
    this.#sent = [...this.#sent, { key: keyOf(data), at: now, answered }];
  }

  /** Removes all pings: no pong can come any more. */
  drop(): void {
    const dropped = this.#sent;
    this.#sent = NO_PINGS;
    for (const { answered } of dropped) answered?.(undefined);
  }

  /**
   * Removes the ping that a pong answers, and all earlier ones.
   *
   * @param now - in ms
   * @returns the round-trip time in ms; `undefined` if the pong answers no ping
   */
  acknowledge(data: Uint8Array, now: number): number | undefined {
    // A flood of unsolicited pongs costs no more than reading them.
    if (this.#sent.length === 0) return undefined;
    const key = keyOf(data);
    const index = this.#sent.findIndex((ping) => ping.key === key);
    const ping = this.#sent[index];
    if (ping === undefined) return undefined;
    const settled = this.#sent.slice(0, index + 1);
    this.#sent = index + 1 === this.#sent.length ? NO_PINGS : this.#sent.slice(index + 1);
    for (const { answered, at } of settled) answered?.(now - at);
    return now - ping.at;
  }
}
