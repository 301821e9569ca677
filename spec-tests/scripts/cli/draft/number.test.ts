import { readFileSync } from "node:fs";
import { join } from "node:path";

import test from "ava";

import { draftText, makeDraft, runDraft } from "./drafts.ts";

const body = "It MUST.{R-003} A MAY run.\n\n::include{path=part.md}\n\nB SHOULD go.";

test("number adds the next free identifiers to a draft and its includes, and names their lines", async (t) => {
  const folder = makeDraft(t, { "draft-a-test.md": draftText({}, body), "part.md": "- C MUST go\n- fine\n" });
  const path = join(folder, "draft-a-test.md");
  const read = (name: string): string => readFileSync(join(folder, name), "utf8");
  const lines = (verb: string) => [
    `${path}:17: R-004 ${verb}`,
    `${path}:21: R-005 ${verb}`,
    `${join(folder, "part.md")}:1: R-006 ${verb}`,
    `${path}: 3 identifiers ${verb}`,
    "",
  ];
  t.deepEqual(await runDraft("number", "--check", path), { code: 1, out: lines("to add").join("\n"), error: "" });
  t.is(read("draft-a-test.md"), draftText({}, body));
  t.deepEqual(await runDraft("number", path), { code: 0, out: lines("added").join("\n"), error: "" });
  t.is(read("draft-a-test.md"), draftText({}, body.replace("MAY run.", "MAY run.{R-004}").replace("SHOULD go.", "SHOULD go.{R-005}")));
  t.is(read("part.md"), "- C MUST go{R-006}\n- fine\n");
  t.deepEqual(await runDraft("number", "--check", path), { code: 0, out: `${path}: 0 identifiers to add\n`, error: "" });
});

test("number keeps the line ends and the byte order mark of a file", async (t) => {
  const windows = (text: string): string => `\ufeff${text.replaceAll("\n", "\r\n")}`;
  const path = join(makeDraft(t, { "a.md": windows(draftText({}, "It MUST.")) }), "a.md");
  t.is((await runDraft("number", path)).code, 0);
  t.is(readFileSync(path, "utf8"), windows(draftText()));
});

test("number names a sentence without an end", async (t) => {
  const path = join(makeDraft(t, { "a.md": draftText({}, "It MUST") }), "a.md");
  const error = `${path}:17:4: the sentence has no end for an identifier; expected a full stop [missing-identifier]\n`;
  t.deepEqual(await runDraft("number", path), { code: 1, out: `${path}: 0 identifiers added\n`, error });
});

test("build names the command that adds missing identifiers", async (t) => {
  const path = join(makeDraft(t, { "a.md": draftText({}, "It MUST.") }), "a.md");
  const { code, error } = await runDraft("build", "--xml-only", path);
  t.is(code, 1);
  t.true(error.endsWith(`\n1 identifier is missing: ws2 draft number ${path}\n`), error);
});
