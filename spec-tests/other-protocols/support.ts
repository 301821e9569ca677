import type { ExecutionContext } from "ava";

import { type Bounds, type Codec, fromHex, toHex } from "../../reference/layout/index.ts";

/** Octets of hex in which spaces may stand. */
export const hex = (text: string): Uint8Array => fromHex(text.replaceAll(/\s/g, ""));

/** A row of a table: what it is about, the value, its octets in hex with spaces. */
export type Row<V> = readonly [title: string, value: V, hex: string];

/** Octets compare by content, whatever class of array they are in. */
export function comparable(value: unknown): unknown {
  if (value instanceof Uint8Array) return { octets: toHex(value) };
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, comparable(each)]));
}

/** Each value gives its octets and back, both round trips too; each strict prefix is short by no more than what is missing. */
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

/** Every strict prefix needs at least one octet and at most what is missing, and following the needs ends at the whole. */
export function prefixes<V>(t: ExecutionContext, codec: Codec<V>, octets: Uint8Array, bounds: Bounds = {}): void {
  for (const length of cuts(octets.length)) {
    const result = codec.decode(octets.subarray(0, length), bounds);
    t.false(result.ok, `${length} of ${octets.length} octets are no whole`);
    const needs = result.ok ? 0 : (result.needs ?? -1);
    t.true(needs >= 1 && needs <= octets.length - length, `${length} of ${octets.length} octets need ${needs}`);
  }
}

/** All lengths below a length; of long ones the first and last. */
function cuts(length: number): number[] {
  const all = [...Array(length).keys()];
  return length <= 300 ? all : [...all.slice(0, 150), ...all.slice(-150)];
}

/** Reads structs that follow each other up to the end. */
export function readAll<V>(codec: Codec<V>, octets: Uint8Array, bounds: Bounds = {}): { values: V[]; sizes: number[] } {
  const { read, reading } = codec.reader(bounds);
  const [values, sizes]: [V[], number[]] = [[], []];
  for (let at = 0; at < octets.length; ) {
    const next = read(octets, at, octets.length);
    if (next < 0) throw new Error(`at octet ${at}: ${JSON.stringify(reading.issue ?? { needs: reading.needs })}`);
    values.push(reading.value as V);
    sizes.push(next - at);
    at = next;
  }
  return { values, sizes };
}
