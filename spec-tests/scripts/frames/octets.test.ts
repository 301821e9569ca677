import test from "ava";

import { UsageError } from "../../../scripts/common/usage-error.ts";
import { parseOctets, type OctetTextForm } from "../../../scripts/frames/octets.ts";

const hex = (octets: Uint8Array): string => [...octets].map((octet) => octet.toString(16).padStart(2, "0")).join("");

/** A ping, and a text frame behind it, in 17 octets. */
const FRAMES = "0a0300d1d1d1d1d1d1d1d104004869c3a9";

const forms: readonly (readonly [string, string, OctetTextForm, string])[] = [
  ["digits", "0300 4869", "hex", "03004869"],
  ["digits of both cases with colons", "03:00:C3:a9", "hex", "0300c3a9"],
  ["digits with 0x and commas", "0x03, 0x00, 0x48, 0x69", "hex", "03004869"],
  ["an array of C", "char peer0_0[] = { /* Packet 3 */\n0x03, 0x0,\n0x48, 0x69 };\n", "hex", "03004869"],
  ["an array of JavaScript", "Uint8Array.of(0x03, 0x00, 0x48, 0x69); // text", "hex", "03004869"],
  ["base64 with padding", "AwBIaQ==", "base64", "03004869"],
  ["base64 in lines", "CgMA0dHR0dHR\r\n0dEEAEhpw6k=", "base64", FRAMES],
  ["base64 of the alphabet for addresses", "AwD-_w==", "base64", "0300feff"],
  ["escape sequences", String.raw`\x03\x00Hi`, "escapes", "03004869"],
  ["bytes of Python", String.raw`b"\x03\x00\"\n\\"`, "escapes", "0300220a5c"],
  ["octal escapes, and text in UTF-8", String.raw`'\3\000é'`, "escapes", "0300c3a9"],
  [
    "a dump of xxd",
    "00000000: 0a03 00d1 d1d1 d1d1 d1d1 d104 0048 69c3  .............Hi.\n00000010: a9                                       .\n",
    "dump",
    FRAMES,
  ],
  [
    "a dump of hexdump -C",
    "00000000  0a 03 00 d1 d1 d1 d1 d1  d1 d1 d1 04 00 48 69 c3  |.............Hi.|\n" +
      "00000010  a9                                                |.|\n" +
      "00000011\n",
    "dump",
    FRAMES,
  ],
  [
    "a stream of Wireshark as hex dump",
    "    00000000  0a 03 00 d1 d1 d1 d1 d1  d1 d1 d1 04 00 48 69 c3   ........ .....Hi.\n" +
      "    00000010  a9                                                 .\n",
    "dump",
    FRAMES,
  ],
  [
    "one line of Wireshark with text of hexadecimal digits",
    "0000   03 00 61 62                                       ..ab",
    "dump",
    "03006162",
  ],
  ["a dump of od -A x -t x1", "000000 03 00 48\n000003 69\n000004\n", "dump", "03004869"],
  ["a dump that begins later", "00000020: 0300 48  ..H\n00000023: 69  i", "dump", "03004869"],
  ["lines of digits that are no dump", "0300 4869\n0300 4869", "hex", "0300486903004869"],
  ["equal lines of digits without spaces", "0100\n0100\n0101", "hex", "010001000101"],
  ["no octets", "", "hex", ""],
];

for (const [title, text, form, octets] of forms) {
  test(`parses ${title}`, (t) => {
    const parsed = parseOctets(text);
    t.deepEqual({ form: parsed.form, octets: hex(parsed.octets) }, { form, octets });
  });
}

const mistakes: readonly (readonly [string, string, string, string?])[] = [
  ["another character", "03 00 g8", 'expected hexadecimal digits, found "g" at character 7', "  03 00 g8\n        ^"],
  ["an odd number of digits", "03 00 4", "expected two hexadecimal digits per octet, found 5 digits"],
  ["base64 that is cut", "AwBIa=", 'expected hexadecimal digits, found "w" at character 2', "  AwBIa=\n   ^"],
  [
    "an unknown escape",
    String.raw`\x03\x00\q`,
    'expected an escape sequence such as \\x03, found "\\\\q" at character 9',
    "  \\x03\\x00\\q\n          ^",
  ],
  [
    "a dump without a line",
    "00000000: 0300  ..\n00000002: 48  H\n00000004: 69  i",
    "line 3: expected the offset 0003, found 0004; lines are missing or cut",
  ],
  [
    "a dump of two directions",
    "00000000  03 00\n    00000000  03 00",
    "line 2: expected the octets of one direction, found a line of the other one; keep the lines of one",
  ],
];

for (const [title, text, message, excerpt = ""] of mistakes) {
  test(`refuses ${title}, with its place`, (t) => {
    const error = t.throws(() => parseOctets(text), { instanceOf: UsageError });
    t.deepEqual({ message: error.message, excerpt: error.excerpt }, { message, excerpt });
  });
}
