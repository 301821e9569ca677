import test from "ava";

import { baseCommit, docNameOf, type Git } from "../../../scripts/author/diff/history.ts";
import { sideBySide } from "../../../scripts/author/diff/html.ts";
import { compareWords, readUnified, withoutPages } from "../../../scripts/author/diff/text.ts";
import { FileError } from "../../../scripts/interop/files/problems.ts";

test("takes page breaks out, and joins a text that goes on over one", (t) => {
  const text = "\n\nOne\n\n\n\nPeople                   Expires 1 May 2027                   [Page 1]\n\f\nInternet-Draft                     A                    November 2026\n\n\nTwo\n";
  t.is(withoutPages(text), "One\n\nTwo\n");
});

test("takes page numbers of the contents out", (t) => {
  t.is(withoutPages("   1.  One  . . . . . .  14\n   2.  Two . .   4\nSee Section 3. 5\n"), "1.  One\n   2.  Two\nSee Section 3. 5\n");
});

const diff = `--- a/draft.txt
+++ b/draft.txt
@@ -3,4 +3,5 @@ head
 same
-old one
+new one
+and more
 same
 again
@@ -20,1 +21,0 @@
-gone
\\ No newline at end of file
`;

test("reads a unified diff", (t) => {
  t.deepEqual(readUnified(diff), [
    { left: 3, right: 3, parts: [{ kind: "same", lines: ["same"] }, { kind: "changed", removed: ["old one"], added: ["new one", "and more"] }, { kind: "same", lines: ["same", "again"] }] },
    { left: 20, right: 21, parts: [{ kind: "changed", removed: ["gone"], added: [] }] },
  ]);
  t.deepEqual(readUnified(""), []);
});

const changed = (words: readonly { text: string; changed: boolean }[]): string[] => words.filter((word) => word.changed).map(({ text }) => text);

test("compares word by word, and does not see where lines are broken", (t) => {
  const { left, right } = compareWords(["a b c", "d e"], ["a x", "c d e f"]);
  t.deepEqual([changed(left), changed(right)], [["b"], ["x", "f"]]);
  t.is(left.map(({ text }) => text).join(""), "a b c\nd e");
});

test("marks all where there is too much to compare", (t) => {
  const many = [Array.from({ length: 2001 }, () => "a").join(" ")];
  t.is(changed(compareWords(many, many).left).length, 2001);
});

test("shows both sides in HTML, with what is special escaped", (t) => {
  const html = sideBySide("old & new", "b", readUnified("@@ -1 +1 @@\n-a <x>\n+a <y>\n"));
  t.true(html.includes("<th>old &amp; new</th><th>b</th>"));
  t.true(html.includes('<tr class="place"><td>line 1</td><td>line 1</td></tr>\n<tr><td><del>a <b>&lt;x&gt;</b></del></td><td><ins>a <b>&lt;y&gt;</b></ins></td></tr>'));
  t.true(sideBySide("a", "b", []).includes("Nothing changed."));
});

const names: Readonly<Record<string, string>> = { c3: "draft-a-01", c2: "draft-a-01", c1: "draft-a-00" };
const git: Git = (command, ...args) => {
  if (command === "log") return "c3\nc2\nc1\n";
  if (command === "show") return `docName: ${names[String(args[0]).split(":")[0] ?? ""]}\n`;
  return args.includes("v1^{commit}") ? "abc\n" : undefined;
};

test("compares with the last commit that has another revision, or with the one that is named", (t) => {
  t.is(baseCommit(git, "d.md", "draft-a-01", undefined), "c1");
  t.is(baseCommit(git, "d.md", "draft-a-02", undefined), "c3");
  t.is(baseCommit(git, "d.md", "draft-a-01", "v1"), "abc");
});

test("says where there is nothing to compare with", (t) => {
  t.throws(() => baseCommit(git, "d.md", "draft-a-01", "v2"), { instanceOf: FileError, message: "FROM=v2: git knows no such commit" });
  const one: Git = (command) => (command === "log" ? "c3\n" : "docName: draft-a-00\n");
  t.throws(() => baseCommit(one, "d.md", "draft-a-00", undefined), { instanceOf: FileError, message: /^d\.md: no commit has another revision than draft-a-00; name one with FROM=$/ });
});

test("reads the name of a draft", (t) => {
  t.is(docNameOf("---\ndocName: draft-a-b-00\n---\n"), "draft-a-b-00");
  t.is(docNameOf("---\ntitle: A\n---\n"), undefined);
});
