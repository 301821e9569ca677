/**
 * Reads captures in the pcap format (draft-ietf-opsawg-pcap), in both byte orders, with microseconds or nanoseconds.
 *
 * @module
 */
import { type Capture, type CaptureNote, type CapturePacket, MAX_PACKET, NumberReader } from "./read-types.ts";

const MAGIC = { microseconds: 0xa1b2c3d4, nanoseconds: 0xa1b23c4d } as const;
const HEADER_OCTETS = 24;
const RECORD_HEADER_OCTETS = 16;
const MAJOR_VERSION = 2;
/** Nanoseconds. */
const [SECOND, MICROSECOND] = [1_000_000_000n, 1_000n];

/** Returns the byte order and the unit of time, or `undefined` for another format. */
function pcapForm(octets: Uint8Array): { littleEndian: boolean; unit: bigint } | undefined {
  if (octets.length < 4) return undefined;
  for (const littleEndian of [true, false]) {
    const magic = new NumberReader(octets, littleEndian).u32(0);
    if (magic === MAGIC.microseconds) return { littleEndian, unit: MICROSECOND };
    if (magic === MAGIC.nanoseconds) return { littleEndian, unit: 1n };
  }
  return undefined;
}

/** Returns whether a file begins like one of the pcap format. */
export const isPcap = (octets: Uint8Array): boolean => pcapForm(octets) !== undefined;

/** Reads the records of a file. A record that is cut by the end of the file is a packet with fewer octets. */
class PcapReader {
  readonly #octets: Uint8Array;
  readonly #numbers: NumberReader;
  readonly #unit: bigint;
  readonly packets: CapturePacket[] = [];
  readonly notes: CaptureNote[] = [];

  constructor(octets: Uint8Array, littleEndian: boolean, unit: bigint) {
    this.#octets = octets;
    this.#numbers = new NumberReader(octets, littleEndian);
    this.#unit = unit;
  }

  read(): void {
    const { length } = this.#octets;
    if (length < HEADER_OCTETS) return this.#note(length, `expected a file header of ${HEADER_OCTETS} octets, found ${length}`);
    const major = this.#numbers.u16(4);
    if (major !== MAJOR_VERSION) return this.#note(4, `expected version ${MAJOR_VERSION} of the pcap format, found ${major}`);
    // The upper bits describe the frame check sequence.
    const linkType = this.#numbers.u32(20) & 0xffff;
    let at = HEADER_OCTETS;
    while (at < length) at = this.#record(at, linkType);
    return undefined;
  }

  #note(octet: number, text: string): void {
    this.notes.push({ octet, text });
  }

  /** Returns the offset after a record; the end of the file stops the reading. */
  #record(at: number, linkType: number): number {
    const end = this.#octets.length;
    const number = this.packets.length + 1;
    if (at + RECORD_HEADER_OCTETS > end) {
      this.#note(at, `expected the header of packet ${number}, ${RECORD_HEADER_OCTETS} octets, found ${end - at}: the file is cut`);
      return end;
    }
    const [captured, original] = [this.#numbers.u32(at + 8), this.#numbers.u32(at + 12)];
    if (captured > MAX_PACKET) {
      this.#note(at + 8, `expected at most ${MAX_PACKET} octets in packet ${number}, found ${captured}: the rest cannot be read`);
      return end;
    }
    const first = at + RECORD_HEADER_OCTETS;
    if (first + captured > end) this.#note(first, `expected ${captured} octets of packet ${number}, found ${end - first}: the file is cut`);
    const octets = this.#octets.subarray(first, first + captured);
    const time = BigInt(this.#numbers.u32(at)) * SECOND + BigInt(this.#numbers.u32(at + 4)) * this.#unit;
    this.packets.push({ number, time, linkType, octets, length: Math.max(original, captured) });
    return first + captured;
  }
}

/** Reads a file of the pcap format. Damage ends the reading, with a note. */
export function readPcap(octets: Uint8Array): Capture {
  const { littleEndian, unit } = pcapForm(octets) ?? { littleEndian: true, unit: MICROSECOND };
  const reader = new PcapReader(octets, littleEndian, unit);
  reader.read();
  return { packets: reader.packets, notes: reader.notes, hasTlsSecrets: false };
}
