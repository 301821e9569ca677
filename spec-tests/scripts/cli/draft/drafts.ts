/** Small drafts in folders of their own, for the tests of the commands for authors. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import type { ExecutionContext } from "ava";

import { type CommandResult, runWs2 } from "../run-ws2.ts";

/** Files by their path. */
export type DraftFolder = Readonly<Record<string, string>>;

/** Returns a draft with one requirement; keys replace or extend its front matter. */
export function draftText(keys: Readonly<Record<string, string>> = {}, body = "It MUST.{R-001}"): string {
  const front = {
    title: "A Test",
    docName: "draft-a-test-00",
    category: "info",
    ipr: "trust200902",
    submissionType: "IETF",
    date: "2026-11-23",
    author: "[{organization: Testers}]",
    ...keys,
  };
  const lines = Object.entries(front).map(([key, value]) => `${key}: ${value}`);
  return ["---", ...lines, "---", "", "# Abstract", "", "x", "", "# Test {#test}", "", body, ""].join("\n");
}

/** Makes a folder with files, which the test removes. */
export function makeDraft(t: ExecutionContext, files: DraftFolder): string {
  const folder = mkdtempSync(join(tmpdir(), "draft-"));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/** Runs a command of `ws2 draft`. */
export const runDraft = (...words: readonly string[]): Promise<CommandResult> => runWs2(["draft", ...words]);

/** Drafts that cannot be built: files, operands, exit code and message; `F` stands for the folder. */
export const refusals: readonly (readonly [string, DraftFolder, readonly string[], readonly [code: number, error: string]])[] = [
  [
    "a path without a file",
    {},
    ["none.md"],
    [2, "ws2: F/none.md: no such file; expected a draft in Markdown, or a folder with drafts draft-*.md\n"],
  ],
  ["a folder without drafts", { "sub/notes.md": "" }, ["sub"], [2, "ws2: F/sub: no draft found; expected draft-*.md\n"]],
  [
    "a draft without front matter",
    { "a.md": "# Test\n" },
    ["a.md"],
    [1, "F/a.md:1:1: expected front matter between two lines of --- [front-matter]\n"],
  ],
  [
    "a model that does not exist",
    { "a.md": draftText({ model: "build/model.json" }) },
    ["a.md"],
    [
      1,
      "F/a.md:9:1: model: cannot read F/build/model.json; name the module that exports the model in its place [front-matter]\n",
    ],
  ],
  [
    "a model that does not exist beside a program that writes it",
    { "a.md": draftText({ model: "model.json" }), "describe.ts": "" },
    ["a.md"],
    [
      1,
      "F/a.md:9:1: model: cannot read F/model.json; write it with npx tsx F/describe.ts F/model.json, or name the module that exports the model in its place [front-matter]\n",
    ],
  ],
  [
    "a module that does not exist",
    { "a.md": draftText({ model: "a.mjs" }) },
    ["a.md"],
    [1, "F/a.md:9:1: model: cannot read F/a.mjs [front-matter]\n"],
  ],
];
