import test from "ava";

import { type Command, parseArguments } from "../../../scripts/cli/command.ts";
import { draftCommands } from "../../../scripts/cli/draft/commands.ts";
import { readCompressionOffer } from "../../../scripts/cli/options/compression.ts";
import { wrapText } from "../../../scripts/common/wrap-text.ts";
import { colouredStyle, styleFor } from "../../../scripts/cli/terminal/style.ts";
import { UsageError } from "../../../scripts/common/program.ts";
import { programCommand } from "../../programs.ts";
import { runWs2 } from "./run-ws2.ts";

const own = `${programCommand("cli")} adapter`;

test("prints its help with --help, and without a command", async (t) => {
  const { code, out } = await runWs2(["--help"]);
  t.is(code, 0);
  t.deepEqual(out.match(/^ {2}(serve|connect|decode|encode|adapter|vectors run) /gm), [
    "  serve ",
    "  connect ",
    "  decode ",
    "  encode ",
    "  adapter ",
    "  vectors run ",
  ]);
  t.deepEqual(out.split("\n").filter((line) => line.length > 80), []);
  t.is((await runWs2([])).code, 2);
  t.is((await runWs2([])).out, out);
});

/** The names of the commands for authors, as a message lists them. */
const draftNames = draftCommands.map(({ name }) => name).join(", ");

for (const name of [
  ...draftCommands.map(({ name }) => name),
  "serve",
  "connect",
  "decode",
  "encode",
  "source",
  "adapter",
  "vectors run",
  "vectors list",
  "vectors show",
  "vectors diff",
  "conformance server",
  "conformance client",
  "completion",
]) {
  test(`prints the help of ${name} with every option, no line too long`, async (t) => {
    const { code, out } = await runWs2([...name.split(" "), "--help"]);
    t.is(code, 0);
    t.true(out.startsWith(`Usage: ws2 ${name} [OPTIONS]`));
    t.true(out.includes("  -h, --help"));
    t.true(out.includes("\nExamples\n"));
    t.deepEqual(
      out.split("\n").filter((line) => line.length > 80),
      [],
    );
  });
}

test("prints its version", async (t) => {
  t.regex((await runWs2(["--version"])).out, /^websocket2 \d+\.\d+\.\d+\n$/);
});

test("lists the commands for an unknown one", async (t) => {
  t.is(
    (await runWs2(["dcode"])).error,
    `ws2: expected a command (serve, connect, paths, decode, encode, source, adapter, vectors run, vectors list, vectors show, vectors diff, conformance server, conformance client, completion, report merge, ${draftNames}), found "dcode"\nSee ws2 --help.\n`,
  );
  t.is(
    (await runWs2(["vectors", "go"])).error,
    'ws2: expected a command (vectors run, vectors list, vectors show, vectors diff), found "vectors go"\nSee ws2 --help.\n',
  );
});

test("a group of commands lists its commands", async (t) => {
  for (const [words, code] of [[["vectors"], 2], [["vectors", "--help"], 0], [["vectors", "help"], 0]] as const) {
    const shown = await runWs2(words);
    t.is(shown.code, code);
    t.true(shown.out.startsWith("Usage: ws2 vectors COMMAND [OPTIONS] [ARGUMENTS]\n"));
    t.deepEqual(shown.out.match(/^ {2}vectors \w+/gm), ["  vectors run", "  vectors list", "  vectors show", "  vectors diff"]);
  }
});

/** A command with each kind of option. */
const optionsCommand: Command = {
  operands: "",
  description: [],
  options: {
    port: { short: "p", valueName: "PORT", summary: "" },
    header: { short: "H", valueName: "NAME:VALUE", multiple: true, summary: "" },
    json: { summary: "" },
  },
  examples: [],
  run: async () => 0,
};

test("values of a repeatable option add up, in their order", (t) => {
  const args = parseArguments(optionsCommand, ["-H", "a:1", "--json", "--header=b:2", "--json", "-Hc:3", "-p", "1"]);
  t.deepEqual([args.values("header"), args.value("port"), args.has("json")], [["a:1", "b:2", "c:3"], "1", true]);
});

test("a second value of another option is refused", (t) => {
  t.throws(() => parseArguments(optionsCommand, ["-p", "1", "--port", "2"]), {
    instanceOf: UsageError,
    message: '--port: expected one value, found "1" and "2"',
  });
});

