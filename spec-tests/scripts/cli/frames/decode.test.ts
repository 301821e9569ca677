import test from "ava";

import { runWs2 } from "../run-ws2.ts";

const lines = (...text: string[]): string => `${text.join("\n")}\n`;

test("shows a frame field by field", async (t) => {
  t.deepEqual(await runWs2(["decode", "0502434c4f53"]), {
    code: 0,
    error: "",
    out: lines(
      "Frame, 6 octets",
      "",
      "  octet  hex          bits      field        value",
      "  0      05                     length       5",
      "  1      02           0000....  reserved     0",
      "                      ....00..  compression  none",
      "                      ......10  type         error",
      "  2      43 4c 4f 53            code         CLOS",
    ),
  });
});

test("shows one frame after the other, each with its offset in the input", async (t) => {
  const { code, out } = await runWs2(["decode", "0100", "020100"]);
  t.is(code, 0);
  t.is(
    out,
    lines(
      "Frame, 2 octets",
      "",
      "  octet  hex  bits      field        value",
      "  0      01             length       1",
      "  1      00   0000....  reserved     0",
      "              ....00..  compression  none",
      "              ......00  type         text",
      '  2      -              text         ""',
      "",
      "Frame at octet 2, 3 octets",
      "",
      "  octet  hex  bits      field        value",
      "  2      02             length       2",
      "  3      01   0000....  reserved     0",
      "              ....00..  compression  none",
      "              ......01  type         binary",
      "  4      00             bytes        1 octet",
    ),
  );
});

test("marks the bits of a fault and prints the expected and found values", async (t) => {
  const { code, out } = await runWs2(["decode", "0100 01f0"]);
  t.is(code, 1);
  t.true(
    out.endsWith(
      lines(
        "  octet  hex  bits      field     value",
        "  2      01             length    1",
        "  3      f0   1111....  reserved  15",
        "              ^^^^",
        "",
        "reserved at octet 3 (bit 0): expected 0, found 15 [FRAM]",
      ),
    ),
  );
});

test("marks the octets of a fault", async (t) => {
  const { code, out } = await runWs2(["decode", "fe0300"]);
  t.is(code, 1);
  t.true(out.includes(lines("  0      fe 03 00  length  3 in 24 bits", "         ^^^^^^^^")), out);
});

test("prints the number of missing octets, and shows the octets after the last field", async (t) => {
  const { code, out } = await runWs2(["decode", "0502434c"]);
  t.is(code, 1);
  t.true(out.endsWith(lines("  2      43 4c            (cut)", "", "incomplete: at least 2 octets more")), out);
});

test("shortens a long field", async (t) => {
  const { out } = await runWs2(["decode", `fd01${"00".repeat(252)}`]);
  t.true(out.includes("  2      00 00 00 00 00 00 00 00            bytes        252 octets\n"), out);
  t.true(out.endsWith("         ... 220 more\n"), out);
  t.is(out.split("\n").length, 13);
});

test("decodes the element that the option names", async (t) => {
  t.true((await runWs2(["decode", "--type", "varsize", "feff00"])).out.includes("  0      fe ff 00  value  255\n"));
  t.true((await runWs2(["decode", "-t", "error-payload", "434c4f53"])).out.includes("code"));
  const { code, error } = await runWs2(["decode", "-t", "frames", "00"]);
  t.is(code, 2);
  t.regex(error, /^ws2: --type: expected one of varsize, frame, .*, found "frames"\n/);
});

test("applies the given limit and compression", async (t) => {
  t.is((await runWs2(["decode", "ff02000100"])).out.includes("LRGE"), false);
  t.is((await runWs2(["decode", "--limit", "65536", "ff02000100"])).out.includes("[LRGE]"), true);
  t.is((await runWs2(["decode", "0204aa"])).code, 1);
  t.is((await runWs2(["decode", "-c", "lz4", "05050220aabb"])).code, 0);
  t.is((await runWs2(["decode", "-c", "deflate", "05050220aabb"])).code, 1);
  const { code, error } = await runWs2(["decode", "-c", "brotli", "0204aa"]);
  t.is(code, 2);
  t.true(error.includes("brotli"), error);
});

