import { once } from "node:events";
import http2 from "node:http2";
import type { AddressInfo } from "node:net";

import test from "ava";
import fc from "fast-check";

import { FieldDecoder } from "../../../../scripts/interop/h2/hpack/field-decoder.ts";
import { encodeFields } from "../../../../scripts/interop/h2/hpack/encode-fields.ts";
import { decodeHuffman } from "../../../../scripts/interop/h2/hpack/huffman.ts";
import { decodeInteger, encodeInteger } from "../../../../scripts/interop/h2/hpack/integer.ts";
import { connectPeer, type Http2Field, headers } from "../../../../scripts/interop/h2/index.ts";

const hex = (text: string): Uint8Array => Buffer.from(text.replaceAll(" ", ""), "hex");

/** Decodes each row in order with one decoder. */
function decodeAll(tableSize: number, rows: readonly string[]): unknown[] {
  const decoder = new FieldDecoder(tableSize);
  return rows.map((row) => decoder.decode(hex(row)));
}

const request: Http2Field[] = [
  [":method", "GET"],
  [":scheme", "http"],
  [":path", "/"],
  [":authority", "www.example.com"],
];
const third: Http2Field[] = [
  [":method", "GET"],
  [":scheme", "https"],
  [":path", "/index.html"],
  [":authority", "www.example.com"],
  ["custom-key", "custom-value"],
];

test("decodes the fields of RFC 7541, Appendix C.2", (t) => {
  t.deepEqual(
    decodeAll(4096, [
      "400a637573746f6d2d6b65790d637573746f6d2d686561646572",
      "040c2f73616d706c652f70617468",
      "100870617373776f726406736563726574",
      "82",
    ]),
    [[["custom-key", "custom-header"]], [[":path", "/sample/path"]], [["password", "secret"]], [[":method", "GET"]]],
  );
});

test("decodes the requests of RFC 7541, Appendices C.3 and C.4, without and with Huffman coding", (t) => {
  const expected = [request, [...request, ["cache-control", "no-cache"]], third];
  t.deepEqual(
    decodeAll(4096, [
      "828684410f7777772e6578616d706c652e636f6d",
      "828684be58086e6f2d6361636865",
      "828785bf400a637573746f6d2d6b65790c637573746f6d2d76616c7565",
    ]),
    expected,
  );
  t.deepEqual(
    decodeAll(4096, ["828684418cf1e3c2e5f23a6ba0ab90f4ff", "828684be5886a8eb10649cbf", "828785bf408825a849e95ba97d7f8925a849e95bb8e8b4bf"]),
    expected,
  );
});

test("decodes the responses of RFC 7541, Appendices C.5 and C.6, which evict table entries", (t) => {
  const date = "Mon, 21 Oct 2013 20:13:21 GMT";
  const fields = (status: string, on: string): Http2Field[] => [
    [":status", status],
    ["cache-control", "private"],
    ["date", on],
    ["location", "https://www.example.com"],
  ];
  const cookie = "foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1";
  const last: Http2Field[] = [...fields("200", "Mon, 21 Oct 2013 20:13:22 GMT"), ["content-encoding", "gzip"], ["set-cookie", cookie]];
  const expected = [fields("302", date), fields("307", date), last];
  const plain = [
    "4803333032580770726976617465611d4d6f6e2c203231204f637420323031332032303a31333a323120474d546e1768747470733a2f2f7777772e6578616d706c652e636f6d",
    "4803333037c1c0bf",
    "88c1611d4d6f6e2c203231204f637420323031332032303a31333a323220474d54c05a04677a69707738666f6f3d4153444a4b48514b425a584f5157454f50495541585157454f49553b206d61782d6167653d333630303b2076657273696f6e3d31",
  ];
  const coded = [
    "488264025885aec3771a4b6196d07abe941054d444a8200595040b8166e082a62d1bff6e919d29ad171863c78f0b97c8e9ae82ae43d3",
    "4883640effc1c0bf",
    "88c16196d07abe941054d444a8200595040b8166e084a62d1bffc05a839bd9ab77ad94e7821dd7f2e6c7b335dfdfcd5b3960d5af27087f3672c1ab270fb5291f9587316065c003ed4ee5b1063d5007",
  ];
  t.deepEqual(decodeAll(256, plain), expected);
  t.deepEqual(decodeAll(256, coded), expected);
});

