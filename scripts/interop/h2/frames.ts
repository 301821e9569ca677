/**
 * Makes frames to send: every choice that HTTP/2 leaves open is the caller's, wrong choices too.
 *
 * @module
 */
import { encodeFields } from "./hpack/encode-fields.ts";
import type { Http2Field } from "./hpack/static-table.ts";
import type { Http2ErrorCode } from "./wire/error-code.ts";
import { frameFlag, type Http2Frame } from "./wire/frame.ts";
import { goawayCodec, pingCodec, priorityCodec, resetCodec } from "./wire/payloads.ts";
import { type SettingName, settingsCodec, windowUpdateCodec } from "./wire/settings.ts";

/** What a client sends before its first frame (RFC 9113, Section 3.4). */
export const preface: Uint8Array = Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "latin1");

const noOctets = new Uint8Array(0);

/** What DATA and HEADERS can have beside their content. */
export interface FrameOptions {
  readonly endStream?: boolean;
  /** Octets of padding; with 0 there is a Pad Length but no padding; none unless given. */
  readonly padding?: number;
}

/** What HEADERS can have beside a field section. */
export interface HeadersFrameOptions extends FrameOptions {
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
export function rawFrame(type: Http2Frame["type"], streamIdentifier: number, payload: Uint8Array = noOctets, bits = 0): Http2Frame {
  return { type, flags: bits, streamIdentifier, payload };
}

/** A DATA frame. */
export function data(stream: number, octets: Uint8Array = noOctets, { endStream = false, padding }: FrameOptions = {}): Http2Frame {
  return rawFrame("DATA", stream, padded(octets, padding), flags([frameFlag.END_STREAM, endStream], [frameFlag.PADDED, padding !== undefined]));
}

/** The octets between offsets. */
export function splitAt(octets: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  return [0, ...cuts].map((from, index) => octets.subarray(from, cuts[index] ?? octets.length));
}

/** DATA frames with octets cut at offsets; END_STREAM stands on the last one where it is asked for. */
export function splitData(stream: number, octets: Uint8Array, cuts: readonly number[], { endStream = false, ...dressing }: FrameOptions = {}): Http2Frame[] {
  return splitAt(octets, cuts).map((part, index) => data(stream, part, { ...dressing, endStream: endStream && index === cuts.length }));
}

/** A HEADERS frame and the CONTINUATION frames behind it. */
export function headers(stream: number, fields: readonly Http2Field[], dressing: HeadersFrameOptions = {}): Http2Frame[] {
  const { endStream = false, padding, priority, cuts = [] } = dressing;
  const [first = noOctets, ...others] = splitAt(encodeFields(fields), cuts);
  const whole = priority === undefined ? first : Buffer.concat([priorityCodec.encode(priority), first]);
  const own = flags([frameFlag.END_STREAM, endStream], [frameFlag.PADDED, padding !== undefined], [frameFlag.PRIORITY, priority !== undefined]);
  const end = (last: boolean): number => flags([frameFlag.END_HEADERS, last]);
  const head = rawFrame("HEADERS", stream, padded(whole, padding), own | end(others.length === 0));
  return [head, ...others.map((part, index) => rawFrame("CONTINUATION", stream, part, end(index === others.length - 1)))];
}

/** A RST_STREAM frame. */
export function reset(stream: number, code: Http2ErrorCode): Http2Frame {
  return rawFrame("RST_STREAM", stream, resetCodec.encode({ code }));
}

/** A SETTINGS frame. */
export function settings(values: Partial<Record<SettingName, number>> = {}): Http2Frame {
  const list = Object.entries(values).map(([identifier, value]) => ({ identifier: identifier as SettingName, value }));
  return rawFrame("SETTINGS", 0, settingsCodec.encode({ settings: list }));
}

/** The acknowledgement of SETTINGS. */
export const settingsAck: Http2Frame = rawFrame("SETTINGS", 0, noOctets, frameFlag.ACK);

/** A PING frame of HTTP/2. */
export function ping(octets: Uint8Array, ack = false): Http2Frame {
  return rawFrame("PING", 0, pingCodec.encode({ data: octets }), flags([frameFlag.ACK, ack]));
}

/** A GOAWAY frame. */
export function goaway(lastStream: number, code: Http2ErrorCode, debug: Uint8Array = noOctets): Http2Frame {
  return rawFrame("GOAWAY", 0, goawayCodec.encode({ lastStream, code, debug }));
}

/** A WINDOW_UPDATE frame; stream 0 is the connection. @param increment - octets, from 1 */
export function windowUpdate(stream: number, increment: number): Http2Frame {
  return rawFrame("WINDOW_UPDATE", stream, windowUpdateCodec.encode({ increment }));
}

/** A PRIORITY frame. */
export function priorityFrame(stream: number, dependency: number, weight: number): Http2Frame {
  return rawFrame("PRIORITY", stream, priorityCodec.encode({ exclusive: 0, dependency, weight }));
}
