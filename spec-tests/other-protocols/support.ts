import type { ExecutionContext } from "ava";

import { type Bounds, type Codec, fromHex, toHex } from "../../reference/layout/index.ts";

/** Returns the octets of hex with optional spaces. */
export const hex = (text: string): Uint8Array => fromHex(text.replaceAll(/\s/g, ""));

/** A title, a value, and its octets in hex with spaces. */
export type Row<V> = readonly [title: string, value: V, hex: string];

/** Returns a value with octets as hex, which compare by content. */
export function comparable(value: unknown): unknown {
  if (value instanceof Uint8Array) return { octets: toHex(value) };
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, comparable(each)]));
}

/** Checks that each value encodes to its octets and back, and that each strict prefix needs at most the missing octets. */
export function fourWays<V>(t: ExecutionContext, codec: Codec<V>, rows: readonly Row<NoInfer<V>>[], bounds: Bounds = {}): void {
  for (const [title, value, text] of rows) {
    const octets = hex(text);
    const decoded = codec.decode(octets, bounds);
    t.deepEqual(comparable(decoded), { ok: true, value: comparable(value) }, `${title}: decode`);
    t.is(toHex(codec.encode(value)), toHex(octets), `${title}: encode`);
    if (decoded.ok) t.is(toHex(codec.encode(decoded.value)), toHex(octets), `${title}: decode, encode`);
    t.deepEqual(comparable(codec.decode(codec.encode(value), bounds)), { ok: true, value: comparable(value) }, `${title}: encode, decode`);
  }
}

/** Checks that each strict prefix needs at least one octet and at most the missing octets, and that the needed octets complete the input. */
export function prefixes<V>(t: ExecutionContext, codec: Codec<V>, octets: Uint8Array, bounds: Bounds = {}): void {
  for (const length of cuts(octets.length)) {
    const result = codec.decode(octets.subarray(0, length), bounds);
    t.false(result.ok, `${length} of ${octets.length} octets are no whole`);
    const needs = result.ok ? 0 : (result.needs ?? -1);
    t.true(needs >= 1 && needs <= octets.length - length, `${length} of ${octets.length} octets need ${needs}`);
  }
}

/** Returns the lengths below a length; of a long one only the first and last. */
function cuts(length: number): number[] {
  const all = [...Array(length).keys()];
  return length <= 300 ? all : [...all.slice(0, 150), ...all.slice(-150)];
}

/** Returns the consecutive structs of an input. */
export function readAll<V>(codec: Codec<V>, octets: Uint8Array, bounds: Bounds = {}): { values: V[]; sizes: number[] } {
  const { read, state } = codec.reader(bounds);
  const [values, sizes]: [V[], number[]] = [[], []];
  for (let at = 0; at < octets.length; ) {
    const next = read(octets, at, octets.length);
    if (next < 0) throw new Error(`at octet ${at}: ${JSON.stringify(state.issue ?? { needs: state.needs })}`);
    values.push(state.value as V);
    sizes.push(next - at);
    at = next;
  }
  return { values, sizes };
}
