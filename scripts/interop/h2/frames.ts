/**
 * Makes frames to send: every choice that HTTP/2 leaves open is the caller's, wrong choices too.
 *
 * @module
 */
import { encodeFields } from "./hpack/encode.ts";
import type { Field } from "./hpack/static-table.ts";
import type { ErrorCode } from "./wire/error-code.ts";
import { flag, type Frame } from "./wire/frame.ts";
import { goawayCodec, pingCodec, priorityCodec, resetCodec } from "./wire/payloads.ts";
import { type SettingName, settingsCodec, windowUpdateCodec } from "./wire/settings.ts";

/** What a client sends before its first frame (RFC 9113, Section 3.4). */
export const preface: Uint8Array = Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "latin1");

const none = new Uint8Array(0);

/** What DATA and HEADERS can have beside their content. */
export interface Dressing {
  readonly endStream?: boolean;
  /** Octets of padding; with 0 there is a Pad Length but no padding; none unless given. */
  readonly padding?: number;
}

/** What HEADERS can have beside a field section. */
export interface HeadersDressing extends Dressing {
  /** The fields of a priority. */
  readonly priority?: { readonly exclusive: number; readonly dependency: number; readonly weight: number };
  /** Where the octets of the field section are cut into CONTINUATION frames, as offsets; nowhere unless given. */
  readonly cuts?: readonly number[];
}

function flags(...set: readonly (readonly [bit: number, on: boolean])[]): number {
  return set.reduce((all, [bit, on]) => (on ? all | bit : all), 0);
}

/** Puts the length of padding before octets, and the padding behind them. */
function padded(octets: Uint8Array, padding: number | undefined): Uint8Array {
  return padding === undefined ? octets : Buffer.concat([Uint8Array.of(padding), octets, new Uint8Array(padding)]);
}

/** Any frame. */
export function raw(type: Frame["type"], streamIdentifier: number, payload: Uint8Array = none, bits = 0): Frame {
  return { type, flags: bits, streamIdentifier, payload };
}

/** A DATA frame. */
export function data(stream: number, octets: Uint8Array = none, { endStream = false, padding }: Dressing = {}): Frame {
  return raw("DATA", stream, padded(octets, padding), flags([flag.END_STREAM, endStream], [flag.PADDED, padding !== undefined]));
}

/** The octets between offsets. */
export function cutAt(octets: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  return [0, ...cuts].map((from, index) => octets.subarray(from, cuts[index] ?? octets.length));
}

/** DATA frames with octets cut at offsets; END_STREAM stands on the last one where it is asked for. */
export function dataCut(stream: number, octets: Uint8Array, cuts: readonly number[], { endStream = false, ...dressing }: Dressing = {}): Frame[] {
  return cutAt(octets, cuts).map((part, index) => data(stream, part, { ...dressing, endStream: endStream && index === cuts.length }));
}

/** A HEADERS frame and the CONTINUATION frames behind it. */
export function headers(stream: number, fields: readonly Field[], dressing: HeadersDressing = {}): Frame[] {
  const { endStream = false, padding, priority, cuts = [] } = dressing;
  const [first = none, ...others] = cutAt(encodeFields(fields), cuts);
  const whole = priority === undefined ? first : Buffer.concat([priorityCodec.encode(priority), first]);
  const own = flags([flag.END_STREAM, endStream], [flag.PADDED, padding !== undefined], [flag.PRIORITY, priority !== undefined]);
  const end = (last: boolean): number => flags([flag.END_HEADERS, last]);
  const head = raw("HEADERS", stream, padded(whole, padding), own | end(others.length === 0));
  return [head, ...others.map((part, index) => raw("CONTINUATION", stream, part, end(index === others.length - 1)))];
}

/** A RST_STREAM frame. */
export function reset(stream: number, code: ErrorCode): Frame {
  return raw("RST_STREAM", stream, resetCodec.encode({ code }));
}

/** A SETTINGS frame. */
export function settings(values: Partial<Record<SettingName, number>> = {}): Frame {
  const list = Object.entries(values).map(([identifier, value]) => ({ identifier: identifier as SettingName, value }));
  return raw("SETTINGS", 0, settingsCodec.encode({ settings: list }));
}

/** The acknowledgement of SETTINGS. */
export const settingsAck: Frame = raw("SETTINGS", 0, none, flag.ACK);

/** A PING frame of HTTP/2. */
export function ping(octets: Uint8Array, ack = false): Frame {
  return raw("PING", 0, pingCodec.encode({ data: octets }), flags([flag.ACK, ack]));
}

/** A GOAWAY frame. */
export function goaway(lastStream: number, code: ErrorCode, debug: Uint8Array = none): Frame {
  return raw("GOAWAY", 0, goawayCodec.encode({ lastStream, code, debug }));
}

/** A WINDOW_UPDATE frame; stream 0 is the connection. @param increment - octets, from 1 */
export function windowUpdate(stream: number, increment: number): Frame {
  return raw("WINDOW_UPDATE", stream, windowUpdateCodec.encode({ increment }));
}

/** A PRIORITY frame. */
export function priorityFrame(stream: number, dependency: number, weight: number): Frame {
  return raw("PRIORITY", stream, priorityCodec.encode({ exclusive: 0, dependency, weight }));
}
