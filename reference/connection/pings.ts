/**
 * Own pings that no pong has answered yet.
 *
 * @module
 */
import type { FieldModel } from "../layout/model.ts";
import { pingPayload } from "../schema/frames/ping.ts";

const { wire } = pingPayload.model.fields.find(({ name }) => name === "data") as FieldModel;

/** The size of the Data of a ping, in octets. */
export const DATA = wire.kind === "octets" && wire.size.is === "fixed" ? wire.size.octets : 0;

/** The Data of a ping, as hexadecimal text. */
type Key = string;

/** More of them than this can only be a peer that never answers; the earliest is forgotten. */
const MOST = 16;

function keyOf(data: Uint8Array): Key {
  return Array.from(data, (octet) => octet.toString(16).padStart(2, "0")).join("");
}

/** Whether two Data are the same. */
export function sameData(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((octet, index) => octet === other[index]);
}

/** The outstanding pings of one end, in the order of sending. */
export class Pings {
  readonly #sent = new Map<Key, number>();

  /** Notes a ping. @param now - in ms */
  add(data: Uint8Array, now: number): void {
    this.#sent.set(keyOf(data), now);
    if (this.#sent.size > MOST) for (const key of [...this.#sent.keys()].slice(0, 1)) this.#sent.delete(key);
  }

  /**
   * A pong answers its ping and the earlier ones.
   *
   * @returns the round trip in ms; `undefined` where the pong answers no ping
   */
  settle(data: Uint8Array, now: number): number | undefined {
    const key = keyOf(data);
    const at = this.#sent.get(key);
    if (at === undefined) return undefined;
    for (const each of [...this.#sent.keys()]) {
      this.#sent.delete(each);
      if (each === key) break;
    }
    return now - at;
  }
}
