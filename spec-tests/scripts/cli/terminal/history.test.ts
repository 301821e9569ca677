import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import test from "ava";

import { HISTORY_LINES, historyPath, openHistory } from "../../../../scripts/cli/terminal/history.ts";

test("the file is below XDG_STATE_HOME, or the home of the user", (t) => {
  t.is(historyPath({ XDG_STATE_HOME: "/s", HOME: "/h" }), "/s/ws2/history");
  t.is(historyPath({ XDG_STATE_HOME: "relative", HOME: "/h" }), "/h/.local/state/ws2/history");
  t.is(historyPath({}), undefined);
});

test("lines are kept over sessions, for their user alone, without those that must not be kept", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "ws2-"));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "deep", "history");
  const keeps = (line: string): boolean => line !== "secret";
  const first = openHistory(path, keeps);
  t.deepEqual(first.lines, []);
  for (const line of ["one", "", "secret", "two"]) first.add(line);
  t.is(readFileSync(path, "utf8"), "one\ntwo\n");
  t.is(statSync(path).mode & 0o777, 0o600);
  t.deepEqual(openHistory(path, keeps).lines, ["two", "one"]);
});

test("a long file is cut, and a folder that cannot be written is no error", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "ws2-"));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "history");
  writeFileSync(path, Array.from({ length: 2 * HISTORY_LINES + 1 }, (_, index) => `${index}\n`).join(""));
  t.is(openHistory(path, () => true).lines.length, HISTORY_LINES);
  t.is(readFileSync(path, "utf8").split("\n").length, HISTORY_LINES + 1);
  const none = openHistory("/dev/null/history", () => true);
  none.add("x");
  t.deepEqual(none.lines, []);
});
