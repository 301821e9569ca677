import test from "ava";
import fc from "fast-check";

import { readTcp } from "../../../scripts/capture/read-tcp.ts";
import { type WrittenSegment, PacketWriter, segmentPacket } from "./fixtures/packets.ts";

const read = (packets: readonly Uint8Array[]) =>
  readTcp(packets.map((octets, index) => ({ number: index + 1, time: 0n, linkType: 101, octets, length: octets.length })));

const segments = (...list: readonly WrittenSegment[]) => read(list.map(segmentPacket)).connections;

const text = (octets: Uint8Array | undefined): string => Buffer.from(octets ?? []).toString();
const part = (sequence: number, content: string): WrittenSegment => ({ sequence, acknowledged: 1, octets: Buffer.from(content) });
const syn: WrittenSegment = { sequence: 99, flags: "S" };

test("puts octets together that come out of order, again, and overlapping", (t) => {
  const list = [syn, part(104, "efgh"), part(100, "abcd"), part(100, "abcd"), part(102, "cdefghij"), part(110, "k")];
  const [connection, ...others] = segments(...list);
  const direction = connection?.directions[0];
  t.deepEqual(others, []);
  t.is(text(direction?.track.read(0, 11)), "abcdefghijk");
  t.deepEqual([direction?.track.length, direction?.track.gaps, direction?.repeated, direction?.hasStart], [11, [], 2, true]);
  t.deepEqual([0, 4, 8, 10].map((at) => direction?.track.packetAt(at)), [3, 5, 5, 6]);
});

test("sequence numbers go on behind 32 bits", (t) => {
  const begin = 2 ** 32 - 3;
  const [connection] = segments({ sequence: begin - 1, flags: "S" }, part(begin + 4, "efgh"), part(begin, "abcd"));
  t.is(text(connection?.directions[0].track.read(0, 8)), "abcdefgh");
});

test("segments that no packet has are a gap, with octets and the packet behind it", (t) => {
  const [connection] = segments(syn, part(100, "abcd"), part(110, "kl"));
  const track = connection?.directions[0].track;
  t.deepEqual(track?.gaps, [{ at: 4, length: 6, packet: 3, cut: false }]);
  t.is(track?.read(0, 5), undefined);
  t.is(text(track?.read(10, 2)), "kl");
});

test("octets that were acknowledged or are in front of FIN, and that no packet has, are a gap at the end", (t) => {
  const [acknowledged] = segments(syn, part(100, "abcd"), { from: 80, to: 40000, sequence: 7, acknowledged: 120 });
  t.deepEqual(acknowledged?.directions[0].track.gaps, [{ at: 4, length: 16, packet: 3, cut: false }]);
  const [ended] = segments(syn, part(100, "abcd"), { sequence: 106, acknowledged: 1, flags: "F" });
  t.deepEqual(ended?.directions[0].track.gaps, [{ at: 4, length: 2, packet: 3, cut: false }]);
});

test("octets that a cut packet lacks are a gap, unless another packet has them", (t) => {
  const packets = [syn, part(100, "abcdefgh"), part(108, "ij")].map(segmentPacket);
  const cut = packets.map((packet, index) => (index === 1 ? packet.subarray(0, -5) : packet));
  t.deepEqual(read(cut).connections[0]?.directions[0].track.gaps, [{ at: 3, length: 5, packet: 2, cut: true }]);
  const again = read([...cut, segmentPacket(part(102, "cdefgh"))]).connections[0]?.directions[0].track;
  t.deepEqual([again?.gaps, text(again?.read(0, 10))], [[], "abcdefghij"]);
});

test("a direction without SYN begins with its first octets, and is marked", (t) => {
  const [connection] = segments(part(504, "efgh"), part(500, "abcd"));
  const direction = connection?.directions[0];
  t.deepEqual([direction?.hasStart, text(direction?.track.read(0, 8))], [false, "abcdefgh"]);
});

test("a sequence number far from the others is left out", (t) => {
  const [connection] = segments(syn, part(100, "ab"), part(100 + 2 ** 30, "??"), part(102, "cd"));
  const direction = connection?.directions[0];
  t.deepEqual([direction?.stray, text(direction?.track.read(0, 4))], [1, "abcd"]);
});

test("an opening between the same ends begins another connection", (t) => {
  const one = new PacketWriter().open().send("client", Buffer.from("one")).close().packets;
  const two = new PacketWriter(undefined, { client: 9000, server: 100 }).open().send("client", Buffer.from("two")).packets;
  const { connections } = read([...one, ...one.slice(0, 1), ...two]);
  t.deepEqual(connections.map(({ number, directions: [{ track }] }) => [number, text(track.read(0, 3))]), [[0, "one"], [1, "two"]]);
});

test("any order, repetition and cutting of the segments gives the same octets", (t) => {
  const content = Buffer.from(Array.from({ length: 64 }, (_, index) => index));
  const piece = fc.tuple(fc.nat(63), fc.integer({ min: 1, max: 20 }));
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), fc.nat(2 ** 32 - 1), fc.infiniteStream(fc.nat(1000)), (pieces, begin, order) => {
      const whole = Array.from({ length: 8 }, (_, index): [number, number] => [index * 8, 8]);
      const shuffled = [...pieces, ...whole].map((each) => ({ each, at: order.next().value as number })).sort((a, b) => a.at - b.at);
      const cuts = shuffled.map(({ each: [at, length] }) => ({ at, octets: content.subarray(at, at + length) }));
      const list = cuts.map(({ at, octets }) => ({ sequence: begin + 1 + at, acknowledged: 1, octets }));
      const [connection] = segments({ sequence: begin, flags: "S" }, ...list);
      const track = connection?.directions[0].track;
      t.deepEqual([track?.length, track?.gaps, Buffer.from(track?.read(0, 64) ?? []).equals(content)], [64, [], true]);
    }),
    { seed: 9293, numRuns: 200 },
  );
});
