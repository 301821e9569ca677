/**
 * What readers of captures return: packets, and notes about what cannot be read.
 *
 * @module
 */

/** A packet of a capture. */
export interface CapturePacket {
  /** The number of the packet in the file, from 1. */
  readonly number: number;
  /** The time in ns since 1970; `undefined` where the file has none. */
  readonly time: bigint | undefined;
  /** The type of the link layer (https://www.tcpdump.org/linktypes.html). */
  readonly linkType: number;
  /** The captured octets, a view of the file. */
  readonly octets: Uint8Array;
  /** The length of the packet on the link, in octets; the capture may have fewer. */
  readonly length: number;
}

/** A problem of a capture, with the place in the file. */
export interface CaptureNote {
  /** The offset in the file. */
  readonly octet: number;
  /** The expected and the found value. */
  readonly text: string;
}

/** The content of a capture. */
export interface Capture {
  readonly packets: readonly CapturePacket[];
  /** Why reading stopped before the end of the file; empty for a whole capture. */
  readonly notes: readonly CaptureNote[];
  /** Whether the file has the secrets of TLS connections. */
  readonly hasTlsSecrets: boolean;
}

/** The greatest length of a record, in octets. Longer ones are taken for damage. */
export const MAX_PACKET = 2 ** 26;

/** Reads numbers of a file in one byte order. */
export class NumberReader {
  readonly #view: DataView;
  readonly #littleEndian: boolean;

  constructor(octets: Uint8Array, littleEndian: boolean) {
    this.#view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
    this.#littleEndian = littleEndian;
  }

  /** Returns 16 bits. */
  u16(at: number): number {
    return this.#view.getUint16(at, this.#littleEndian);
  }

  /** Returns 32 bits. */
  u32(at: number): number {
    return this.#view.getUint32(at, this.#littleEndian);
  }

  /** Returns 64 bits with a sign. */
  i64(at: number): bigint {
    return this.#view.getBigInt64(at, this.#littleEndian);
  }
}
