/**
 * Reads captures in the pcapng format (draft-ietf-opsawg-pcapng): several sections, either byte order, any resolution of time.
 *
 * @module
 */
import { type Capture, type CaptureNote, type CapturePacket, MAX_PACKET, NumberReader } from "./read-types.ts";

const BLOCK = { section: 0x0a0d0d0a, interface: 1, packet: 2, simplePacket: 3, enhancedPacket: 6, secrets: 10 } as const;
const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
const MAJOR_VERSION = 1;
/** The least length of a block, in octets: type, length, length. */
const LEAST_BLOCK = 12;
/** The octets of blocks before their variable part. */
const FIXED = { section: 16, interface: 8, packet: 20, simplePacket: 4, enhancedPacket: 20, secrets: 8 } as const;
const OPTION = { end: 0, resolution: 9, offset: 14 } as const;
/** The type of the secrets of a TLS key log: "TLSK". */
const TLS_KEY_LOG = 0x544c534b;
const SECOND = 1_000_000_000n;

/** An interface of a section. */
interface CaptureInterface {
  readonly linkType: number;
  /** The most octets of a packet; 0 without limit. */
  readonly limit: number;
  /** Units of time in a second. */
  readonly units: bigint;
  /** In ns. */
  readonly offset: bigint;
}

/** A block without its type and lengths. */
interface CaptureBlockBody {
  /** The offset of its first octet in the file. */
  readonly at: number;
  readonly octets: Uint8Array;
  readonly numbers: NumberReader;
}

/** Returns whether a file begins like one of the pcapng format. */
export function isPcapng(octets: Uint8Array): boolean {
  return octets.length >= 4 && new NumberReader(octets, false).u32(0) === BLOCK.section;
}

/** Returns the units in a second that the option if_tsresol names: a power of 10 or, with the highest bit, of 2. */
const unitsOf = (resolution: number): bigint => (resolution < 0x80 ? 10n : 2n) ** BigInt(resolution & 0x7f);

/** Returns an interface with its options. */
function interfaceOf({ octets, numbers }: CaptureBlockBody): CaptureInterface {
  let [units, offset] = [1_000_000n, 0n];
  for (let at: number = FIXED.interface; at + 4 <= octets.length; ) {
    const [code, length] = [numbers.u16(at), numbers.u16(at + 2)];
    const value = at + 4;
    if (code === OPTION.end || value + length > octets.length) break;
    if (code === OPTION.resolution && length === 1) units = unitsOf(octets[value] ?? 6);
    if (code === OPTION.offset && length === 8) offset = numbers.i64(value) * SECOND;
    at = value + Math.ceil(length / 4) * 4;
  }
  return { linkType: numbers.u16(0), limit: numbers.u32(4), units, offset };
}

class PcapngReader {
  readonly #octets: Uint8Array;
  #littleEndian = true;
  #interfaces: CaptureInterface[] = [];
  readonly packets: CapturePacket[] = [];
  readonly notes: CaptureNote[] = [];
  hasTlsSecrets = false;

  constructor(octets: Uint8Array) {
    this.#octets = octets;
  }

  read(): void {
    let at: number | undefined = 0;
    while (at !== undefined && at < this.#octets.length) at = this.#block(at);
  }

  #note(octet: number, text: string): undefined {
    this.notes.push({ octet, text });
    return undefined;
  }

