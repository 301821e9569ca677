import test from "ava";

import { compile, LocalError } from "../../../reference/layout/index.ts";
import { fourWays, hex, prefixes } from "../support.ts";
import { message, question } from "./message.ts";

const codec = compile(message);
type Message = Parameters<typeof codec.encode>[0];

/** A query for the address of www.example.com, octet by octet. */
const QUERY = [
  "db 42", // ID
  "01", // QR 0, Opcode 0, AA 0, TC 0, RD 1
  "00", // RA 0, Z 0, RCODE 0
  "00 01  00 00  00 00  00 00", // counts
  "03 77 77 77", // www
  "07 65 78 61 6d 70 6c 65", // example
  "03 63 6f 6d", // com
  "00", // the root
  "00 01", // A
  "00 01", // IN
].join(" ");

const labels = (name: string) => name.split(".").map((each) => ({ octets: new TextEncoder().encode(each) }));

const query: Message = {
  id: 0xdb42,
  response: false,
  opcode: "QUERY",
  authoritative: false,
  truncated: false,
  recursionDesired: true,
  recursionAvailable: false,
  rcode: "NOERROR",
  answerCount: 0,
  authorityCount: 0,
  additionalCount: 0,
  questions: [{ name: labels("www.example.com"), type: "A", class: "IN" }],
  records: new Uint8Array(0),
};

/** A message with the header bits that the query does not set. */
const refused: Message = {
  ...query,
  response: true,
  opcode: 15,
  authoritative: true,
  truncated: true,
  recursionDesired: false,
  recursionAvailable: true,
  rcode: "REFUSED",
  questions: [],
};

/** Two questions, one of them for the root, and octets of other sections. */
const several: Message = {
  ...query,
  additionalCount: 1,
  questions: [
    { name: [], type: "NS", class: "CH" },
    { name: labels(`${"a".repeat(63)}.b`), type: 255, class: 255 },
  ],
  records: hex("00 00 29 04 d0 00 00 00 00 00 00"),
};

test("decodes and encodes a query and other messages", (t) => {
  fourWays(t, codec, [
    ["query", query, QUERY],
    ["refusal", refused, "db 42 fe 85 00 00 00 00 00 00 00 00"],
    [
      "several questions",
      several,
      `db42 0100 0002 0000 0000 0001 00 0002 0003 3f ${"61".repeat(63)} 01 62 00 00ff 00ff 00 00 29 04 d0 00 00 00 00 00 00`,
    ],
  ]);
});

test("traces the place of each field of the query", (t) => {
  const { fields } = codec.trace(hex(QUERY));
  t.deepEqual(fields.map(({ path, bits, value }) => [path, bits, value]), [
    ["id", 16, 0xdb42],
    ["response", 1, false],
    ["opcode", 4, "QUERY"],
    ["authoritative", 1, false],
    ["truncated", 1, false],
    ["recursionDesired", 1, true],
    ["recursionAvailable", 1, false],
    ["z", 3, 0],
    ["rcode", 4, "NOERROR"],
    ["questionCount", 16, 1],
    ["answerCount", 16, 0],
    ["authorityCount", 16, 0],
    ["additionalCount", 16, 0],
    ["questions.0.name.0.form", 2, 0],
    ["questions.0.name.0.size", 6, 3],
    ["questions.0.name.0.octets", 24, "777777"],
    ["questions.0.name.1.form", 2, 0],
    ["questions.0.name.1.size", 6, 7],
    ["questions.0.name.1.octets", 56, "6578616d706c65"],
    ["questions.0.name.2.form", 2, 0],
    ["questions.0.name.2.size", 6, 3],
    ["questions.0.name.2.octets", 24, "636f6d"],
    ["questions.0.name.end", 8, 0],
    ["questions.0.type", 16, "A"],
    ["questions.0.class", 16, "IN"],
    ["records", 0, ""],
  ]);
  const ends = fields.map(({ bit, bits }) => bit + bits);
  t.deepEqual(fields.map(({ bit }) => bit), [0, ...ends.slice(0, -1)]);
  t.is(ends.at(-1), hex(QUERY).length * 8);
});

test("needs at most the missing octets of a question", (t) => {
  prefixes(t, codec, hex(QUERY));
  prefixes(t, compile(question), hex("03 77 77 77 00 00 01 00 01"));
});

test("reports a compressed name, a reserved bit and a missing question", (t) => {
  const at = (octet: number, value: number): Uint8Array => hex(QUERY).map((each, index) => (index === octet ? value : each));
  t.deepEqual(codec.decode(at(16, 0xc0)), {
    ok: false,
    issue: { code: "FORMERR", rule: "equals", path: "questions.0.name.1.form", octet: 16, bit: 128, expected: "0", found: "3" },
  });
  t.deepEqual(codec.decode(at(3, 0x40)), {
    ok: false,
    issue: { code: "FORMERR", rule: "equals", path: "z", octet: 3, bit: 25, expected: "0", found: "4" },
  });
  t.deepEqual(codec.decode(at(5, 2)), { ok: false, needs: 1 });
});

test("refuses labels of no octets and of more than 63, and names the label", (t) => {
  for (const size of [0, 64]) {
    const name = [{ octets: hex("77") }, { octets: new Uint8Array(size) }];
    const error = t.throws(() => codec.encode({ ...query, questions: [{ name, type: "A", class: "IN" }] }), { instanceOf: LocalError });
    t.is(error.message, `questions.0.name.1.size: expected a whole number from 1 to 63, found ${size}`);
  }
});

test("refuses a bare code that has a name", (t) => {
  const error = t.throws(() => codec.encode({ ...query, rcode: 5 }), { instanceOf: LocalError });
  t.is(error.message, "rcode: expected the name REFUSED, found 5");
});
