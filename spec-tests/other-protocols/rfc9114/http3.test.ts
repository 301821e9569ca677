import test from "ava";

import { compile, LocalError } from "../../../reference/layout/index.ts";
import { noted } from "../views.ts";
import { comparable, fourWays, hex, prefixes, readAll, type Row } from "../support.ts";
import { frame } from "./frame.ts";
import { capsule } from "../rfc9297/capsule.ts";

const codec = compile(frame);
const capsules = compile(capsule);
type Frame = Parameters<typeof codec.encode>[0];
type Capsule = Parameters<typeof capsules.encode>[0];

const FRAMES: readonly Row<Frame>[] = [
  ["SETTINGS without settings", { type: "SETTINGS", settings: [] }, "04 00"],
  [
    "SETTINGS with known settings and one that is not known",
    {
      type: "SETTINGS",
      settings: [
        { identifier: "MAX_FIELD_SECTION_SIZE", value: 16384n },
        { identifier: "QPACK_MAX_TABLE_CAPACITY", value: 0n },
        { identifier: "ENABLE_CONNECT_PROTOCOL", value: 1n },
        { identifier: "H3_DATAGRAM", value: 1n },
        { identifier: 0x21n + 0x1fn, value: 2n ** 62n - 1n },
      ],
    },
    "04 15  06 80004000  01 00  08 01  33 01  4040 ffffffffffffffff",
  ],
  ["HEADERS", { type: "HEADERS", section: hex("0000d1d7") }, "01 04 0000d1d7"],
  ["DATA of 64 octets", { type: "DATA", data: new Uint8Array(64) }, `00 4040 ${"00".repeat(64)}`],
  ["DATA of no octets", { type: "DATA", data: hex("") }, "00 00"],
  ["GOAWAY", { type: "GOAWAY", id: 2n ** 62n - 4n }, "07 08 fffffffffffffffc"],
  ["MAX_PUSH_ID", { type: "MAX_PUSH_ID", pushId: 15293n }, "0d 02 7bbd"],
  ["a type kept for greasing", { type: 0x1fn * 2n + 0x21n, payload: hex("abc0") }, "405f 02 abc0"],
  ["the greatest type", { type: 2n ** 62n - 1n, payload: hex("") }, "ffffffffffffffff 00"],
];

test("decodes and encodes frames that were encoded by hand, also of unknown types", (t) => {
  fourWays(t, codec, FRAMES);
});

test("needs the rest of a frame that has not arrived", (t) => {
  for (const [, , text] of FRAMES) prefixes(t, codec, hex(text));
});

test("reads the frames of a stream one after the other", (t) => {
  const { values } = readAll(codec, hex(FRAMES.map(([, , text]) => text).join("")));
  t.deepEqual(comparable(values), FRAMES.map(([, value]) => comparable(value)));
});

/** Returns code, rule, path, octet, expected and found of the issue of some octets. */
function issueOf(text: string, bounds = {}): unknown {
  const result = codec.decode(hex(text), bounds);
  if (result.ok || result.issue === undefined) return result;
  const { code, rule, path, octet, expected, found } = result.issue;
  return [code, rule, path, octet, expected, found];
}

test("refuses fields that end before or behind the frame, and frames above the bound", (t) => {
  t.deepEqual(issueOf("07 02 01 02"), ["H3_FRAME_ERROR", "size", "http3-frame", 3, "the end", "1 octets left over"]);
  t.deepEqual(issueOf("07 00"), ["H3_FRAME_ERROR", "size", "payload", 2, "1 to 2, 4, or 8 octets", "0 octets"]);
  t.deepEqual(issueOf("04 02 06 40"), ["H3_FRAME_ERROR", "size", "settings.0.value", 4, "1 octets", "0 octets"]);
  t.deepEqual(issueOf("00 4401", { frame: 1024 }), ["H3_FRAME_ERROR", "bound", "length", 1, "at most 1024 (frame)", "1025"]);
});

test("takes a reserved type as a bare code, which a receiver has to refuse itself", (t) => {
  t.deepEqual(comparable(codec.decode(hex("02 01 00"))), { ok: true, value: { type: 2n, payload: { octets: "00" } } });
});