test("encodes and decodes integers, including those of RFC 7541, Appendix C.1", (t) => {
  t.deepEqual(
    [encodeInteger(10, 5), encodeInteger(1337, 5), encodeInteger(42, 8), encodeInteger(31, 5)],
    [[10], [31, 154, 10], [42], [31, 0]],
  );
  t.deepEqual(decodeInteger(Uint8Array.of(31, 154, 10), 0, 5), { value: 1337, next: 3 });
  t.deepEqual(
    [decodeInteger(Uint8Array.of(31, 154), 0, 5), decodeInteger(hex("1fffffffffffff7f"), 0, 5), decodeInteger(hex(""), 0, 5)],
    [undefined, undefined, undefined],
  );
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 32 }), fc.integer({ min: 1, max: 8 }), (value, prefix) => {
      const octets = Uint8Array.from(encodeInteger(value, prefix));
      t.deepEqual(decodeInteger(octets, 0, prefix), { value, next: octets.length });
    }),
    { seed: 7541 },
  );
});

test("rejects Huffman padding that is too long, that has zeros, or that contains the end of the string", (t) => {
  t.is(decodeHuffman(hex("a8eb10649cbf")), "no-cache");
  t.is(decodeHuffman(hex("")), "");
  t.is(decodeHuffman(hex("1f")), "a");
  t.deepEqual([decodeHuffman(hex("18")), decodeHuffman(hex("1fff")), decodeHuffman(hex("ffffffff"))], [undefined, undefined, undefined]);
});

test("describes malformed field sections", (t) => {
  const wrong = (octets: string): unknown => new FieldDecoder(100).decode(hex(octets));
  t.is(wrong("80"), "no entry has the index 0");
  t.is(wrong("be"), "no entry has the index 62");
  t.is(wrong("3f46"), "a table of 101 octets is over the limit of 100");
  t.is(wrong("8220"), "the size of the table changes after a field");
  t.is(wrong("ff"), "a number at octet 0 is malformed");
  t.is(wrong("00036162"), "a string at octet 1 exceeds the field section");
  t.is(wrong("0001"), "a string at octet 1 exceeds the field section");
  t.is(wrong("00"), "a length at octet 1 is malformed");
  t.is(wrong("0081180161"), "a string at octet 1 is not in the Huffman code");
});

test("evicts entries that exceed a smaller table", (t) => {
  const decoder = new FieldDecoder(4096);
  t.deepEqual(decoder.decode(hex("4001610162 4001630164")), [
    ["a", "b"],
    ["c", "d"],
  ]);
  t.deepEqual(decoder.decode(hex("3f03 bf")), "no entry has the index 63");
  t.deepEqual(decoder.decode(hex("be")), [["c", "d"]]);
});

test("decodes every field section that it encodes", (t) => {
  const latin1 = fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((octet) => String.fromCharCode(octet)) });
  fc.assert(
    fc.property(fc.array(fc.tuple(latin1, latin1)), (fields) => {
      t.deepEqual(new FieldDecoder().decode(encodeFields(fields)), fields);
    }),
    { seed: 7541 },
  );
});

test("decodes random octets without an exception", (t) => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (octets) => {
      const found = new FieldDecoder().decode(octets);
      t.true(Array.isArray(found) || typeof found === "string");
    }),
    { seed: 7541, numRuns: 2000 },
  );
});

test("interoperates with the HPACK of node:http2 for every octet that a field value may contain", async (t) => {
  const octets = [...Array(256).keys()].filter((octet) => octet > 0x20 && octet !== 0x7f).map((octet) => String.fromCharCode(octet));
  const value = octets.join("");
  // A prefix of short codes makes node:http2 choose Huffman coding for every value.
  const coded = octets.map((octet, index): Http2Field => [`x-${index}`, "aaaaaaaaaaaa" + octet]);
  const seen: (string | string[] | undefined)[] = [];
  const server = http2.createServer().on("stream", (stream, fields) => {
    seen.push(fields["x-octets"]);
    stream.respond({ ":status": 200, ...Object.fromEntries(coded) });
    stream.end();
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const peer = await connectPeer({ host: "127.0.0.1", port: (server.address() as AddressInfo).port });
  for (const stream of [1, 3]) {
    peer.send(
      headers(
        stream,
        [
          [":method", "GET"],
          [":scheme", "http"],
          [":path", "/"],
          [":authority", "a"],
          ["x-octets", value],
        ],
        { endStream: true, cuts: [3, 100] },
      ),
    );
    const reply = await peer.next("HEADERS", { stream });
    t.deepEqual(
      reply.fields.filter(([name]) => name !== "date"),
      [[":status", "200"], ...coded],
    );
  }
  t.deepEqual(seen, [value, value]);
  peer.destroy();
  server.close();
});
