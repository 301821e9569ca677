import test from "ava";
import fc from "fast-check";

import type { TracedField } from "../../../../reference/layout/index.ts";
import type { PrefixedModel, StructModel } from "../../../../reference/layout/model.ts";
import { exampleLines } from "../../../../scripts/generate/example/example-lines.ts";
import { parseExample } from "../../../../scripts/generate/example/parse-example.ts";
import { octetRuns } from "../../../../scripts/generate/example/octet-runs.ts";
import { fieldText } from "../../../../scripts/generate/example/field-text.ts";
import { frames } from "../fixtures/frame.ts";
import { published } from "../fixtures/published.ts";

const octetsOf = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replaceAll(" ", ""), "hex"));
const element = (id: string): StructModel | PrefixedModel =>
  ({ ...frames.elements, ...published.elements })[id] as StructModel | PrefixedModel;

/** Fields one after the other, given as path, bits and value. */
function traced(fields: readonly (readonly [string, number, unknown])[]): readonly TracedField[] {
  let bit = 0;
  return fields.map(([path, bits, value]) => {
    bit += bits;
    return { path, bit: bit - bits, bits, value };
  });
}

const flags = (type: string) => [["reserved", 4, 0], ["compression", 2, "none"], ["type", 2, type]] as const;

interface Printed {
  readonly title: string;
  readonly id: string;
  readonly hex: string;
  readonly fields: readonly (readonly [string, number, unknown])[];
  readonly lines: readonly string[];
}

const printed: readonly Printed[] = [
  {
    title: "a short text",
    id: "frame",
    hex: "03 00 48 69",
    fields: [["length", 8, 3], ...flags("text"), ["text", 16, "Hi"]],
    lines: [
      "03     length = 3",
      "00     reserved = 0, compression = none, type = text",
      '48 69  text = "Hi"',
    ],
  },
  {
    title: "an empty text beside the octets before it",
    id: "frame",
    hex: "01 00",
    fields: [["length", 8, 1], ...flags("text"), ["text", 0, ""]],
    lines: ["01  length = 1", '00  reserved = 0, compression = none, type = text, text = ""'],
  },
  {
    title: "a code in ASCII, a number and text that is not ASCII",
    id: "frame",
    hex: "0a 02 43 4c 4f 53 e8 03 c3 bc 22",
    fields: [["length", 8, 10], ...flags("error"), ["code", 32, "CLOS"], ["status", 16, 1000], ["reason", 24, 'ü"']],
    lines: [
      "0a           length = 10",
      "02           reserved = 0, compression = none, type = error",
      "43 4c 4f 53  code = CLOS",
      "e8 03        status = 1000",
      'c3 bc 22     reason = "\\u00fc\\""',
    ],
  },
  {
    title: "octets that go on in lines of their own",
    id: "frame",
    hex: `0b 01 ${"5a ".repeat(10)}`,
    fields: [["length", 8, 11], ...flags("binary"), ["bytes", 80, "5a".repeat(10)]],
    lines: [
      "0b                    length = 11",
      "01                    reserved = 0, compression = none, type = binary",
      "5a 5a 5a 5a 5a 5a 5a  bytes = 10 octets",
      "5a 5a 5a",
    ],
  },
  {
    title: "room for four octets a line beside the longest texts",
    id: "frame",
    hex: "00 01 02 03 04 05 06 07",
    fields: [["theFirstFewBitsOfSixOctets", 4, 0], ["theBitsThatFollowThem", 20, 1], ["theLastOctetsOfAll", 40, 1], ["nothing", 0, ""]],
    lines: [
      "00 01 02     theFirstFewBitsOfSixOctets = 0,",
      "             theBitsThatFollowThem = 1",
      '03 04 05 06  theLastOctetsOfAll = 1, nothing = ""',
      "07",
    ],
  },
  {
    title: "a prefix-coded integer by itself",
    id: "varsize",
    hex: "fe fe 00",
    fields: [["value", 24, 254]],
    lines: ["fe fe 00  varsize = 254"],
  },
  {
    title: "a prefix-coded integer that begins inside an octet",
    id: "websocket-frame",
    hex: "c1 7e 00 80",
    fields: [["fin", 1, true], ["rsv", 3, 4], ["opcode", 4, 1], ["mask", 1, false], ["payloadLength", 23, 128]],
    lines: ["c1        fin = true, rsv = 4, opcode = 1", "7e 00 80  mask = false, payloadLength = 128"],
  },
  {
    title: "fields that find no room beside the octets that they share",
    id: "websocket-frame",
    hex: "81 05",
    fields: [["isTheLastOfTheMessage", 1, true], ["extensionsReserved", 3, 0], ["operationCodeOfFrame", 4, 1], ["length", 8, 5]],
    lines: [
      "81  isTheLastOfTheMessage = true, extensionsReserved = 0,",
      "    operationCodeOfFrame = 1",
      "05  length = 5",
    ],
  },
  {
    title: "items of a repetition",
    id: "dns-question",
    hex: "02 61 62 00",
    fields: [["labels.0.length", 8, 2], ["labels.0.text", 16, "ab"]],
    lines: ["02     labels.0.length = 2", '61 62  labels.0.text = "ab"'],
  },
];

for (const { title, id, hex, fields, lines } of printed) {
  const octets = octetsOf(hex);

  test(`prints ${title}`, (t) => {
    t.deepEqual(exampleLines(octets, octetRuns(traced(fields)), (field) => fieldText(element(id), field)), lines);
  });
}

test("parses the octets of each printed example", (t) => {
  for (const { hex, lines, id } of printed.filter((each) => each.id !== "dns-question")) {
    t.deepEqual(parseExample(lines.map((line) => `   ${line}`)), { octets: octetsOf(hex) }, id);
  }
});

test("shortens a long text and shows its length in octets", (t) => {
  const [field] = traced([["text", 800, "abcdefghij".repeat(10)]]);
  t.is(fieldText(element("frame"), field as TracedField), 'text = "abcdefghijabcd"..., 100 octets');
});

test("prints any octets so that parsing returns them, in at most 69 columns", (t) => {
  const sizes = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 12 }).filter((list) => (list[0] ?? 0) > 0);
  const property = fc.property(sizes, fc.integer({ min: 1, max: 12 }), (list, letters) => {
    const octets = Uint8Array.from({ length: list.reduce((sum, size) => sum + size, 0) }, (_, index) => (index * 37) % 256);
    const fields = traced(list.map((size, index) => [`${"f".repeat(letters)}${index}`, size * 8, "00".repeat(size)] as const));
    const lines = exampleLines(octets, octetRuns(fields), ({ path }) => `${path} = x`);
    t.true(lines.every((line) => line.length <= 69));
    t.deepEqual(parseExample(lines), { octets });
  });
  fc.assert(property, { seed: 69, numRuns: 200 });
});

test("names the line that is not a line of an example", (t) => {
  t.is(
    t.throws(() => parseExample(["03  length = 3", "zz  type = text"])).message,
    'line 2: "zz  type = text" is not a line of an example, expected octets in hex, two spaces and field = value',
  );
});
