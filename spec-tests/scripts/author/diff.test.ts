import test from "ava";

import { baseCommit, type RunGit } from "../../../scripts/author/diff/history.ts";
import { sideBySidePage } from "../../../scripts/author/diff/html.ts";
import { compareWords, parseUnifiedDiff, stripPageBreaks } from "../../../scripts/author/diff/text.ts";
import { FileError } from "../../../scripts/common/validate-file.ts";

test("removes page breaks, and joins a paragraph across one", (t) => {
  const text = "\n\nOne\n\n\n\nPeople                   Expires 1 May 2027                   [Page 1]\n\f\nInternet-Draft                     A                    November 2026\n\n\nTwo\n";
  t.is(stripPageBreaks(text), "One\n\nTwo\n");
});

test("removes the page numbers of the contents", (t) => {
  t.is(stripPageBreaks("   1.  One  . . . . . .  14\n   2.  Two . .   4\nSee Section 3. 5\n"), "1.  One\n   2.  Two\nSee Section 3. 5\n");
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
  t.deepEqual(parseUnifiedDiff(diff), [
    {
      left: 3,
      right: 3,
      parts: [
        { kind: "same", lines: ["same"] },
        { kind: "changed", removed: ["old one"], added: ["new one", "and more"] },
        { kind: "same", lines: ["same", "again"] },
      ],
    },
    { left: 20, right: 21, parts: [{ kind: "changed", removed: ["gone"], added: [] }] },
  ]);
  t.deepEqual(parseUnifiedDiff(""), []);
});

const changed = (words: readonly { text: string; changed: boolean }[]): string[] =>
  words.filter((word) => word.changed).map(({ text }) => text);

test("compares word by word, and ignores line breaks", (t) => {
  const { left, right } = compareWords(["a b c", "d e"], ["a x", "c d e f"]);
  t.deepEqual([changed(left), changed(right)], [["b"], ["x", "f"]]);
  t.is(left.map(({ text }) => text).join(""), "a b c\nd e");
});

test("marks everything if there is too much to compare", (t) => {
  const many = [Array.from({ length: 2001 }, () => "a").join(" ")];
  t.is(changed(compareWords(many, many).left).length, 2001);
});

test("shows both sides in HTML, escaped", (t) => {
  const html = sideBySidePage("old & new", "b", parseUnifiedDiff("@@ -1 +1 @@\n-a <x>\n+a <y>\n"));
  t.true(html.includes("<th>old &amp; new</th><th>b</th>"));
  t.true(
    html.includes(
      '<tr class="place"><td>line 1</td><td>line 1</td></tr>\n<tr><td><del>a <b>&lt;x&gt;</b></del></td><td><ins>a <b>&lt;y&gt;</b></ins></td></tr>',
    ),
  );
  t.true(sideBySidePage("a", "b", []).includes("Nothing changed."));
});

/** Returns a history without branches, newest first: the docName in each commit, and whether the commit changed it. */
function history(commits: readonly (readonly [id: string, name: string, touched: boolean])[], uncommitted = false): RunGit {
  const resolve = (name: string): number => {
    const [id = "", parent] = name.split("^");
    const index = id === "HEAD" ? 0 : commits.findIndex(([one]) => one === id);
    return index < 0 ? -1 : index + (parent === undefined ? 0 : 1);
  };
  return (command, ...args) => {
    const last = String(args.at(-1));
    if (command === "status") return uncommitted ? " M d.md\n" : "";
    if (command === "log") {
      return commits
        .filter(([, , touched]) => touched)
        .slice(0, args.includes("-1") ? 1 : undefined)
        .map(([id]) => `${id}\n`)
        .join("");
    }
    if (command === "show") {
      return commits[resolve(last.split(":")[0] ?? "")]?.[1] === undefined
        ? undefined
        : `docName: ${commits[resolve(last.split(":")[0] ?? "")]?.[1]}\n`;
    }
    return last === "v1^{commit}" ? "abc\n" : commits[resolve(last)]?.[0];
  };
}

const two = history([
  ["c5", "draft-a-01", true],
  ["c4", "draft-a-01", true],
  ["c3", "draft-a-00", false],
  ["c2", "draft-a-00", true],
  ["c1", "draft-a-00", true],
]);
const one = [["c2", "draft-a-00", false], ["c1", "draft-a-00", true], ["c0", "draft-a-00", true]] as const;

test("compares with the newest commit of another revision, even if it changed only inputs of the draft", (t) => {
  t.deepEqual(baseCommit(two, "d.md", "draft-a-01", undefined), { commit: "c3", reason: "the newest commit with draft-a-00" });
});

test("compares with the last commit if the new revision is not committed", (t) => {
  t.deepEqual(baseCommit(two, "d.md", "draft-a-02", undefined), { commit: "c5", reason: "the newest commit with draft-a-01" });
});

test("compares with the named commit", (t) => {
  t.deepEqual(baseCommit(two, "d.md", "draft-a-01", "v1"), { commit: "abc", reason: "--from v1" });
});

test("reports that no other revision exists, and the commit it uses instead", (t) => {
  const reason = "all commits have the revision draft-a-00; this is the ";
  t.deepEqual(baseCommit(history(one, true), "d.md", "draft-a-00", undefined), {
    commit: "c2",
    reason: `${reason}last commit, without uncommitted changes`,
  });
  t.deepEqual(baseCommit(history(one), "d.md", "draft-a-00", undefined), {
    commit: "c0",
    reason: `${reason}commit before the last change of the draft`,
  });
});

test("reports that no commit exists", (t) => {
  t.throws(() => baseCommit(two, "d.md", "draft-a-01", "v2"), { instanceOf: FileError, message: "--from v2: unknown commit" });
  const first = history([["c1", "draft-a-00", true]]);
  t.throws(() => baseCommit(first, "d.md", "draft-a-00", undefined), {
    instanceOf: FileError,
    message: "d.md: all commits have the revision draft-a-00, and no older commit exists; name one with --from",
  });
});
