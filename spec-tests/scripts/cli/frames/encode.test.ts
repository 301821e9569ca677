import test from "ava";

import { runWs2 } from "../run-ws2.ts";

const forms: readonly (readonly [title: string, words: readonly string[], hex: string])[] = [
  ["a text", ["text", "Hi"], "03004869"],
  ["a text of several words, spaces kept", ["text  Hi  you"], "09002048692020796f75"],
  ["an empty text", ["text"], "0100"],
  ["a text that is a number", ["text", "7"], "020037"],
  ["octets", ["binary", "00 FF"], "030100ff"],
  ["no octets", ["binary"], "0101"],
  ["a close without status", ["close"], "0502434c4f53"],
  ["a close with a status", ["close", "1000"], "0702434c4f53e803"],
  ["a close with status and reason", ["close", "4999", "so", "long"], "0e02434c4f538713736f206c6f6e67"],
  ["another error", ["error", "FRAM"], "05024652414d"],
  ["an error with status and reason", ["error CLOS 1001 x"], "0802434c4f53e90378"],
  ["a ping", ["ping", "0102030405060708"], "0a03000102030405060708"],
  ["a pong", ["pong", "0102030405060708"], "0a03010102030405060708"],
  ["a JSON value", ['{"type":"binary","bytes":"00ff"}'], "030100ff"],
  ["a JSON value with a pattern", ['{"type":"binary","bytes":{"repeat":"00","count":2}}'], "03010000"],
  ["a compressed payload of the negotiated method", ["-c", "lz4", '{"type":"text","compression":"lz4","payload":"0110aa"}'], "04040110aa"],
];

for (const [title, words, hex] of forms) {
  test(`encodes ${title}`, async (t) => {
    t.deepEqual(await runWs2(["encode", ...words]), { code: 0, out: `${hex}\n`, error: "" });
  });
}

test("compresses a message if the result is smaller, and no other frame", async (t) => {
  const { out } = await runWs2(["encode", "-c", "lz4", "-"], `text ${"ho ".repeat(10)}\ntext Hi\nping 0102030405060708\n`);
  t.regex(out, /^..041e[0-9a-f]+\n03004869\n0a03000102030405060708\n$/);
});

test("encodes one frame per line of the standard input, in each form of octets", async (t) => {
  const input = 'text Hi\r\n\n{"type":"error","code":"CLOS"}\nclose';
  t.is((await runWs2(["encode", "-"], input)).out, "03004869\n0502434c4f53\n0502434c4f53\n");
  t.is((await runWs2(["encode", "--to", "base64", "-"], input)).out, "AwBIaQUCQ0xPUwUCQ0xPUw==\n");
  t.is((await runWs2(["encode", "--to", "binary", "-"], input)).out, "\x03\x00Hi\x05\x02CLOS\x05\x02CLOS");
});

test("decodes its own output, in each form", async (t) => {
  for (const form of ["hex", "base64", "binary"]) {
    const { out } = await runWs2(["encode", "--to", form, "-"], "text Hi\nping 0102030405060708\n");
    const { items } = JSON.parse((await runWs2(["decode", "--json", "-"], out)).out) as { items: { value: unknown }[] };
    t.deepEqual(
      items.map((item) => item.value),
      [
        { type: "text", text: "Hi" },
        { type: "ping", kind: "ping", data: "0102030405060708" },
      ],
      form,
    );
  }
});

const mistakes: readonly (readonly [title: string, words: readonly string[], input: string, error: string])[] = [
  ["no frame", [], "", "expected a frame, or - for the standard input with one frame per line"],
  ["an unknown word", ["txt", "Hi"], "", 'expected a JSON object, or one of text, binary, close, error, ping, pong, found "txt"'],
  ["octets of a ping that are too few", ["ping", "00"], "", "data: expected 8 octets, found 1 octets"],
  ["a reason without a status", ["close", "bye"], "", 'expected a status and optionally a reason, found "bye"'],
  ["a status that is not sent", ["close", "1005"], "", "status: expected 1000 to 1003, 1007 to 1014, or 3000 to 4999, found 1005"],
  [
    "a code of five letters",
    ["error", "CLOSE"],
    "",
    'code: expected one of CLOS, UTF8, DECO, FRAM, LRGE, or 4 octets 20 to 7E, found "CLOSE"',
  ],
  ["a stray digit", ["binary", "0g"], "", 'expected hexadecimal digits, found "g" at character 2'],
  ["an unknown field", ['{"type":"text","txt":"x"}'], "", "txt: is not a field here, expected compression, type, text"],
  [
    "a compression that is not negotiated",
    ['{"type":"text","compression":"lz4","payload":"00"}'],
    "",
    "compression: expected none or the negotiated method (none), found lz4",
  ],
  ["a line of the standard input, by its number", ["-"], "text a\n\nping\n", "line 3: data: expected 8 octets, found 0 octets"],
  ["two compressions", ["-c", "lz4,deflate", "close"], "", "--compression: expected one method, found lz4, deflate"],
  [
    "a window that no server chooses",
    ["-c", "deflate=8", "close"],
    "",
    "--compression: expected a parameter that websocket2-compression can choose, found deflate=8",
  ],
  ["an unknown form", ["--to", "octal", "close"], "", '--to: expected one of hex, base64, binary, found "octal"'],
];

for (const [title, words, input, error] of mistakes) {
  test(`refuses ${title}`, async (t) => {
    t.deepEqual(await runWs2(["encode", ...words], input), { code: 2, out: "", error: `ws2: ${error}\nSee ws2 encode --help.\n` });
  });
}

test("refuses malformed JSON and names the place", async (t) => {
  const { code, error } = await runWs2(["encode", '{"type":']);
  t.is(code, 2);
  t.regex(error, /^ws2: expected a JSON object: .*JSON/);
});