  /** Returns the offset after a block, or `undefined` after damage. */
  #block(at: number): number | undefined {
    const left = this.#octets.length - at;
    if (left < LEAST_BLOCK) return this.#note(at, `expected a block of at least ${LEAST_BLOCK} octets, found ${left}: the file is cut`);
    if (new NumberReader(this.#octets, false).u32(at) === BLOCK.section && !this.#section(at)) return undefined;
    const numbers = new NumberReader(this.#octets, this.#littleEndian);
    const [type, length] = [numbers.u32(at), numbers.u32(at + 4)];
    if (length < LEAST_BLOCK || length % 4 !== 0) {
      const expected = `a length of ${LEAST_BLOCK} or more octets, a multiple of 4`;
      return this.#note(at + 4, `expected ${expected}, found ${length}: the rest cannot be read`);
    }
    const octets = this.#octets.subarray(at + 8, Math.min(this.#octets.length, at + length - 4));
    this.#body(type, { at: at + 8, octets, numbers: new NumberReader(octets, this.#littleEndian) });
    if (length > left) return this.#note(at + 4, `expected ${length} octets of a block, found ${left}: the file is cut`);
    const repeated = numbers.u32(at + length - 4);
    if (repeated === length) return at + length;
    return this.#note(at + length - 4, `expected the length ${length} again, found ${repeated}: the rest cannot be read`);
  }

  /** Begins a section. @returns whether it can be read */
  #section(at: number): boolean {
    this.#interfaces = [];
    const big = new NumberReader(this.#octets, false).u32(at + 8);
    const little = new NumberReader(this.#octets, true).u32(at + 8);
    this.#littleEndian = little === BYTE_ORDER_MAGIC;
    if (!this.#littleEndian && big !== BYTE_ORDER_MAGIC) {
      this.#note(at + 8, `expected the byte-order magic ${BYTE_ORDER_MAGIC.toString(16)}, found ${big.toString(16)}`);
      return false;
    }
    if (at + 16 > this.#octets.length) return true;
    const major = new NumberReader(this.#octets, this.#littleEndian).u16(at + 12);
    if (major === MAJOR_VERSION) return true;
    this.#note(at + 12, `expected version ${MAJOR_VERSION} of the pcapng format, found ${major}`);
    return false;
  }

  /** Reads a block; blocks of other types have no packets. */
  #body(type: number, body: CaptureBlockBody): void {
    const has = (octets: number): boolean => body.octets.length >= octets;
    if (type === BLOCK.interface && has(FIXED.interface)) this.#interfaces.push(interfaceOf(body));
    if (type === BLOCK.secrets && has(FIXED.secrets)) this.hasTlsSecrets ||= body.numbers.u32(0) === TLS_KEY_LOG;
    if (type === BLOCK.simplePacket && has(FIXED.simplePacket)) this.#simplePacket(body);
    if (type === BLOCK.enhancedPacket && has(FIXED.enhancedPacket)) this.#packet(body, body.numbers.u32(0));
    if (type === BLOCK.packet && has(FIXED.packet)) this.#packet(body, body.numbers.u16(0));
  }

  #simplePacket(body: CaptureBlockBody): void {
    const length = body.numbers.u32(0);
    const limit = this.#interfaces[0]?.limit ?? 0;
    this.#add(body, 0, FIXED.simplePacket, limit === 0 ? length : Math.min(limit, length), length, undefined);
  }

  #packet(body: CaptureBlockBody, index: number): void {
    const { numbers } = body;
    const units = (BigInt(numbers.u32(4)) << 32n) | BigInt(numbers.u32(8));
    this.#add(body, index, FIXED.enhancedPacket, numbers.u32(12), numbers.u32(16), units);
  }

  /** @param first - the offset of the packet in the body */
  #add(body: CaptureBlockBody, index: number, first: number, captured: number, original: number, units: bigint | undefined): void {
    const { at, octets } = body;
    const number = this.packets.length + 1;
    const found = this.#interfaces[index];
    if (found === undefined) {
      const count = this.#interfaces.length;
      this.#note(at, `expected the interface ${index} of packet ${number} to be described before, found ${count} interfaces`);
    }
    if (captured > MAX_PACKET) this.#note(at, `expected at most ${MAX_PACKET} octets in packet ${number}, found ${captured}`);
    const content = octets.subarray(first, first + captured);
    const time = units === undefined || found === undefined ? undefined : (units * SECOND) / found.units + found.offset;
    // A link type that no capture has, so that nothing is guessed.
    this.packets.push({ number, time, linkType: found?.linkType ?? -1, octets: content, length: Math.max(original, content.length) });
  }
}

/** Reads a file of the pcapng format. Damage ends the reading, with a note. */
export function readPcapng(octets: Uint8Array): Capture {
  const reader = new PcapngReader(octets);
  reader.read();
  return { packets: reader.packets, notes: reader.notes, hasTlsSecrets: reader.hasTlsSecrets };
}
