/**
 * Reads the TCP segment in a packet: link layer, IPv4 or IPv6, TCP.
 *
 * @module
 */
import type { CapturePacket } from "./read-types.ts";

/** A TCP segment. */
export interface TcpSegment {
  readonly packet: number;
  /** Address and port of the sender and the receiver, in hexadecimal, to compare. */
  readonly from: string;
  readonly to: string;
  readonly sequence: number;
  /** The next octet that the sender expects; absent without the flag ACK. */
  readonly acknowledged?: number;
  readonly syn: boolean;
  readonly fin: boolean;
  readonly reset: boolean;
  /** The captured octets of the content. */
  readonly octets: Uint8Array;
  /** The length of the content on the link, in octets; more than was captured if the packet is cut. */
  readonly length: number;
}

/** A packet without a segment: what it is instead. `hidden` packets may have had one. */
export interface OtherPacket {
  readonly kind: string;
  readonly hidden: boolean;
}

const LINK = { null: 0, ethernet: 1, rawOld: 12, rawOpenBsd: 14, raw: 101, loop: 108, cooked: 113, ipv4: 228, ipv6: 229, cooked2: 276 };
const ETHERTYPE = { ipv4: 0x0800, ipv6: 0x86dd } as const;
const VLAN_ETHERTYPES = [0x8100, 0x88a8, 0x9100];
const PROTOCOL = { tcp: 6, hopByHop: 0, routing: 43, fragment: 44, authentication: 51, destination: 60, mobility: 135 } as const;
const EXTENSIONS: readonly number[] = [PROTOCOL.hopByHop, PROTOCOL.routing, PROTOCOL.destination, PROTOCOL.mobility];

const notIp: OtherPacket = { kind: "not IP", hidden: false };
const cutHeader: OtherPacket = { kind: "cut before the content of TCP", hidden: true };
const fragment: OtherPacket = { kind: "fragments of IP, which are not put together", hidden: true };

const u16 = (octets: Uint8Array, at: number): number => ((octets[at] ?? 0) << 8) | (octets[at + 1] ?? 0);

/** Returns the IP packet in an Ethernet frame, or after the type of a cooked header. */
function afterEthertype(octets: Uint8Array, at: number): Uint8Array | OtherPacket {
  let place = at;
  while (VLAN_ETHERTYPES.includes(u16(octets, place)) && place + 4 <= octets.length) place += 4;
  if (place + 2 > octets.length) return cutHeader;
  const type = u16(octets, place);
  return type === ETHERTYPE.ipv4 || type === ETHERTYPE.ipv6 ? octets.subarray(place + 2) : notIp;
}

/** Returns the IP packet in a packet of the link. */
function ipPacket({ linkType, octets }: CapturePacket): Uint8Array | OtherPacket {
  switch (linkType) {
    case LINK.ethernet:
      return afterEthertype(octets, 12);
    case LINK.cooked:
      return afterEthertype(octets, 14);
    case LINK.cooked2: {
      const type = u16(octets, 0);
      return type === ETHERTYPE.ipv4 || type === ETHERTYPE.ipv6 ? octets.subarray(20) : notIp;
    }
    // The address family of the system: the version of the IP header says the same.
    case LINK.null:
    case LINK.loop:
      return octets.subarray(4);
    case LINK.raw:
    case LINK.rawOld:
    case LINK.rawOpenBsd:
    case LINK.ipv4:
    case LINK.ipv6:
      return octets;
    default:
      return { kind: linkType < 0 ? "of an unknown interface" : `of link type ${linkType}, which is not supported`, hidden: true };
  }
}

/** The content of an IP packet. */
interface IpContent {
  readonly from: Uint8Array;
  readonly to: Uint8Array;
  /** The captured octets. */
  readonly octets: Uint8Array;
  /** The length on the link, in octets. */
  readonly length: number;
}

