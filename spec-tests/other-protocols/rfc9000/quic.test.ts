import test from "ava";

import { compile, compilePrefixed, LocalError, toHex } from "../../../reference/layout/index.ts";
import { noted } from "../views.ts";
import { clientHello } from "../rfc8446/client-hello.ts";
import { comparable, fourWays, hex, prefixes, readAll, type Row } from "../support.ts";
import { frame } from "./frame.ts";
import { varint } from "./varint.ts";

const integers = compilePrefixed<bigint>(varint.model);
const codec = compile(frame);
type Frame = Parameters<typeof codec.encode>[0];

const TOKEN = "00112233445566778899aabbccddeeff";

/** Frames that end before the packet does. */
const DELIMITED: readonly Row<Frame>[] = [
  ["PADDING", { type: "PADDING" }, "00"],
  ["PING", { type: "PING" }, "01"],
  ["ACK of one range", { type: "ACK", largest: 3n, delay: 25n, first: 3n, ranges: [] }, "02 03 19 00 03"],
  [
    "ACK of three ranges: 95 to 100, 88 to 90, and 20",
    { type: "ACK", largest: 100n, delay: 16384n, first: 5n, ranges: [{ gap: 3n, length: 2n }, { gap: 66n, length: 0n }] },
    "02 4064 80004000 02 05 03 02 4042 00",
  ],
  [
    "ACK with counts of ECN",
    { type: "ACK_ECN", largest: 9n, delay: 0n, first: 1n, ranges: [{ gap: 0n, length: 1n }], ect0: 64n, ect1: 0n, ecnCe: 2n },
    "03 09 00 01 01 00 01 4040 00 02",
  ],
  ["CRYPTO", { type: "CRYPTO", offset: 300n, data: hex("0b000000") }, "06 412c 04 0b000000"],
  ["STREAM with LEN", { type: "STREAM_LEN", streamId: 4n, data: hex("4869") }, "0a 04 02 4869"],
  ["STREAM with LEN and FIN", { type: "STREAM_LEN_FIN", streamId: 0n, data: hex("") }, "0b 00 00"],
  ["STREAM with OFF and LEN", { type: "STREAM_OFF_LEN", streamId: 64n, offset: 16383n, data: hex("ff") }, "0e 4040 7fff 01 ff"],
  ["all bits of STREAM", { type: "STREAM_OFF_LEN_FIN", streamId: 1n, offset: 2n ** 32n, data: hex("") }, "0f 01 c000000100000000 00"],
  ["MAX_DATA", { type: "MAX_DATA", maximum: 1048576n }, "10 80100000"],
  [
    "NEW_CONNECTION_ID",
    { type: "NEW_CONNECTION_ID", sequence: 2n, retirePriorTo: 1n, connectionId: hex("c0ffee01"), token: hex(TOKEN) },
    `18 02 01 04 c0ffee01 ${TOKEN}`,
  ],
  ["CONNECTION_CLOSE of QUIC", { type: "CONNECTION_CLOSE", errorCode: 0x0an, frameType: 6n, reason: "né" }, "1c 0a 06 03 6ec3a9"],
  ["CONNECTION_CLOSE of TLS", { type: "CONNECTION_CLOSE", errorCode: 0x0128n, frameType: 0n, reason: "" }, "1c 4128 00 00"],
  ["CONNECTION_CLOSE of HTTP/3", { type: "CONNECTION_CLOSE_APP", errorCode: 0x0100n, reason: "bye" }, "1d 4100 03 627965"],
];

/** Frames that end with the packet. */
const LAST: readonly Row<Frame>[] = [
  ["STREAM", { type: "STREAM", streamId: 8n, data: hex("4869") }, "08 08 4869"],
  ["STREAM with FIN and no octets", { type: "STREAM_FIN", streamId: 8n, data: hex("") }, "09 08"],
  ["STREAM with OFF", { type: "STREAM_OFF", streamId: 8n, offset: 2n, data: hex("21") }, "0c 08 02 21"],
  ["STREAM with OFF and FIN", { type: "STREAM_OFF_FIN", streamId: 8n, offset: 3n, data: hex("2e") }, "0d 08 03 2e"],
];

