/**
 * Frames as raw octets, for peers that send and take wrong ones.
 */

/** A frame that is cut out of content: its Length, and what Length counts. */
export interface RawFrame {
  readonly length: Uint8Array;
  /** The octet with reserved bits, compression and type. */
  readonly header: number;
  readonly payload: Uint8Array;
}

/** What a mutant makes of a frame: frames or octets, nothing where it is lost. */
export type FrameChange = (frame: RawFrame) => readonly (RawFrame | Uint8Array)[];

/** Octets of Length and what it counts, minimal or not; `undefined` where more has to come. */
function lengthOf(octets: Uint8Array): { readonly size: number; readonly value: number } | undefined {
  const size = octets[0] === 0xff ? 5 : octets[0] === 0xfe ? 3 : 1;
  if (octets.length < size) return undefined;
  const view = new DataView(octets.buffer, octets.byteOffset);
  return { size, value: size === 1 ? view.getUint8(0) : size === 3 ? view.getUint16(1, true) : view.getUint32(1, true) };
}

/** The shortest Length. */
export function shortest(value: number): Uint8Array {
  if (value <= 253) return Uint8Array.of(value);
  const octets = Buffer.alloc(value <= 0xffff ? 3 : 5, value <= 0xffff ? 0xfe : 0xff);
  if (octets.length === 3) octets.writeUInt16LE(value, 1);
  else octets.writeUInt32LE(value, 1);
  return octets;
}

/** A frame with the shortest Length. */
export const raw = (header: number, payload: Uint8Array): RawFrame => ({ length: shortest(payload.length + 1), header, payload });

/** A frame as octets. */
export const octetsOf = (one: RawFrame | Uint8Array): Uint8Array => (one instanceof Uint8Array ? one : Buffer.concat([one.length, Uint8Array.of(one.header), one.payload]));

/** Changes frames one by one as they complete; from a Length 0 on octets go through as they are. */
export function byFrame(change: FrameChange): (octets: Uint8Array) => Uint8Array {
  let waiting: Uint8Array = new Uint8Array(0);
  return (octets) => {
    waiting = Buffer.concat([waiting, octets]);
    const out: Uint8Array[] = [];
    for (;;) {
      const length = lengthOf(waiting);
      if (length?.value === 0) {
        out.push(waiting);
        waiting = new Uint8Array(0);
        return Buffer.concat(out);
      }
      if (length === undefined || waiting.length < length.size + length.value) return Buffer.concat(out);
      const end = length.size + length.value;
      const frame = { length: waiting.subarray(0, length.size), header: waiting[length.size] as number, payload: waiting.subarray(length.size + 1, end) };
      waiting = waiting.subarray(end);
      out.push(...change(frame).map(octetsOf));
    }
  };
}

const TYPE = 3;

/** Whether a frame is a message. */
export const isMessage = ({ header }: RawFrame): boolean => (header & TYPE) < 2;

/** Whether a frame is an error frame, of one of some codes if they are given. */
export function isError({ header, payload }: RawFrame, ...codes: readonly string[]): boolean {
  return (header & TYPE) === 2 && (codes.length === 0 || codes.includes(Buffer.from(payload.subarray(0, 4)).toString("latin1")));
}

/** Whether a frame is a ping, and whether a pong. */
export const isPing = ({ header, payload }: RawFrame): boolean => (header & TYPE) === 3 && payload[0] === 0;
export const isPong = ({ header, payload }: RawFrame): boolean => (header & TYPE) === 3 && payload[0] === 1;

/** The Status of an error frame. */
export const statusOf = ({ payload }: RawFrame): number | undefined => (payload.length < 6 ? undefined : (payload[4] ?? 0) + 256 * (payload[5] ?? 0));

/** An error frame with any Status. */
export function error(code: string, status?: number, reason = ""): RawFrame {
  return raw(2, Buffer.concat([Buffer.from(code), status === undefined ? Buffer.alloc(0) : Uint8Array.of(status & 255, status >> 8), Buffer.from(reason)]));
}
