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

/** Shared by all connections without outstanding pings. */
const NO_PINGS: readonly { readonly key: PingKey; readonly at: number }[] = [];

/** The outstanding pings of one end, in the order of sending. */
export class OutstandingPings {
  #sent = NO_PINGS;

  /** The number of outstanding pings. */
  get count(): number {
    return this.#sent.length;
  }

  /** Adds a ping. The caller bounds their number by the limit `pingsOutstanding`. @param now - in ms */
  add(data: Uint8Array, now: number): void {
    this.#sent = [...this.#sent, { key: keyOf(data), at: now }];
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
    this.#sent = index + 1 === this.#sent.length ? NO_PINGS : this.#sent.slice(index + 1);
    return now - ping.at;
  }
}