/** The CRYPTO frame of the sample client Initial (RFC 9001, Appendix A.2). */
const SAMPLE = hex(
  "060040f1010000ed0303ebf8fa56f12939b9584a3896472ec40bb863cfd3e86804fe3a47f06a2b69484c00000413011302010000c000000010000e00000b6578" +
    "616d706c652e636f6dff01000100000a00080006001d0017001800100007000504616c706e000500050100000000003300260024001d00209370b2c9caa47fba" +
    "baf4559fedba753de171fa71f50f1ce15d43e994ec74d748002b0003020304000d0010000e0403050306030203080408050806002d00020101001c0002400100" +
    "3900320408ffffffffffffffff05048000ffff07048000ffff0801100104800075300901100f088394c8f03e51570806048000ffff",
);

test("decodes and encodes frames that were encoded by hand", (t) => {
  fourWays(t, codec, DELIMITED);
  fourWays(t, codec, LAST);
});

test("needs the rest of a frame that has not arrived", (t) => {
  for (const [, , text] of DELIMITED) prefixes(t, codec, hex(text));
  prefixes(t, codec, hex("0c 4040 7fff"));
});

test("reads the frames of a packet one after the other, the last up to its end", (t) => {
  const rows = [...DELIMITED, ...LAST.slice(-1)];
  const { values, sizes } = readAll(codec, hex(rows.map(([, , text]) => text).join("")));
  t.deepEqual(comparable(values), rows.map(([, value]) => comparable(value)));
  t.deepEqual(sizes, rows.map(([, , text]) => hex(text).length));
});

test("decodes the CRYPTO frame of RFC 9001 and the ClientHello in it, and encodes both to the same octets", (t) => {
  prefixes(t, codec, SAMPLE);
  const result = codec.decode(SAMPLE);
  if (!result.ok || result.value.type !== "CRYPTO") return t.fail(JSON.stringify(result.ok ? result.value.type : result));
  t.is(toHex(codec.encode(result.value)), toHex(SAMPLE));
  t.is(result.value.offset, 0n);
  const hello = compile(clientHello);
  const decoded = hello.decode(result.value.data);
  if (!decoded.ok) return t.fail(JSON.stringify(decoded));
  t.is(toHex(hello.encode(decoded.value)), toHex(result.value.data));
  t.deepEqual(decoded.value.cipherSuites, ["TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384"]);
  t.deepEqual(comparable(decoded.value.extensions[0]), { type: "server_name", names: ["example.com"] });
  t.deepEqual(comparable(decoded.value.extensions.at(-1)), {
    type: 0x39,
    data: { octets: "0408ffffffffffffffff05048000ffff07048000ffff0801100104800075300901100f088394c8f03e51570806048000ffff" },
  });
});

test("accepts longer forms of all integers except the type", (t) => {
  t.deepEqual(codec.decode(hex("10 c000000000000001")), { ok: true, value: { type: "MAX_DATA", maximum: 1n } });
  t.deepEqual(codec.decode(hex("4010 01")), {
    ok: false,
    issue: {
      code: "FRAME_ENCODING_ERROR",
      rule: "shortest",
      path: "type",
      octet: 0,
      bit: 0,
      expected: "the shortest form",
      found: "16 in 16 bits",
    },
  });
});

test("refuses unknown types, connection IDs of a wrong size and reasons that are no text", (t) => {
  const issueOf = (text: string): unknown => {
    const result = codec.decode(hex(text));
    if (result.ok || result.issue === undefined) return result;
    const { code, rule, path, octet, expected, found } = result.issue;
    return [code, rule, path, octet, rule === "registered" ? "" : expected, found];
  };
  const code = "FRAME_ENCODING_ERROR";
  t.deepEqual(issueOf("20"), [code, "registered", "type", 0, "", "0x20"]);
  t.deepEqual(issueOf(`18 02 01 00 ${TOKEN}`), [code, "least", "length", 3, "at least 1", "0"]);
  t.deepEqual(issueOf(`18 02 01 15 ${TOKEN}`), [code, "most", "length", 3, "at most 20", "21"]);
  t.deepEqual(issueOf("1c 0a 06 02 c328"), [code, "utf8", "reason", 4, "UTF-8", "c328"]);
});