test("compression methods add up, each once", (t) => {
  const options = { compression: { short: "c", valueName: "METHODS", multiple: true, summary: "" } } as const;
  const offer = (...words: string[]) => readCompressionOffer(parseArguments({ ...optionsCommand, options }, words));
  t.deepEqual(offer("-c", "lz4=3", "-c", "deflate=9-10"), { lz4: [3, 3], deflate: [9, 10] });
  t.deepEqual(offer(), {});
  t.throws(() => offer("-c", "lz4,deflate", "-c", "lz4=3"), {
    instanceOf: UsageError,
    message: "--compression: expected each method once, found lz4 again",
  });
});

test("uses colours on a terminal only, and not with NO_COLOR", (t) => {
  t.is(styleFor(true, {}).bad("x"), "\x1b[31mx\x1b[39m");
  t.is(styleFor(true, { NO_COLOR: "" }).bad("x"), "\x1b[31mx\x1b[39m");
  t.is(styleFor(true, { NO_COLOR: "1" }).bad("x"), "x");
  t.is(styleFor(true, { TERM: "dumb" }).bad("x"), "x");
  t.is(styleFor(false, {}).bad("x"), "x");
});

test("colours change nothing but the colour", async (t) => {
  for (const words of [["decode", "0502434c4f53"], ["decode", "01f0"], ["decode", "05"], ["--help"], ["decode", "--help"]]) {
    // eslint-disable-next-line no-control-regex -- the sequences that colour a terminal begin with ESC
    t.is((await runWs2(words, "", colouredStyle)).out.replace(/\x1b\[\d+m/g, ""), (await runWs2(words)).out);
  }
});

test("breaks lines at spaces and never inside a word", (t) => {
  t.deepEqual(wrapText("a bb ccc", 4), ["a bb", "ccc"]);
  t.deepEqual(wrapText("a bbbbbb c", 4), ["a", "bbbbbb", "c"]);
});

test("the adapter answers line by line", async (t) => {
  const input = '{"cmd":"start","format":1}\n{"cmd":"run","seq":1,"op":"varsize","wire":"fd"}\n{"cmd":"stop"}\n';
  const { code, out } = await runWs2(["adapter"], input);
  t.is(code, 0);
  const [start, run] = out.trim().split("\n").map((line) => JSON.parse(line) as Record<string, unknown>);
  t.is(start?.["name"], "websocket2");
  t.deepEqual(run, { seq: 1, value: 253 });
});

test("the adapter refuses a line outside the protocol", async (t) => {
  const { code, error } = await runWs2(["adapter"], "hello\n");
  t.is(code, 2);
  t.true(error.includes("the line was hello"), error);
});

test("checks its own adapter against vectors", async (t) => {
  const { code, out } = await runWs2(["vectors", "run", "--adapter", own, "--id", "varsize/long", "--verbose"]);
  t.is(code, 0, out);
  t.is(out.match(/^pass {2}varsize\/long\//gm)?.length, 8);
  t.true(out.endsWith("No case failed.\n"));
});

test("escapes control characters in the message of a usage error", async (t) => {
  const { error } = await runWs2(["vectors", "list", "--suite", "\u009b2J\u202e"]);
  t.regex(error, /^ws2: --suite: expected one of .*, found "\\u009b2J\\u202e"\n/);
});

const usage: readonly (readonly [title: string, words: readonly string[], error: RegExp])[] = [
  ["no adapter", [], /^ws2: expected --adapter COMMAND\n/],
  ["a timeout of 0", ["--adapter", "true", "--timeout", "0"], /^ws2: --timeout: expected an integer from 1 to 3600000, found "0"\n/],
  ["a folder without vectors", ["--adapter", "true", "--vectors", "draft"], /^ws2: draft: no vectors, expected files/],
  ["arguments", ["--adapter", "true", "frame"], /^ws2: expected no arguments, found frame\n/],
  ["an adapter that ends at once", ["--adapter", "exit 3"], /^ws2: exit 3: the adapter ended with exit code 3\n/],
];

for (const [title, words, error] of usage) {
  test(`refuses ${title}`, async (t) => {
    const given = await runWs2(["vectors", "run", ...words]);
    t.is(given.code, 2);
    t.regex(given.error, error);
  });
}