test("refuses the bare code of a frame that has a name", (t) => {
  const error = t.throws(() => codec.encode({ type: 4n, payload: hex("") }), { instanceOf: LocalError });
  t.is(error.message, "type: expected the name SETTINGS, found 4");
});

test("writes the fields and widths of the RFC's figures", (t) => {
  t.deepEqual(noted(frame), [
    ["HTTP/3 Frame", "Type (i)", "Length (i)", "Frame Payload (..)"],
    ["DATA Frame (Type = 0x00)", "Data (..)"],
    ["HEADERS Frame (Type = 0x01)", "Encoded Field Section (..)"],
    ["SETTINGS Frame (Type = 0x04)", "Setting (Setting) ..."],
    ["Setting", "Identifier (i)", "Value (i)"],
    ["GOAWAY Frame (Type = 0x07)", "Stream ID/Push ID (i)"],
    ["MAX_PUSH_ID Frame (Type = 0x0d)", "Push ID (i)"],
    ["Unknown Frame (any other Type)", "Frame Payload (..)"],
  ]);
});

const CAPSULES: readonly Row<Capsule>[] = [
  ["DATAGRAM", { type: "DATAGRAM", datagram: hex("004869") }, "00 03 004869"],
  ["DATAGRAM of no octets", { type: "DATAGRAM", datagram: hex("") }, "00 00"],
  ["DATAGRAM of 64 octets", { type: "DATAGRAM", datagram: new Uint8Array(64).fill(1) }, `00 4040 ${"01".repeat(64)}`],
  ["a capsule of WebTransport", { type: 0x2843n, value: hex("00000000627965") }, "6843 07 00000000627965"],
  ["a type of 62 bits", { type: 0x17n + 0x29n * 2n ** 50n, value: hex("") }, "c0a4000000000017 00"],
];

test("decodes and encodes capsules that were encoded by hand, also of unknown types", (t) => {
  fourWays(t, capsules, CAPSULES);
});

test("needs the rest of a capsule that has not arrived", (t) => {
  for (const [, , text] of CAPSULES) prefixes(t, capsules, hex(text));
});

test("reads the capsules of a stream one after the other", (t) => {
  const { values, sizes } = readAll(capsules, hex(CAPSULES.map(([, , text]) => text).join("")));
  t.deepEqual(comparable(values), CAPSULES.map(([, value]) => comparable(value)));
  t.deepEqual(sizes, [5, 2, 67, 10, 9]);
});

test("accepts longer forms in capsules, compares the length with the bound, and refuses lengths above 2^53 - 1", (t) => {
  t.deepEqual(comparable(capsules.decode(hex("4000 80000001 21"))), { ok: true, value: { type: "DATAGRAM", datagram: { octets: "21" } } });
  const issue = { code: "H3_DATAGRAM_ERROR", path: "length", octet: 1, bit: 8 };
  t.deepEqual(capsules.decode(hex("00 4401"), { capsule: 1024 }), {
    ok: false,
    issue: { ...issue, rule: "bound", expected: "at most 1024 (capsule)", found: "1025" },
  });
  t.deepEqual(capsules.decode(hex("00 c020000000000000")), {
    ok: false,
    issue: { ...issue, rule: "most", expected: "at most 9007199254740991", found: "9007199254740992" },
  });
});

test("refuses the bare code of a capsule that has a name, and text in the place of octets", (t) => {
  const message = (value: unknown): string | undefined =>
    t.throws(() => capsules.encode(value as Capsule), { instanceOf: LocalError })?.message;
  t.is(message({ type: 0n, value: hex("") }), "type: expected the name DATAGRAM, found 0");
  t.is(message({ type: "DATAGRAM", datagram: "Hi" }), 'datagram: expected a Uint8Array, found "Hi"');
});

test("writes the fields of the figure of capsules", (t) => {
  t.deepEqual(noted(capsule), [
    ["Capsule", "Capsule Type (i)", "Capsule Length (i)", "Capsule Value (..)"],
    ["Datagram Capsule (Capsule Type = 0x00)", "HTTP Datagram Payload (..)"],
    ["Unknown Capsule (any other Capsule Type)", "Capsule Value (..)"],
  ]);
});