const inputs: readonly (readonly [title: string, words: readonly string[], input: Uint8Array | string])[] = [
  ["hexadecimal in one word", ["03004869"], ""],
  ["hexadecimal in words, capitals and 0x", ["0x03", "00", "48", "69"], ""],
  ["hexadecimal with colons", ["03:00:48:69"], ""],
  ["base64", ["--from", "base64", "AwBIaQ=="], ""],
  ["base64 with padding", ["AwBIaQ=="], ""],
  ["base64 with padding from the standard input", ["-"], "AwBI\naQ==\n"],
  ["base64 without its padding", ["--from", "base64", "AwBIaQ"], ""],
  ["hexadecimal that could be base64", ["03004869"], ""],
  ["hexadecimal from the standard input", ["-"], "03 00\n48 69\n"],
  ["base64 from the standard input", ["-", "-f", "base64"], "AwBI\naQ==\n"],
  ["binary from the standard input", ["-"], Uint8Array.of(3, 0, 0x48, 0x69)],
  ["binary that could be hexadecimal, with the option", ["-", "--from", "binary"], Uint8Array.of(3, 0, 0x48, 0x69)],
];

for (const [title, words, input] of inputs) {
  test(`takes ${title}`, async (t) => {
    const { code, out } = await runWs2(["decode", "--json", ...words], input);
    t.is(code, 0);
    t.deepEqual((JSON.parse(out) as { items: { value: unknown }[] }).items.map((item) => item.value), [{ type: "text", text: "Hi" }]);
  });
}

const mistakes: readonly (readonly [title: string, words: readonly string[], error: string])[] = [
  ["a character that is not a digit", ["05:0g"], 'expected hexadecimal digits, found "g" at character 5\n  05:0g\n      ^'],
  [
    "the name of a file",
    ["/tmp/a.bin"],
    'expected hexadecimal digits, found "/" at character 1; no file has the name /tmp/a.bin\n  /tmp/a.bin\n  ^',
  ],
  [
    "mistyped hexadecimal with the length of base64",
    ["05zz"],
    'expected hexadecimal digits, found "z" at character 3; --from base64 takes it as base64\n  05zz\n    ^',
  ],
  [
    "hexadecimal in capitals with a mistake",
    ["0300486G"],
    'expected hexadecimal digits, found "G" at character 8; --from base64 takes it as base64\n  0300486G\n         ^',
  ],
  [
    "words of hexadecimal with a mistake",
    ["03", "00", "4Z", "6z"],
    'expected hexadecimal digits, found "Z" at character 8\n  03 00 4Z 6z\n         ^',
  ],
  [
    "a mistake in the midst of much",
    ["00".repeat(50) + "y?" + "00".repeat(50)],
    `expected hexadecimal digits, found "y" at character 101\n  ${"0".repeat(30)}y?${"0".repeat(28)}\n  ${" ".repeat(30)}^`,
  ],
  ["an odd number of digits", ["050"], "expected two hexadecimal digits per octet, found 3 digits"],
  ["no octets", [], "expected octets in hexadecimal or base64, a file, or - for the standard input"],
  ["base64 with a stray character", ["--from", "base64", "A*"], 'expected base64, found "*" at character 2\n  A*\n   ^'],
  [
    "base64 that lacks a character",
    ["--from", "base64", "AwBIaQ="],
    "expected base64, four characters for three octets, found 7 characters",
  ],
  [
    "base64 of one character too many",
    ["--from", "base64", "AwBIa"],
    "expected base64, four characters for three octets, found 5 characters",
  ],
  ["binary in an argument", ["--from", "binary", "00"], "--from binary: expected -, since only a file or the standard input can be binary"],
  ["another form", ["--from", "octal", "00"], '--from: expected one of hex, base64, binary, found "octal"'],
  ["a limit that is not a number", ["--limit", "1k", "00"], '--limit: expected an integer from 0 to 4294967296, found "1k"'],
  ["an unknown option", ["--tpye", "x"], "Unknown option '--tpye'"],
];

