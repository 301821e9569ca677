import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { type ExecutionContext } from "ava";

import { RunningCommand, type CommandResult } from "../run-ws2.ts";

function folderOf(t: ExecutionContext): string {
  const folder = mkdtempSync(join(tmpdir(), "init-"));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const init = (...words: string[]): Promise<CommandResult> => new RunningCommand(["draft", "init", ...words]).done;

test("names the draft after the surname and the folder, and says that the package is not published", async (t) => {
  const folder = join(folderOf(t), "My Topic");
  const { code, out } = await init(folder, "--author", "A. Vén Persön", "--email", "a@example.org");
  t.is(code, 0);
  t.true(readdirSync(folder).includes("draft-person-my-topic.md"));
  const draft = readFileSync(join(folder, "draft-person-my-topic.md"), "utf8");
  t.regex(draft, /initials: "A\. V\."\n {4}surname: "Persön"\n {4}email: "a@example\.org"\n/);
  t.regex(out, /^websocket2 is in no registry yet: .* Give --package /m);
});

for (const [title, words, error] of [
  ["no folder", [], "expected one folder, found none"],
  [
    "a name that is no name of a draft",
    ["a", "--name", "draft-Me-x"],
    '--name: expected draft-PERSON-TOPIC, in lower-case letters, digits and hyphens, without a revision, found "draft-Me-x"',
  ],
  ["a package that does not exist", ["a", "--package", "./nowhere.tgz"], "--package: cannot find the file ./nowhere.tgz"],
  ["an author on two lines", ["a", "--author", "A\nB"], '--author: expected one line of text, found "A\\nB"'],
] as const) {
  test(`refuses ${title}`, async (t) => {
    const { code, error: printed } = await init(...words);
    t.deepEqual([code, printed.split("\n")[0]], [2, `ws2: ${error}`]);
  });
}
