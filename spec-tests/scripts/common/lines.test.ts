import test from "ava";
import { LineSplitter, splitLines } from "../../../scripts/common/lines.ts";

async function linesOf(...pieces: string[]): Promise<string[]> {
  async function* feed() {
    yield* pieces;
  }
  const lines: string[] = [];
  for await (const line of splitLines(feed())) lines.push(line);
  return lines;
}

test("lines cross the borders of pieces, and the last one needs no line end", async (t) => {
  t.deepEqual(await linesOf("a", "b\r", "\nc\n\nd", "e"), ["ab", "c", "", "de"]);
  t.deepEqual(await linesOf("a\n"), ["a"]);
  t.deepEqual(await linesOf(), []);
});

test("counts the characters of the line that has no end yet", (t) => {
  const splitter = new LineSplitter();
  const pending = ["ab", "c", "d\nef", "\n"].map((piece) => {
    splitter.push(piece);
    return splitter.pending;
  });
  t.deepEqual(pending, [2, 3, 2, 0]);
});