for (const [title, words, error] of mistakes) {
  test(`refuses ${title}`, async (t) => {
    t.deepEqual(await runWs2(["decode", ...words]), { code: 2, out: "", error: `ws2: ${error}\nSee ws2 decode --help.\n` });
  });
}

test("finds a mistake in text from the standard input, and does not read text as binary", async (t) => {
  const error = 'ws2: expected hexadecimal digits, found "g" at character 11\n  03 00 48 6g\n            ^\nSee ws2 decode --help.\n';
  t.deepEqual(await runWs2(["decode", "-"], "03 00\n48 6g\n"), { code: 2, out: "", error });
});

test("prints JSON with the bits of every field, and the fault", async (t) => {
  const { code, out } = await runWs2(["decode", "--json", "0100", "01f0"]);
  t.is(code, 1);
  const { type, items } = JSON.parse(out) as { type: string; items: { octet: number; fields: unknown[]; issue?: object }[] };
  t.is(type, "frame");
  t.deepEqual(items[0]?.fields.slice(0, 2), [
    { path: "length", bit: 0, bits: 8, value: 1 },
    { path: "reserved", bit: 8, bits: 4, value: 0 },
  ]);
  t.is(items[1]?.octet, 2);
  t.deepEqual(items[1]?.issue, { code: "FRAM", rule: "equals", path: "reserved", octet: 3, bit: 24, expected: "0", found: "15" });
});

test("decompresses compressed frames with one context", async (t) => {
  const text = "ho ho ho ho ho ho ho ho";
  const { out } = await runWs2(["encode", "-c", "deflate=9", "-"], `text ${text}\ntext ${text}\nbinary 0102\n`);
  const { code, out: shown } = await runWs2(["decode", "-c", "deflate=9", "-"], out);
  t.is(code, 0);
  t.is(shown.match(/^decompressed, 23 octets: "ho ho ho ho ho ho ho ho"$/gm)?.length, 2);
  const json = JSON.parse((await runWs2(["decode", "--json", "-c", "deflate=9", "-"], out)).out) as { items: { content?: unknown }[] };
  t.deepEqual(json.items.map((item) => item.content), [text, text, undefined]);
});

test("shows the first octets of a compressed frame", async (t) => {
  const { out } = await runWs2(["decode", "-c", "lz4", "05050220aabb"]);
  t.true(out.endsWith("\ndecompressed, 2 octets: aa bb\n"), out);
  const many = (await runWs2(["encode", "-c", "lz4", `binary ${"00".repeat(40)}`])).out;
  t.true((await runWs2(["decode", "-c", "lz4", "-"], many)).out.endsWith(`: ${"00 ".repeat(16)}... 24 more\n`));
});

test("stops at a payload that does not decompress and prints place and reason", async (t) => {
  const { code, out } = await runWs2(["decode", "-c", "lz4", "0100 04050210aa 0100"]);
  t.is(code, 1);
  t.true(out.endsWith("\nblock at octet 5 (bit 0): expected 2 octets of the message, found 1 [DECO]\n"), out);
  const { items } = JSON.parse((await runWs2(["decode", "--json", "-c", "lz4", "0100 04050210aa 0100"])).out) as {
    items: { issue?: { octet: number; code: string } }[];
  };
  t.deepEqual(items.map(({ issue }) => [issue?.code, issue?.octet]), [[undefined, undefined], ["DECO", 5]]);
  t.regex((await runWs2(["decode", "-c", "lz4", "04040110ff"])).out, /payload at octet 2 .*UTF-8.*\[UTF8\]\n$/);
  t.regex((await runWs2(["decode", "0a0048656c6c6fc3282121"])).out, /\[UTF8\]\noctet 8, 28, cannot follow c3 in UTF-8\n$/);
  t.regex((await runWs2(["decode", "-c", "lz4", "-l", "3", "04050410aa"])).out, /\[LRGE\]\n$/);
});
