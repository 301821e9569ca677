import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import test, { type ExecutionContext } from "ava";

const FOLDER = "spec-tests/vectors";

interface TransitionTable {
  readonly transitions: { readonly from: string; readonly event: string; to: string; actions: readonly string[] }[];
}

/** Plays the sessions of a folder. @returns the exit code and the output; `undefined` without python3 */
function play(t: ExecutionContext, folder = FOLDER): { readonly code: number | null; readonly output: string } | undefined {
  const { error, status, stdout, stderr } = spawnSync("python3", [join(FOLDER, "play-transitions.py"), folder], { encoding: "utf8" });
  if (error === undefined) return { code: status, output: stdout + stderr };
  t.log("skipped: python3 is missing");
  t.pass();
  return undefined;
}

test("every session agrees with the transition table", (t) => {
  const played = play(t);
  if (played !== undefined) t.regex(played.output, /^[0-9]{3,} cases played, 0 failed\n$/);
});

/** Wrong tables, each with the beginning of an id that contradicts it. */
const wrongTables: readonly (readonly [title: string, change: (table: TransitionTable) => void, id: RegExp])[] = [
  [
    "no endpoint cancels when it closes and the peer takes nothing",
    ({ transitions }) => {
      for (const row of transitions) if (row.from === "flushing" && row.event === "close-timeout") row.actions = ["report-abnormal"];
    },
    /^session\/client\/timeout\/flushing-nothing-taken: /m,
  ],
  [
    "a fault does not leave the state open",
    ({ transitions }) => {
      for (const row of transitions) if (row.from === "open" && row.event === "fault") row.to = "open";
    },
    /^session\/client\/fault\//m,
  ],
];

for (const [title, change, id] of wrongTables) {
  test(`sessions contradict a table in which ${title}`, (t) => {
    const folder = mkdtempSync(join(tmpdir(), "transitions-"));
    t.teardown(() => rmSync(folder, { recursive: true }));
    cpSync(FOLDER, folder, { recursive: true });
    const path = join(folder, "transitions.json");
    const table = JSON.parse(readFileSync(path, "utf8")) as TransitionTable;
    change(table);
    writeFileSync(path, JSON.stringify(table));
    const played = play(t, folder);
    if (played === undefined) return;
    t.is(played.code, 1);
    t.regex(played.output, id);
  });
}
