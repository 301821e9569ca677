/**
 * Builds HTTP/2 frames. The caller makes every choice that HTTP/2 leaves open, invalid ones included.
 *
 * @module
 */
import { splitAt } from "../../common/octets.ts";
import { encodeFields } from "./hpack/encode-fields.ts";
import type { Http2Field } from "./hpack/static-table.ts";
import type { Http2ErrorCode } from "./wire/error-code.ts";
import { frameFlag, type Http2Frame } from "./wire/frame.ts";
import { goawayCodec, pingCodec, priorityCodec, resetCodec } from "./wire/payloads.ts";
import { type SettingName, settingsCodec, windowUpdateCodec } from "./wire/settings.ts";

/** The octets that a client sends before its first frame (RFC 9113, Section 3.4). */
export const preface: Uint8Array = Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "latin1");

const noOctets = new Uint8Array(0);

/** Options of DATA and HEADERS frames. */
export interface FrameOptions {
  readonly endStream?: boolean;
  /** Octets of padding, 0 to 255; 0 sets PADDED with an empty padding. The default is no padding. */
  readonly padding?: number;
}

/** Options of a HEADERS frame. */
export interface HeadersFrameOptions extends FrameOptions {
  readonly priority?: { readonly exclusive: number; readonly dependency: number; readonly weight: number };
  /** Offsets at which the field block is split into CONTINUATION frames. The default is one frame. */
  readonly cuts?: readonly number[];
}

function flags(...set: readonly (readonly [bit: number, on: boolean])[]): number {
  return set.reduce((all, [bit, on]) => (on ? all | bit : all), 0);
}

/** Adds Pad Length and padding. */
function padded(octets: Uint8Array, padding: number | undefined): Uint8Array {
  return padding === undefined ? octets : Buffer.concat([Uint8Array.of(padding), octets, new Uint8Array(padding)]);
}

/** Builds a frame of any type. @param bits - the flags */
export function rawFrame(type: Http2Frame["type"], streamIdentifier: number, payload: Uint8Array = noOctets, bits = 0): Http2Frame {
  return { type, flags: bits, streamIdentifier, payload };
}

/** Builds a DATA frame. */
export function data(stream: number, octets: Uint8Array = noOctets, { endStream = false, padding }: FrameOptions = {}): Http2Frame {
  return rawFrame(
    "DATA",
    stream,
    padded(octets, padding),
    flags([frameFlag.END_STREAM, endStream], [frameFlag.PADDED, padding !== undefined]),
  );
}

/** Builds DATA frames from octets split at offsets; END_STREAM is set on the last frame. */
export function splitData(
  stream: number,
  octets: Uint8Array,
  cuts: readonly number[],
  { endStream = false, ...options }: FrameOptions = {},
): Http2Frame[] {
  return splitAt(octets, cuts).map((part, index) => data(stream, part, { ...options, endStream: endStream && index === cuts.length }));
}

/** Builds a HEADERS frame and the CONTINUATION frames that follow it. */
export function headers(stream: number, fields: readonly Http2Field[], options: HeadersFrameOptions = {}): Http2Frame[] {
  const { endStream = false, padding, priority, cuts = [] } = options;
  const [first = noOctets, ...others] = splitAt(encodeFields(fields), cuts);
  const block = priority === undefined ? first : Buffer.concat([priorityCodec.encode(priority), first]);
  const own = flags(
    [frameFlag.END_STREAM, endStream],
    [frameFlag.PADDED, padding !== undefined],
    [frameFlag.PRIORITY, priority !== undefined],
  );
  const end = (last: boolean): number => flags([frameFlag.END_HEADERS, last]);
  const head = rawFrame("HEADERS", stream, padded(block, padding), own | end(others.length === 0));
  return [head, ...others.map((part, index) => rawFrame("CONTINUATION", stream, part, end(index === others.length - 1)))];
}

/** Builds a RST_STREAM frame. */
export function reset(stream: number, code: Http2ErrorCode): Http2Frame {
  return rawFrame("RST_STREAM", stream, resetCodec.encode({ code }));
}

/** Builds a SETTINGS frame. */
export function settings(values: Partial<Record<SettingName, number>> = {}): Http2Frame {
  const list = Object.entries(values).map(([identifier, value]) => ({ identifier: identifier as SettingName, value }));
  return rawFrame("SETTINGS", 0, settingsCodec.encode({ settings: list }));
}

/** A SETTINGS frame with ACK. */
export const settingsAck: Http2Frame = rawFrame("SETTINGS", 0, noOctets, frameFlag.ACK);

/** Builds an HTTP/2 PING frame. */
export function ping(octets: Uint8Array, ack = false): Http2Frame {
  return rawFrame("PING", 0, pingCodec.encode({ data: octets }), flags([frameFlag.ACK, ack]));
}

/** Builds a GOAWAY frame. */
export function goaway(lastStream: number, code: Http2ErrorCode, debug: Uint8Array = noOctets): Http2Frame {
  return rawFrame("GOAWAY", 0, goawayCodec.encode({ lastStream, code, debug }));
}

/** Builds a WINDOW_UPDATE frame. @param stream - 0 for the connection @param increment - octets, at least 1 */
export function windowUpdate(stream: number, increment: number): Http2Frame {
  return rawFrame("WINDOW_UPDATE", stream, windowUpdateCodec.encode({ increment }));
}

/** Builds a PRIORITY frame. */
export function priorityFrame(stream: number, dependency: number, weight: number): Http2Frame {
  return rawFrame("PRIORITY", stream, priorityCodec.encode({ exclusive: 0, dependency, weight }));
}
