import test from "ava";

import { type InputAction, type InputReader, octetReader, readJsonLines, readTextLines } from "../../../../scripts/cli/connect/input.ts";
import { UsageError } from "../../../../scripts/common/program.ts";

/** Reads an input that arrives in pieces of some size. */
async function actionsOf(read: InputReader, input: string | Uint8Array, size = Infinity): Promise<InputAction[]> {
  const octets = typeof input === "string" ? Buffer.from(input) : Buffer.from(input);
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < octets.length; at += size) yield octets.subarray(at, Math.min(octets.length, at + size));
  }
  const actions: InputAction[] = [];
  for await (const action of read(chunks())) actions.push(action);
  return actions;
}

const message = (data: string | Uint8Array, compress = true): InputAction => ({ type: "message", data, compress });

for (const size of [1, 3, Infinity]) {
  test(`lines are text messages, in pieces of ${size} octets`, async (t) => {
    const input = "\ufeffhi\r\n\nw\u00f6rld \u{1f600}\nno end";
    const lines = ["\ufeffhi", "", "w\u00f6rld \u{1f600}", "no end"];
    t.deepEqual(await actionsOf(readTextLines, input, size), lines.map((text) => message(text)));
  });

  test(`octets that are not UTF-8 are refused with their offset, in pieces of ${size} octets`, async (t) => {
    for (const [octets, offset] of [
      [[0x61, 0x0a, 0x00, 0xff, 0xfe], 3],
      [[0x61, 0x0a, 0xc3, 0xb6, 0xc3, 0x0a, 0x61], 5],
      [[0xe2, 0x82], 2],
      [[0xed, 0xa0, 0x80, 0x0a], 1],
    ] as const) {
      await t.throwsAsync(actionsOf(readTextLines, Uint8Array.from(octets), size), {
        instanceOf: UsageError,
        message: `standard input: octet ${offset} is not UTF-8; --binary sends octets as they are`,
      });
    }
  });

  test(`octets become binary messages of the given size, in pieces of ${size} octets`, async (t) => {
    const octets = Uint8Array.of(0, 255, 254, 10, 5);
    t.deepEqual(await actionsOf(octetReader(), octets, size), [message(octets)]);
    t.deepEqual(await actionsOf(octetReader(2), octets, size), [
      message(Uint8Array.of(0, 255)),
      message(Uint8Array.of(254, 10)),
      message(Uint8Array.of(5)),
    ]);
    t.deepEqual(await actionsOf(octetReader(5), octets, size), [message(octets)]);
  });
}

test("an empty input is one empty binary message, and no text message", async (t) => {
  t.deepEqual(await actionsOf(octetReader(), ""), [message(new Uint8Array(0))]);
  t.deepEqual(await actionsOf(octetReader(2), ""), [message(new Uint8Array(0))]);
  t.deepEqual(await actionsOf(readTextLines, ""), []);
});

test("lines of JSON are messages, pings and a close; lines that the client printed are too", async (t) => {
  const lines = [
    '{"type":"text","text":"a\\nb"}',
    "",
    '{"time":"1970-01-01T00:00:00.000Z","event":"received","type":"binary","base64":"AP8="}',
    '{"type":"binary","bytes":"00ff","compress":false}',
    '{"type":"ping"}',
    '{"type":"close"}',
    '{"type":"close","code":3000,"reason":"so long"}',
  ];
  t.deepEqual(await actionsOf(readJsonLines, lines.join("\n")), [
    message("a\nb"),
    message(Uint8Array.of(0, 255)),
    message(Uint8Array.of(0, 255), false),
    { type: "ping" },
    { type: "close", code: 1000, reason: "" },
    { type: "close", code: 3000, reason: "so long" },
  ]);
});

const mistakes: readonly (readonly [line: string, message: string])[] = [
  ["hi", 'expected a JSON object such as {"type":"text","text":"Hi"}'],
  ['{"type":"sing"}', "expected the type text, binary, ping, close"],
  ['{"type":"text"}', "text: is missing; expected a string"],
  ['{"type":"binary"}', "expected either base64 or bytes, in hexadecimal"],
  ['{"type":"binary","base64":"*"}', 'expected base64, found "*" at character 1'],
];

for (const [line, problem] of mistakes) {
  test(`the line ${line} is refused with its number`, async (t) => {
    await t.throwsAsync(actionsOf(readJsonLines, `{"type":"text","text":"x"}\n${line}\n`), {
      instanceOf: UsageError,
      message: `standard input, line 2: ${problem}`,
    });
  });
}
