import test from "ava";

import { compileElement, fromHex } from "../../../reference/layout/index.ts";
import { websocket2 } from "../../../reference/schema/index.ts";
import { decodeItems } from "../../../scripts/frames/decode-items.ts";
import { findUtf8Fault, wrongOctetOf } from "../../../scripts/frames/utf8-fault.ts";

const places: readonly (readonly [string, string, readonly [at: number, begin: number] | undefined])[] = [
  ["no octets", "", undefined],
  ["characters of one to four octets", "48c3a9e282acf09f9880", undefined],
  ["the least and the greatest character of each length", "007fc280dfbfe0a080ed9fbfee8080efbfbff0908080f48fbfbf", undefined],
  ["a character that is cut by another", "48656c6c6fc3282121", [6, 5]],
  ["an octet that continues nothing", "4880", [1, 1]],
  ["an overlong character of two octets", "48c080", [1, 1]],
  ["an overlong character of three octets", "e09fbf", [1, 0]],
  ["an overlong character of four octets", "f08fbfbf", [1, 0]],
  ["a surrogate", "48eda080", [2, 1]],
  ["a character over U+10FFFF", "f4908080", [1, 0]],
  ["an octet that occurs nowhere", "fe", [0, 0]],
  ["the third octet of four", "f09f28", [2, 0]],
  ["an end inside a character", "48e282", [3, 1]],
];

for (const [title, hex, place] of places) {
  test(`finds the first octet that cannot stand in UTF-8: ${title}`, (t) => {
    t.deepEqual(findUtf8Fault(fromHex(hex)), place === undefined ? undefined : { at: place[0], begin: place[1] });
  });
}

test("a text is UTF-8 exactly if the decoder of the platform takes it, for all octets at the bounds of the table", (t) => {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const isUtf8 = (octets: Uint8Array): boolean => {
    try {
      decoder.decode(octets);
      return true;
    } catch {
      return false;
    }
  };
  const seconds = [0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xff];
  const texts = Array.from({ length: 256 }, (_, lead) =>
    seconds.flatMap((second) => [[lead], [lead, second], [lead, second, 0x80], [lead, second, 0x80, 0xbf]]),
  ).flat();
  const different = texts.filter((text) => (findUtf8Fault(Uint8Array.from(text)) === undefined) !== isUtf8(Uint8Array.from(text)));
  t.deepEqual(different, []);
});

test("the octet of a frame is counted from the first octet of the input; octets behind the frame are no part of its text", (t) => {
  const wrongIn = (hex: string): unknown =>
    decodeItems(compileElement(websocket2, "frame"), fromHex(hex), { method: "none" }).map(wrongOctetOf).at(-1);
  t.deepEqual(wrongIn("0a0048656c6c6fc3282121"), { octet: 8, offset: 8, text: "octet 8, 28, cannot follow c3 in UTF-8" });
  t.deepEqual(wrongIn("030048690300c028"), { octet: 6, offset: 2, text: "octet 6, c0, begins no character of UTF-8" });
  t.deepEqual(wrongIn("0400e2820300"), { octet: 4, offset: 4, text: "octet 4, 03, cannot follow e2 82 in UTF-8" });
  t.deepEqual(wrongIn("030048e203004869"), { text: "the text ends inside the character that begins at octet 3 with e2" });
  t.deepEqual(wrongIn("0a02434c4f53e80361c328"), { octet: 10, offset: 10, text: "octet 10, 28, cannot follow c3 in UTF-8" });
  t.deepEqual(wrongIn("0110"), undefined);
});
