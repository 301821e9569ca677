import test from "ava";

import { endText, readSegment } from "../../../scripts/capture/read-segment.ts";
import { numbers } from "./fixtures/capture-files.ts";
import { ipv4, ipv6, tcpOctets } from "./fixtures/packets.ts";

const octets = Uint8Array.of(0x48, 0x69);
const tcp = tcpOctets({ sequence: 7, acknowledged: 9, flags: "F", octets });
const big = (...values: Parameters<typeof numbers> extends [boolean, ...infer R] ? R : never): Buffer => numbers(false, ...values);
const addresses = Buffer.alloc(12);
const hopByHop = big([1, 60], [1, 0], [2, 0], [4, 0]);

/** Reads a packet of a link type. @param length - the length on the link */
const read = (linkType: number, packet: Uint8Array, length = packet.length) =>
  readSegment({ number: 3, time: 0n, linkType, octets: packet, length });

const links: readonly (readonly [title: string, linkType: number, packet: Buffer])[] = [
  ["raw IPv4", 101, ipv4(tcp)],
  ["raw IPv4 with options", 228, ipv4(tcp, 6, 12)],
  ["raw IPv6", 229, ipv6(tcp)],
  ["Ethernet", 1, Buffer.concat([addresses, big([2, 0x0800]), ipv4(tcp)])],
  ["Ethernet with padding", 1, Buffer.concat([addresses, big([2, 0x0800]), ipv4(tcp), Buffer.alloc(9)])],
  ["Ethernet with two VLAN tags", 1, Buffer.concat([addresses, big([2, 0x88a8], [2, 5], [2, 0x8100], [2, 6], [2, 0x86dd]), ipv6(tcp)])],
  ["Linux cooked capture", 113, Buffer.concat([Buffer.alloc(14), big([2, 0x0800]), ipv4(tcp)])],
  ["Linux cooked capture v2", 276, Buffer.concat([big([2, 0x86dd]), Buffer.alloc(18), ipv6(tcp)])],
  ["loopback of BSD, little endian", 0, Buffer.concat([numbers(true, [4, 2]), ipv4(tcp)])],
  ["loopback of OpenBSD", 108, Buffer.concat([big([4, 24]), ipv6(tcp)])],
  ["IPv6 with hop-by-hop and destination options", 101, ipv6(Buffer.concat([hopByHop, big([1, 6], [1, 1]), Buffer.alloc(14), tcp]), 0)],
  ["IPv6 with an authentication header", 101, ipv6(Buffer.concat([big([1, 6], [1, 4]), Buffer.alloc(22), tcp]), 51)],
  ["IPv6 with a fragment header of a whole packet", 101, ipv6(Buffer.concat([big([1, 6], [1, 0], [2, 0], [4, 1]), tcp]), 44)],
];

for (const [title, linkType, packet] of links) {
  test(`reads TCP in ${title}`, (t) => {
    const found = read(linkType, packet);
    if ("kind" in found) return t.fail(found.kind);
    const { from, to, octets: content, ...others } = found;
    t.deepEqual({ ...others, content: Buffer.from(content).toString() }, {
      packet: 3, sequence: 7, acknowledged: 9, syn: false, fin: true, reset: false, length: 2, content: "Hi",
    });
    const isIpv6 = from.length > 12;
    t.deepEqual([endText(from), endText(to)], isIpv6 ? ["[::1]:40000", "[::2]:80"] : ["127.0.0.1:40000", "127.0.0.2:80"]);
    return undefined;
  });
}

const others: readonly (readonly [title: string, linkType: number, packet: Uint8Array, kind: RegExp, hidden: boolean])[] = [
  ["UDP", 101, ipv4(tcp, 17), /^not TCP$/, false],
  ["UDP over IPv6", 101, ipv6(tcp, 17), /^not TCP$/, false],
  ["ARP", 1, Buffer.concat([addresses, big([2, 0x0806]), Buffer.alloc(28)]), /^not IP$/, false],
  ["a first fragment", 101, ipv4(tcp, 6, 0, 0x2000), /^fragments of IP/, true],
  ["a later fragment", 101, ipv4(tcp, 6, 0, 3), /^fragments of IP/, true],
  ["a fragment of IPv6", 101, ipv6(Buffer.concat([big([1, 6], [1, 0], [2, 1], [4, 1]), tcp]), 44), /^fragments of IP/, true],
  ["another link type", 105, ipv4(tcp), /^of link type 105, which is not supported$/, true],
];

for (const [title, linkType, packet, kind, hidden] of others) {
  test(`says what ${title} is`, (t) => {
    const found = read(linkType, packet);
    if (!("kind" in found)) return t.fail("found a segment");
    t.regex(found.kind, kind);
    t.is(found.hidden, hidden);
    return undefined;
  });
}

test("a packet that is cut anywhere has fewer octets, the length of the link, or no segment", (t) => {
  for (const [title, linkType, packet] of links) {
    for (let length = 0; length < packet.length; length++) {
      const found = read(linkType, packet.subarray(0, length), packet.length);
      if ("kind" in found) t.regex(found.kind, /^(cut before|not IP$|not TCP$)/, title);
      else t.deepEqual([found.length, found.octets.length <= 2], [2, true], title);
    }
  }
});
