import test from "ava";

import { compile, LocalError, struct } from "../../../reference/layout/index.ts";
import { fourWays, hex, prefixes } from "../support.ts";
import { plainName } from "./compressed-name.ts";
import { wholeMessage } from "./whole-message.ts";

const codec = compile(wholeMessage);
type Message = Parameters<typeof codec.encode>[0];

/** A response with one address, one mail exchange, one name server and a record of EDNS, whose names point to the question. */
const RESPONSE = [
  "db42 8180 0001 0002 0001 0001",
  "07 6578616d706c65 03 636f6d 00 00ff 0001", // example.com
  "c00c 0001 0001 00000e10 0004 5db8d822",
  "c00c 000f 0001 00000e10 0009 000a 04 6d61696c c00c", // 10 mail.example.com
  "c00c 0002 0001 00000e10 0006 03 6e7331 c00c", // ns1.example.com
  "00 0029 04d0 00000000 0000",
].join(" ");

const label = (text: string) => ({ octets: new TextEncoder().encode(text) });
const pointer = (...labels: string[]) => ({ labels: labels.map(label), end: 0xc0, low: 0x0c });

const response: Message = {
  id: 0xdb42,
  response: true,
  opcode: "QUERY",
  authoritative: false,
  truncated: false,
  recursionDesired: true,
  recursionAvailable: true,
  rcode: "NOERROR",
  questions: [{ name: { labels: [label("example"), label("com")], end: 0 }, type: 255, class: "IN" }],
  answers: [
    { name: pointer(), type: "A", class: "IN", ttl: 3600, address: hex("5db8d822") },
    { name: pointer(), type: "MX", class: "IN", ttl: 3600, preference: 10, exchange: pointer("mail") },
  ],
  authorities: [{ name: pointer(), type: "NS", class: "IN", ttl: 3600, server: pointer("ns1") }],
  additional: [{ name: { labels: [], end: 0 }, type: 41, class: 0x04d0, ttl: 0, data: hex("") }],
};

test("decodes and encodes a response with compressed names", (t) => {
  fourWays(t, codec, [["response", response, RESPONSE]]);
  prefixes(t, codec, hex(RESPONSE));
});

test("reports a name that goes beyond the data of its record, and a form of labels that is not assigned", (t) => {
  const short = codec.decode(hex(RESPONSE.replace("0006 03 6e7331 c00c", "0004 03 6e7331 c00c")));
  t.deepEqual(short.ok || short.issue, {
    code: "FORMERR",
    rule: "size",
    path: "authorities.0.server.labels",
    octet: 82,
    bit: 656,
    expected: "1 octets",
    found: "0 octets",
  });
  const form = codec.decode(hex(RESPONSE.replace("07 6578", "47 6578")));
  t.is(form.ok || form.issue?.path, "questions.0.name.labels.0.form");
});

test("names the root where a pointer is not accepted", (t) => {
  const plain = compile(struct({ id: "target", title: "Target", description: "A target.", cite: "RFC2782", fault: "FORMERR" })
    .field("target", plainName, { description: "A name that is not compressed.", cite: "RFC2782" }));
  t.deepEqual(plain.decode(hex("03 6e7331 c00c")), {
    ok: false,
    issue: { code: "FORMERR", rule: "most", path: "target.root", octet: 4, bit: 32, expected: "at most 0", found: "192" },
  });
});

test("refuses to encode a pointer without its lower bits, and a lone octet that is neither root nor pointer", (t) => {
  const encode = (name: object) => () => codec.encode({ ...response, questions: [{ name, type: "A", class: "IN" } as never] });
  const message = (name: object) => t.throws(encode(name), { instanceOf: LocalError }).message;
  t.is(message({ labels: [], end: 0xc0 }), "questions.0.name.low: expected a whole number from 0 to 255, found undefined");
  t.is(message({ labels: [], end: 1 }), "questions.0.name.end: expected 0x00, or 0xc0 to 0xff, found 0x01");
});
