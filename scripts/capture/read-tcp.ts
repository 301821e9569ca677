/**
 * Puts the segments of TCP connections together: by sequence number, without what was sent again, with the gaps of a capture.
 *
 * @module
 */
import { OctetTrack } from "./octet-track.ts";
import { endText, readSegment, type TcpSegment } from "./read-segment.ts";
import type { CapturePacket } from "./read-types.ts";

/** One direction of a connection. */
export interface TcpDirection {
  /** Address and port of the sender. */
  readonly from: string;
  readonly track: OctetTrack;
  /** Whether the capture has the first octet of the direction. */
  readonly hasStart: boolean;
  /** The number of segments whose octets are all in others. */
  readonly repeated: number;
  /** The number of segments whose sequence numbers are far from the others. They are left out. */
  readonly stray: number;
  /** The packets with FIN and RST. */
  readonly finPacket?: number;
  readonly resetPacket?: number;
}

/** A TCP connection. */
export interface TcpConnection {
  /** From 0, in the order of the first packets, as in `tcp.stream` of Wireshark. */
  readonly number: number;
  /** The direction of the first packet, and the other one. */
  readonly directions: readonly [TcpDirection, TcpDirection];
  /** Whether the first packet opens the connection: its sender is the client. */
  readonly isOpening: boolean;
}

/** The connections of a capture, and what else is in it. */
export interface TcpTraffic {
  readonly connections: readonly TcpConnection[];
  /** The number of packets by what they are instead of TCP segments. `hidden` ones may have had octets of a connection. */
  readonly others: ReadonlyMap<string, { count: number; readonly hidden: boolean; readonly first: number }>;
}

/** The farthest that sequence numbers of neighbouring segments lie apart, in octets. */
const FARTHEST = 2 ** 26;
/** So that octets before the first segment have an offset, too. */
const ORIGIN = 2 ** 32;

/** A segment with its sequence number counted on beyond 32 bits. */
interface PlacedSegment extends TcpSegment {
  readonly at: number;
}

class DirectionCollector {
  readonly from: string;
  readonly #segments: PlacedSegment[] = [];
  /** The place behind the latest segment. */
  #latest: number | undefined;
  #start: number | undefined;
  #acknowledged = 0;
  #acknowledgedBy = 0;
  #stray = 0;
  finPacket: number | undefined;
  resetPacket: number | undefined;
  #fin: number | undefined;

  constructor(from: string) {
    this.from = from;
  }

  /** The sequence number of the SYN. */
  synSequence: number | undefined;

  get hasOctets(): boolean {
    return this.#segments.length > 0;
  }

  /** Returns the place of a sequence number, next to the latest one. */
  #place(sequence: number): number {
    if (this.#latest === undefined) return ORIGIN + sequence;
    return this.#latest + ((sequence - (this.#latest % ORIGIN)) | 0);
  }

  add(segment: TcpSegment): void {
    const { packet, syn, fin, reset, length } = segment;
    if (reset) this.resetPacket ??= packet;
    const at = this.#place(segment.sequence) + (syn ? 1 : 0);
    if (this.#latest !== undefined && Math.abs(at - this.#latest) > FARTHEST) {
      if (length > 0) this.#stray += 1;
      return;
    }
    // The sequence number of a reset may be any.
    if (reset && length === 0) return;
    if (syn) {
      this.synSequence = segment.sequence;
      this.#start = at;
    }
    this.#latest = Math.max(this.#latest ?? at, at + length);
    if (fin) {
      this.finPacket ??= packet;
      this.#fin ??= at + length;
    }
    if (length > 0) this.#segments.push({ ...segment, at });
  }

