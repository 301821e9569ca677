/**
 * Writes the IPv4 packets of TCP connections and of UDP datagrams, for captures.
 *
 * @module
 */

/** An endpoint of captured traffic. */
export interface CaptureEndpoint {
  /** The IPv4 address. */
  readonly address: string;
  readonly port: number;
}

const HEADER_OCTETS = 20;
const PROTOCOL = { tcp: 6, udp: 17 } as const;
const FLAG = { fin: 1, syn: 2, push: 8, ack: 16 } as const;
const WINDOW = 65535;
/** The greatest number of octets of a segment: the greatest IPv4 packet without its headers. */
const MAX_SEGMENT = 65535 - 2 * HEADER_OCTETS;

const addressOctets = (address: string): Buffer => Buffer.from(address.split(".").map(Number));

/** Returns the checksum of RFC 1071. */
function checksum(...parts: readonly Uint8Array[]): number {
  const octets = Buffer.concat(parts);
  let sum = 0;
  for (let at = 0; at < octets.length; at += 2) sum += ((octets[at] as number) << 8) | (octets[at + 1] ?? 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}

/** Returns an IPv4 packet. @param checksumAt - the place of the checksum in the segment */
function ipv4(from: string, to: string, protocol: number, segment: Buffer, checksumAt: number): Uint8Array {
  const addresses = Buffer.concat([addressOctets(from), addressOctets(to)]);
  const header = Buffer.alloc(HEADER_OCTETS);
  header[0] = 0x45;
  header.writeUInt16BE(HEADER_OCTETS + segment.length, 2);
  header[8] = 64;
  header[9] = protocol;
  addresses.copy(header, 12);
  header.writeUInt16BE(checksum(header), 10);
  const pseudo = Buffer.from([0, protocol, segment.length >> 8, segment.length & 0xff]);
  segment.writeUInt16BE(checksum(addresses, pseudo, segment), checksumAt);
  return Buffer.concat([header, segment]);
}

/** Returns the IPv4 packet of a UDP datagram. */
export function udpPacket(from: CaptureEndpoint, to: CaptureEndpoint, octets: Uint8Array): Uint8Array {
  const header = Buffer.alloc(8);
  header.writeUInt16BE(from.port, 0);
  header.writeUInt16BE(to.port, 2);
  header.writeUInt16BE(8 + octets.length, 4);
  return ipv4(from.address, to.address, PROTOCOL.udp, Buffer.concat([header, octets]), 6);
}

/** One end of a TCP connection. */
export type TcpEnd = "client" | "server";

/** A TCP connection, whose packets it writes in order: no segment is lost, and none is acknowledged by itself. */
export class TcpWriter {
  readonly #endpoints: Readonly<Record<TcpEnd, CaptureEndpoint>>;
  /** The next sequence number of each end. */
  readonly #next: Record<TcpEnd, number> = { client: 0, server: 0 };

  constructor(client: CaptureEndpoint, server: CaptureEndpoint) {
    this.#endpoints = { client, server };
  }

  /** Returns the packets of the opening. */
  open(): Uint8Array[] {
    return [this.#packet("client", FLAG.syn), this.#packet("server", FLAG.syn | FLAG.ack), this.#packet("client", FLAG.ack)];
  }

  /** Returns the packets of some octets: one, or several for more than a packet can carry. */
  send(from: TcpEnd, octets: Uint8Array): Uint8Array[] {
    const parts = Array.from({ length: Math.ceil(octets.length / MAX_SEGMENT) }, (_, index) =>
      octets.subarray(index * MAX_SEGMENT, (index + 1) * MAX_SEGMENT),
    );
    return parts.map((part) => this.#packet(from, FLAG.push | FLAG.ack, part));
  }

  /** Returns the packets of the end. */
  close(): Uint8Array[] {
    const ends = [this.#packet("client", FLAG.fin | FLAG.ack), this.#packet("server", FLAG.fin | FLAG.ack)];
    return [...ends, this.#packet("client", FLAG.ack)];
  }

  #packet(from: TcpEnd, flags: number, octets: Uint8Array = Buffer.alloc(0)): Uint8Array {
    const to = from === "client" ? "server" : "client";
    const [source, destination] = [this.#endpoints[from], this.#endpoints[to]];
    const header = Buffer.alloc(HEADER_OCTETS);
    header.writeUInt16BE(source.port, 0);
    header.writeUInt16BE(destination.port, 2);
    header.writeUInt32BE(this.#next[from], 4);
    header.writeUInt32BE((flags & FLAG.ack) === 0 ? 0 : this.#next[to], 8);
    header[12] = (HEADER_OCTETS / 4) << 4;
    header[13] = flags;
    header.writeUInt16BE(WINDOW, 14);
    // SYN and FIN take a sequence number.
    this.#next[from] += octets.length + ((flags & (FLAG.syn | FLAG.fin)) === 0 ? 0 : 1);
    return ipv4(source.address, destination.address, PROTOCOL.tcp, Buffer.concat([header, octets]), 16);
  }
}
