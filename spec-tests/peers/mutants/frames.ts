/**
 * Frames as raw octets, for peers that send or accept invalid ones.
 */

/** A frame of any content. */
export interface RawFrame {
  readonly length: Uint8Array;
  /** The octet of the reserved bits, the compression and the type. */
  readonly header: number;
  readonly payload: Uint8Array;
}

/** Replaces a frame by frames or octets; by none to drop it. */
export type FrameChange = (frame: RawFrame) => readonly (RawFrame | Uint8Array)[];

/** Decodes Length in any form; `undefined` if octets are missing. */
function lengthOf(octets: Uint8Array): { readonly size: number; readonly value: number } | undefined {
  const size = octets[0] === 0xff ? 5 : octets[0] === 0xfe ? 3 : 1;
  if (octets.length < size) return undefined;
  const view = new DataView(octets.buffer, octets.byteOffset);
  return { size, value: size === 1 ? view.getUint8(0) : size === 3 ? view.getUint16(1, true) : view.getUint32(1, true) };
}

/** Encodes Length in its shortest form. */
export function shortest(value: number): Uint8Array {
  if (value <= 253) return Uint8Array.of(value);
  const octets = Buffer.alloc(value <= 0xffff ? 3 : 5, value <= 0xffff ? 0xfe : 0xff);
  if (octets.length === 3) octets.writeUInt16LE(value, 1);
  else octets.writeUInt32LE(value, 1);
  return octets;
}

/** Returns a frame with the shortest Length. */
export const raw = (header: number, payload: Uint8Array): RawFrame => ({ length: shortest(payload.length + 1), header, payload });

/** Encodes a frame; octets stay as they are. */
export const octetsOf = (one: RawFrame | Uint8Array): Uint8Array =>
  one instanceof Uint8Array ? one : Buffer.concat([one.length, Uint8Array.of(one.header), one.payload]);

/** Returns a function that changes each complete frame. A Length of 0 and all octets after it pass unchanged. */
export function byFrame(change: FrameChange): (octets: Uint8Array) => Uint8Array {
  let pending: Uint8Array = new Uint8Array(0);
  return (octets) => {
    pending = Buffer.concat([pending, octets]);
    const out: Uint8Array[] = [];
    for (;;) {
      const length = lengthOf(pending);
      if (length?.value === 0) {
        out.push(pending);
        pending = new Uint8Array(0);
        return Buffer.concat(out);
      }
      if (length === undefined || pending.length < length.size + length.value) return Buffer.concat(out);
      const end = length.size + length.value;
      const frame = {
        length: pending.subarray(0, length.size),
        header: pending[length.size] as number,
        payload: pending.subarray(length.size + 1, end),
      };
      pending = pending.subarray(end);
      out.push(...change(frame).map(octetsOf));
    }
  };
}

const TYPE = 3;

/** Returns whether a frame is a message. */
export const isMessage = ({ header }: RawFrame): boolean => (header & TYPE) < 2;

/** Returns whether a frame is an error frame with one of some codes; any code by default. */
export function isError({ header, payload }: RawFrame, ...codes: readonly string[]): boolean {
  return (header & TYPE) === 2 && (codes.length === 0 || codes.includes(Buffer.from(payload.subarray(0, 4)).toString("latin1")));
}

/** Returns whether a frame is a ping. */
export const isPing = ({ header, payload }: RawFrame): boolean => (header & TYPE) === 3 && payload[0] === 0;

/** Returns whether a frame is a pong. */
export const isPong = ({ header, payload }: RawFrame): boolean => (header & TYPE) === 3 && payload[0] === 1;

/** Returns the Status of an error frame; `undefined` without one. */
export const statusOf = ({ payload }: RawFrame): number | undefined =>
  payload.length < 6 ? undefined : (payload[4] ?? 0) + 256 * (payload[5] ?? 0);

/** Returns an error frame with any Status. */
export function error(code: string, status?: number, reason = ""): RawFrame {
  return raw(
    2,
    Buffer.concat([
      Buffer.from(code),
      status === undefined ? Buffer.alloc(0) : Uint8Array.of(status & 255, status >> 8),
      Buffer.from(reason),
    ]),
  );
}
