import test from "ava";
import fc from "fast-check";
import { foldLines, foldMarker } from "../../../../scripts/draft/drawings/fold.ts";

/** Unfolds text by RFC 8792, Section 7.2.2. */
function unfold(lines: readonly string[]): string {
  return lines.slice(2).join("\n").replace(/\\\n */g, "");
}

test("does not fold lines of the full width", (t) => {
  const lines = ["x".repeat(50), "ends with \\"];
  t.is(foldLines(lines, 50), lines);
});

test("folds a line one column too wide, with the header and a blank line", (t) => {
  t.deepEqual(foldLines(["a", "x".repeat(51)], 50), [`====== ${foldMarker} ======`, "", "a", `${"x".repeat(49)}\\`, "xx"]);
});

test("folds after a near space", (t) => {
  const line = `${"x".repeat(36)} ${"y".repeat(20)}`;
  t.deepEqual(foldLines([line], 50), [`====== ${foldMarker} ======`, "", `${"x".repeat(36)} \\`, "y".repeat(20)]);
});

test("does not fold before a space", (t) => {
  const line = `${"x".repeat(40)}${" ".repeat(12)}${"y".repeat(10)}`;
  t.deepEqual(foldLines([line], 50), [`====== ${foldMarker} ======`, "", `${"x".repeat(39)}\\`, `x${" ".repeat(12)}${"y".repeat(10)}`]);
});

test("refuses a line of spaces, a line that ends with a backslash, and folded text", (t) => {
  const wide = "x".repeat(60);
  t.deepEqual(foldLines([wide, `${" ".repeat(60)}x`], 50), { index: 1, reason: "line has 50 spaces in a row, too many to be folded" });
  t.like(foldLines([wide, "a\\"], 50), { index: 1 });
  t.deepEqual(foldLines([wide, `## ${foldMarker} ##`], 50), { index: 1, reason: "the text is already folded; remove fold" });
});

test("unfolding gives the same text, and all lines fit", (t) => {
  const line = fc.string({ unit: fc.constantFrom("a", "b", " ", "\\"), maxLength: 200 }).map((text) => `x${text}.`);
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 5 }), (lines) => {
      const folded = foldLines(lines, 50);
      if ("reason" in folded) return folded.reason.startsWith("line has 50 spaces");
      return folded === lines || (unfold(folded) === lines.join("\n") && folded.every((one) => one.length <= 50));
    }),
    { seed: 8792, numRuns: 300 },
  );
  t.pass();
});
