import test from "ava";
import fc from "fast-check";

import { isCapture, readCapture } from "../../../scripts/capture/read-capture.ts";
import type { Capture } from "../../../scripts/capture/read-types.ts";
import { block, interfaceBlock, numbers, packetBlock, pcapFile, sectionBlock } from "./fixtures/capture-files.ts";

const [first, second] = [Uint8Array.of(1, 2, 3), Uint8Array.of(4, 5, 6, 7, 8)];
const time = 1_764_000_000_123_456_789n;

/** The packets of a capture without their numbers, octets in hexadecimal. */
function contentOf({ packets, notes }: Capture) {
  return { packets: packets.map(({ octets, ...packet }) => ({ ...packet, octets: Buffer.from(octets).toString("hex") })), notes };
}

const read = (...parts: readonly Uint8Array[]) => contentOf(readCapture(Buffer.concat(parts)));

for (const littleEndian of [true, false]) {
  const order = littleEndian ? "little endian" : "big endian";

  for (const nanoseconds of [true, false]) {
    test(`reads pcap, ${order}, with ${nanoseconds ? "nanoseconds" : "microseconds"}`, (t) => {
      const written = [{ octets: first, time }, { octets: second, time: time + 1000n, length: 90 }];
      const file = pcapFile(written, { littleEndian, nanoseconds, linkType: 1 });
      const known = nanoseconds ? time : (time / 1000n) * 1000n;
      t.true(isCapture(file));
      t.deepEqual(read(file), {
        packets: [
          { number: 1, time: known, linkType: 1, octets: "010203", length: 3 },
          { number: 2, time: known + 1000n, linkType: 1, octets: "0405060708", length: 90 },
        ],
        notes: [],
      });
    });
  }

  test(`reads pcapng, ${order}: resolutions of interfaces, simple and old packets; skips other blocks`, (t) => {
    const file = [
      sectionBlock(littleEndian),
      block(littleEndian, 0x0bad, Uint8Array.of(1, 2, 3)),
      interfaceBlock(littleEndian, 1, undefined, 4),
      interfaceBlock(littleEndian, 101, 9, 0, 100n),
      interfaceBlock(littleEndian, 113, 0x80 + 10),
      packetBlock(littleEndian, first, 5_000_001n, 0, 60),
      packetBlock(littleEndian, second, 7n, 1),
      packetBlock(littleEndian, first, 512n, 2),
      block(littleEndian, 3, numbers(littleEndian, [4, 5]), second.subarray(0, 4)),
      block(littleEndian, 2, numbers(littleEndian, [2, 0], [2, 0], [4, 0], [4, 9], [4, 3], [4, 3]), first),
    ];
    t.deepEqual(read(...file), {
      packets: [
        { number: 1, time: 5_000_001_000n, linkType: 1, octets: "010203", length: 60 },
        { number: 2, time: 100_000_000_007n, linkType: 101, octets: "0405060708", length: 5 },
        { number: 3, time: 500_000_000n, linkType: 113, octets: "010203", length: 3 },
        { number: 4, time: undefined, linkType: 1, octets: "04050607", length: 5 },
        { number: 5, time: 9000n, linkType: 1, octets: "010203", length: 3 },
      ],
      notes: [],
    });
  });
}

test("reads several sections of pcapng: each has its byte order and its interfaces", (t) => {
  const section = (littleEndian: boolean, linkType: number): Buffer[] => [
    sectionBlock(littleEndian),
    interfaceBlock(littleEndian, linkType),
    packetBlock(littleEndian, first),
  ];
  const { packets, notes } = read(...section(true, 1), ...section(false, 101));
  t.deepEqual(packets.map(({ number, linkType }) => [number, linkType]), [[1, 1], [2, 101]]);
  t.deepEqual(notes, []);
});

test("finds the secrets of TLS", (t) => {
  const secrets = block(true, 10, numbers(true, [4, 0x544c534b], [4, 3]), Buffer.from("abc"));
  t.true(readCapture(Buffer.concat([sectionBlock(true), secrets])).hasTlsSecrets);
  t.false(readCapture(sectionBlock(true)).hasTlsSecrets);
});

const shortBlock = numbers(true, [4, 6], [4, 8], [4, 8]);

const damaged: readonly (readonly [title: string, file: Uint8Array, octet: number, text: RegExp])[] = [
  ["another version of pcap", pcapFile([]).map((octet, index) => (index === 4 ? 3 : octet)), 4, /expected version 2 .*, found 3/],
  ["a record of pcap that is too long", Buffer.concat([pcapFile([]), Buffer.alloc(16, 0xff)]), 32, /at most 67108864 octets in packet 1/],
  ["a block of pcapng that is too short", Buffer.concat([sectionBlock(true), shortBlock]), 32, /a multiple of 4, found 8/],
  ["a length of pcapng that is not repeated", sectionBlock(true).fill(0, 24), 24, /expected the length 28 again, found 0/],
  ["a byte order of pcapng that is unknown", Buffer.from(sectionBlock(true).fill(0, 8, 12)), 8, /byte-order magic 1a2b3c4d, found 0/],
  ["a packet of an unknown interface", Buffer.concat([sectionBlock(true), packetBlock(true, first, 0n, 4)]), 36, /interface 4 of packet 1/],
];

for (const [title, file, octet, text] of damaged) {
  test(`names the place of ${title}`, (t) => {
    const [note, ...others] = readCapture(file).notes;
    t.deepEqual(others, []);
    t.is(note?.octet, octet);
    t.regex(note?.text ?? "", text);
  });
}

const files: readonly (readonly [name: string, file: Uint8Array])[] = [
  ["pcap", pcapFile([{ octets: first, time }, { octets: second, time }])],
  [
    "pcapng",
    new Uint8Array(Buffer.concat([sectionBlock(true), interfaceBlock(true, 1, 9), packetBlock(true, first), packetBlock(true, second)])),
  ],
];

for (const [name, file] of files) {
  test(`reads the packets of each prefix of ${name}, and says where the file is cut`, (t) => {
    const whole = readCapture(file);
    for (let length = 4; length < file.length; length++) {
      const { packets, notes } = readCapture(file.slice(0, length));
      const ends = packets.length === 0 || packets.at(-1)?.octets.length === whole.packets[packets.length - 1]?.octets.length;
      t.true(packets.length <= whole.packets.length, `${length}`);
      t.deepEqual(packets.slice(0, -1), whole.packets.slice(0, Math.max(0, packets.length - 1)), `${length}`);
      if (notes.length === 0) t.true(ends, `${length}`);
      for (const { octet } of notes) t.true(octet <= length, `${length}`);
    }
  });

  test(`reads ${name} with any changed octets without an exception`, (t) => {
    const change = fc.tuple(fc.nat(file.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 6 }), (changes) => {
        const changed = new Uint8Array(file);
        for (const [at, octet] of changes) changed[at] = octet;
        readCapture(changed);
      }),
      { seed: 17, numRuns: 300 },
    );
    t.pass();
  });
}
