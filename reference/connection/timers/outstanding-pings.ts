/**
 * Own pings that no pong has answered yet.
 *
 * @module
 */
import type { FieldModel } from "../../layout/model.ts";
import { pingPayload } from "../../schema/frames/ping.ts";

const { wire } = pingPayload.model.fields.find(({ name }) => name === "data") as FieldModel;

/** The size of the Data of a ping, in octets. */
export const PING_DATA_SIZE = wire.kind === "octets" && wire.size.is === "fixed" ? wire.size.octets : 0;

/** The Data of a ping, as hexadecimal text. */
type PingKey = string;

/** More of them than this can only be a peer that never answers; the earliest is forgotten. */
const MAX_OUTSTANDING = 16;

function keyOf(data: Uint8Array): PingKey {
  return Array.from(data, (octet) => octet.toString(16).padStart(2, "0")).join("");
}

/** Whether two Data are the same. */
export function equalOctets(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((octet, index) => octet === other[index]);
}

/** The list that all idle connections share. */
const NO_PINGS: readonly { readonly key: PingKey; readonly at: number }[] = [];

/** The outstanding pings of one end, in the order of sending. */
export class OutstandingPings {
  #sent = NO_PINGS;

  /** Notes a ping. @param now - in ms */
  add(data: Uint8Array, now: number): void {
    const sent = [...this.#sent, { key: keyOf(data), at: now }];
    this.#sent = sent.length > MAX_OUTSTANDING ? sent.slice(1) : sent;
  }

  /**
   * A pong answers its ping and the earlier ones.
   *
   * @returns the round trip in ms; `undefined` where the pong answers no ping
   */
  acknowledge(data: Uint8Array, now: number): number | undefined {
    // A flood of pongs costs no more than reading them.
    if (this.#sent.length === 0) return undefined;
    const key = keyOf(data);
    const index = this.#sent.findIndex((ping) => ping.key === key);
    const ping = this.#sent[index];
    if (ping === undefined) return undefined;
    this.#sent = index + 1 === this.#sent.length ? NO_PINGS : this.#sent.slice(index + 1);
    return now - ping.at;
  }
}