test("refuses values that do not fit, and names the field", (t) => {
  const message = (value: Frame): string | undefined => t.throws(() => codec.encode(value), { instanceOf: LocalError })?.message;
  t.is(
    message({ type: "MAX_DATA", maximum: 2n ** 62n }),
    "maximum: expected a bigint from 0 to 4611686018427387903, found 4611686018427387904",
  );
  t.is(
    message({ type: "NEW_CONNECTION_ID", sequence: 0n, retirePriorTo: 0n, connectionId: new Uint8Array(21), token: hex(TOKEN) }),
    "length: expected a whole number from 1 to 20, found 21",
  );
});

test("writes the fields and widths of the RFC's figures", (t) => {
  const blocks = new Map(noted(frame).map(([heading = "", ...fields]) => [heading, fields]));
  t.deepEqual(blocks.get("ACK Frame (Type = 0x02)"), [
    "Largest Acknowledged (i)",
    "ACK Delay (i)",
    "ACK Range Count (i)",
    "First ACK Range (i)",
    "ACK Range (ACK Range) ...",
  ]);
  t.deepEqual(blocks.get("ACK Range"), ["Gap (i)", "ACK Range Length (i)"]);
  t.deepEqual(blocks.get("CRYPTO Frame (Type = 0x06)"), ["Offset (i)", "Length (i)", "Crypto Data (..)"]);
  t.deepEqual(blocks.get("NEW_CONNECTION_ID Frame (Type = 0x18)"), [
    "Sequence Number (i)",
    "Retire Prior To (i)",
    "Length (8)",
    "Connection ID (8..160)",
    "Stateless Reset Token (128)",
  ]);
  t.deepEqual(blocks.get("CONNECTION_CLOSE Frame (Type = 0x1c)"), [
    "Error Code (i)",
    "Frame Type (i)",
    "Reason Phrase Length (i)",
    "Reason Phrase (..)",
  ]);
});

test("decodes and encodes the examples of Appendix A.1", (t) => {
  fourWays(t, integers, [
    ["62 bits", 151288809941952652n, "c2 19 7c 5e ff 14 e8 8c"],
    ["30 bits", 494878333n, "9d 7f 3e 7d"],
    ["14 bits", 15293n, "7b bd"],
    ["6 bits", 37n, "25"],
  ]);
});

test("decodes and encodes both sides of each boundary", (t) => {
  fourWays(t, integers, [
    ["least", 0n, "00"],
    ["most of 6 bits", 63n, "3f"],
    ["least of 14 bits", 64n, "40 40"],
    ["most of 14 bits", 16383n, "7f ff"],
    ["least of 30 bits", 16384n, "80 00 40 00"],
    ["most of 30 bits", 1073741823n, "bf ff ff ff"],
    ["least of 62 bits", 1073741824n, "c0 00 00 00 40 00 00 00"],
    ["beyond exact numbers", 9007199254740993n, "c0 20 00 00 00 00 00 01"],
    ["most", 4611686018427387903n, "ff ff ff ff ff ff ff ff"],
  ]);
});

test("accepts a form of an integer that is longer than needed", (t) => {
  for (const text of ["40 25", "80 00 00 25", "c0 00 00 00 00 00 00 25"]) {
    t.deepEqual(integers.decode(hex(text)), { ok: true, value: 37n }, text);
  }
});

test("needs exactly the octets that the first two bits announce", (t) => {
  for (const text of ["25", "7bbd", "9d7f3e7d", "c2197c5eff14e88c"]) prefixes(t, integers, hex(text));
  t.deepEqual([0, 1, 3].map((length) => integers.decode(hex("c2197c5eff14e88c").subarray(0, length))), [
    { ok: false, needs: 1 },
    { ok: false, needs: 7 },
    { ok: false, needs: 5 },
  ]);
});

test("refuses values of more than 62 bits and values that are not bigints", (t) => {
  for (const [value, found] of [[2n ** 62n, "4611686018427387904"], [-1n, "-1"], [37 as unknown as bigint, "37"]] as const) {
    const error = t.throws(() => integers.encode(value), { instanceOf: LocalError });
    t.is(error.message, `value: expected a bigint from 0 to 4611686018427387903, found ${found}`);
  }
});