function ipv4Content(octets: Uint8Array): IpContent | OtherPacket {
  const header = ((octets[0] ?? 0) & 0xf) * 4;
  if (octets.length < 20 || octets.length < header || header < 20) return cutHeader;
  if (octets[9] !== PROTOCOL.tcp) return { kind: "not TCP", hidden: false };
  // Offset or more fragments.
  if ((u16(octets, 6) & 0x3fff) !== 0) return fragment;
  // 0: the network card divides the packet later.
  const total = u16(octets, 2) || octets.length;
  if (total < header) return cutHeader;
  const content = octets.subarray(header, total);
  return { from: octets.subarray(12, 16), to: octets.subarray(16, 20), octets: content, length: total - header };
}

/** Returns the offset of TCP behind the extension headers. */
function tcpOffset(octets: Uint8Array): number | OtherPacket {
  let [next, at] = [octets[6] ?? 0, 40];
  while (next !== PROTOCOL.tcp) {
    if (at + 8 > octets.length) return EXTENSIONS.includes(next) ? cutHeader : { kind: "not TCP", hidden: false };
    const [following, size] = [octets[at] ?? 0, octets[at + 1] ?? 0];
    if (next === PROTOCOL.fragment) {
      if ((u16(octets, at + 2) & 0xfff9) !== 0) return fragment;
      at += 8;
    } else if (next === PROTOCOL.authentication) at += (size + 2) * 4;
    else if (EXTENSIONS.includes(next)) at += (size + 1) * 8;
    else return { kind: "not TCP", hidden: false };
    next = following;
  }
  return at;
}

function ipv6Content(octets: Uint8Array): IpContent | OtherPacket {
  if (octets.length < 40) return cutHeader;
  const at = tcpOffset(octets);
  if (typeof at !== "number") return at;
  const total = u16(octets, 4) === 0 ? octets.length : 40 + u16(octets, 4);
  if (total < at || octets.length < at) return cutHeader;
  return { from: octets.subarray(8, 24), to: octets.subarray(24, 40), octets: octets.subarray(at, total), length: total - at };
}

function ipContent(octets: Uint8Array): IpContent | OtherPacket {
  const version = (octets[0] ?? 0) >> 4;
  if (version === 4) return ipv4Content(octets);
  if (version === 6) return ipv6Content(octets);
  return octets.length === 0 ? cutHeader : notIp;
}

const hex = (octets: Uint8Array): string => Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength).toString("hex");

/** Returns the TCP segment in a packet, or what the packet is instead. */
export function readSegment(packet: CapturePacket): TcpSegment | OtherPacket {
  const link = ipPacket(packet);
  if (!(link instanceof Uint8Array)) return link;
  const ip = ipContent(link);
  if ("kind" in ip) return ip;
  const { octets } = ip;
  const header = ((octets[12] ?? 0) >> 4) * 4;
  if (octets.length < 20 || octets.length < header || header < 20) return cutHeader;
  const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
  const flags = octets[13] ?? 0;
  return {
    packet: packet.number,
    from: hex(ip.from) + hex(octets.subarray(0, 2)),
    to: hex(ip.to) + hex(octets.subarray(2, 4)),
    sequence: view.getUint32(4),
    ...((flags & 0x10) === 0 ? {} : { acknowledged: view.getUint32(8) }),
    syn: (flags & 0x02) !== 0,
    fin: (flags & 0x01) !== 0,
    reset: (flags & 0x04) !== 0,
    octets: octets.subarray(header),
    length: ip.length - header,
  };
}

/** Returns address and port as text: `127.0.0.1:80`, `[::1]:80`. @param end - in hexadecimal, in the form of {@link TcpSegment} */
export function endText(end: string): string {
  const port = parseInt(end.slice(-4), 16);
  const address = end.slice(0, -4);
  if (address.length === 8) return `${(address.match(/../g) ?? []).map((pair) => parseInt(pair, 16)).join(".")}:${port}`;
  // The URL parser writes IPv6 addresses in their short form.
  return `${new URL(`http://[${(address.match(/.{4}/g) ?? []).join(":")}]`).hostname}:${port}`;
}