  /** Notes what the other end has received. */
  acknowledge(sequence: number, packet: number): void {
    if (this.#latest === undefined) return;
    const place = this.#place(sequence);
    if (place <= this.#acknowledged || place - this.#latest > FARTHEST) return;
    this.#acknowledged = place;
    this.#acknowledgedBy = packet;
  }

  finish(): TcpDirection {
    const track = new OctetTrack();
    const segments = this.#segments.sort((a, b) => a.at - b.at || a.packet - b.packet);
    const start = this.#start ?? segments[0]?.at ?? 0;
    let repeated = 0;
    let cut: { readonly end: number; readonly packet: number } | undefined;
    const gapTo = (end: number, packet: number): void => {
      const place = start + track.length;
      const cutEnd = cut === undefined ? place : Math.min(end, cut.end);
      if (cut !== undefined && cutEnd > place) track.addGap({ length: cutEnd - place, packet: cut.packet, cut: true });
      track.addGap({ length: end - start - track.length, packet, cut: false });
    };
    for (const { at, octets, length, packet } of segments) {
      const place = start + track.length;
      if (at + octets.length > place) {
        if (at > place) gapTo(at, packet);
        track.add(octets.subarray(start + track.length - at), packet);
      } else if (at + length <= Math.max(place, cut?.end ?? place)) repeated += 1;
      if (octets.length < length && at + length > Math.max(start + track.length, cut?.end ?? 0)) cut = { end: at + length, packet };
    }
    // An acknowledgement counts the FIN, too, which the capture may have missed.
    const known = this.#fin ?? (this.#acknowledged > start + track.length + 1 ? this.#acknowledged : 0);
    const end = Math.max(known, cut?.end ?? 0);
    if (end > start + track.length && end - start - track.length <= FARTHEST) gapTo(end, this.finPacket ?? this.#acknowledgedBy);
    return {
      from: endText(this.from),
      track,
      hasStart: this.#start !== undefined,
      repeated,
      stray: this.#stray,
      ...(this.finPacket === undefined ? {} : { finPacket: this.finPacket }),
      ...(this.resetPacket === undefined ? {} : { resetPacket: this.resetPacket }),
    };
  }
}

class ConnectionCollector {
  readonly #directions: readonly [DirectionCollector, DirectionCollector];
  readonly #isOpening: boolean;

  constructor({ from, to, syn, acknowledged }: TcpSegment) {
    this.#directions = [new DirectionCollector(from), new DirectionCollector(to)];
    this.#isOpening = syn && acknowledged === undefined;
  }

  /** Returns whether a segment opens another connection between the same ends. */
  isNext({ from, syn, acknowledged, sequence }: TcpSegment): boolean {
    if (!syn || acknowledged !== undefined) return false;
    const own = this.#directions.find((direction) => direction.from === from);
    if (own?.synSequence !== undefined) return own.synSequence !== sequence;
    return this.#directions.some(({ finPacket, resetPacket }) => finPacket !== undefined || resetPacket !== undefined);
  }

  add(segment: TcpSegment): void {
    const [first, second] = this.#directions;
    const [own, other] = segment.from === first.from ? [first, second] : [second, first];
    own.add(segment);
    if (segment.acknowledged !== undefined) other.acknowledge(segment.acknowledged, segment.packet);
  }

  finish(number: number): TcpConnection {
    const [first, second] = this.#directions;
    return { number, directions: [first.finish(), second.finish()], isOpening: this.#isOpening };
  }
}

/** Puts the TCP connections of packets together. */
export function readTcp(packets: readonly CapturePacket[]): TcpTraffic {
  const all: ConnectionCollector[] = [];
  const current = new Map<string, ConnectionCollector>();
  const others = new Map<string, { count: number; hidden: boolean; first: number }>();
  for (const packet of packets) {
    const segment = readSegment(packet);
    if ("kind" in segment) {
      const known = others.get(segment.kind);
      if (known === undefined) others.set(segment.kind, { count: 1, hidden: segment.hidden, first: packet.number });
      else known.count += 1;
      continue;
    }
    const key = [segment.from, segment.to].sort().join();
    const known = current.get(key);
    const connection = known === undefined || known.isNext(segment) ? new ConnectionCollector(segment) : known;
    if (connection !== known) {
      all.push(connection);
      current.set(key, connection);
    }
    connection.add(segment);
  }
  return { connections: all.map((connection, number) => connection.finish(number)), others };
}
