import test from "ava";
import { exitCodeOf, numberOption, type Program, UsageError } from "../../../scripts/common/program.ts";
import { FileError } from "../../../scripts/common/validate-file.ts";

const options = { depth: { type: "string", default: "1" }, force: { type: "boolean", default: false } } as const;

function run(operands: Program<typeof options>["operands"], main: Program<typeof options>["main"], ...args: string[]) {
  const printed: string[] = [];
  const output = {
    log: (text: string) => printed.push(`out: ${text}`),
    error: (text: string) => printed.push(`err: ${text.replace(/^\S+: /, "")}`),
  };
  const program: Program<typeof options> = { usage: "usage: x.js", options, ...(operands === undefined ? {} : { operands }), main };
  return exitCodeOf(program, args, output).then((code) => ({ code, printed }));
}

test("a program gets its options and operands and returns its exit code", async (t) => {
  t.deepEqual(
    await run(
      [1, 2],
      (values, operands) => (t.deepEqual([{ ...values }, operands], [{ depth: "3", force: true }, ["a"]]), 7),
      "--depth",
      "3",
      "a",
      "--force",
    ),
    { code: 7, printed: [] },
  );
});

test("--help prints the usage and runs nothing", async (t) => {
  for (const option of ["--help", "-h"]) {
    t.deepEqual(await run([1, 1], () => t.fail() as never, option), { code: 0, printed: ["out: usage: x.js"] });
  }
});

const mistakes: readonly (readonly [
  title: string,
  args: readonly string[],
  operands: readonly [number, number] | undefined,
  message: string,
])[] = [
  ["an unknown option", ["--dept", "1"], undefined, "Unknown option '--dept'"],
  ["an operand of a program without operands", ["a", "b"], undefined, "expected no arguments beside options, found a b"],
  ["a missing operand", [], [1, 1], "expected 1 argument, found none"],
  ["too few operands", ["a"], [2, Infinity], "expected at least 2 arguments, found a"],
  ["too many operands", ["a", "b"], [0, 1], "expected at most 1 argument, found a b"],
];

for (const [title, args, operands, message] of mistakes) {
  test(`${title} prints the mistake and the usage, with exit code 2`, async (t) => {
    t.deepEqual(await run(operands, () => t.fail() as never, ...args), { code: 2, printed: [`err: ${message}\nusage: x.js`] });
  });
}

test("a usage error of the program prints the usage, a file error only its message", async (t) => {
  const usage = await run([0, 0], () => {
    throw new UsageError("--depth: too deep");
  });
  t.deepEqual(usage, { code: 2, printed: ["err: --depth: too deep\nusage: x.js"] });
  const file = await run([0, 0], () => {
    throw new FileError("a.json: $: expected a list");
  });
  t.deepEqual(file, { code: 2, printed: ["err: $: expected a list"] });
});

test("any other error passes through", async (t) => {
  await t.throwsAsync(run([0, 0], () => Promise.reject(new RangeError("a mistake in the program"))), { instanceOf: RangeError });
});

test("a number of an option has bounds", (t) => {
  t.is(numberOption("minutes", "0.5"), 0.5);
  for (const text of ["", " ", "x", "-1"]) {
    t.throws(() => numberOption("minutes", text), {
      instanceOf: UsageError,
      message: `--minutes: expected a number from 0, found ${JSON.stringify(text)}`,
    });
  }
  t.throws(() => numberOption("port", "65536", 1, 65535), { message: '--port: expected a number from 1 to 65535, found "65536"' });
});
