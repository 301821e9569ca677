import test from "ava";

import { groupByRequirement } from "../../../../scripts/interop/report/requirement-groups.ts";
import type { ReportDraft, TestResult, VerdictName } from "../../../../scripts/interop/report/result.ts";

const level = (name: string): ReportDraft["requirements"][string] => ({ level: name, section: "#s", title: "S" });
const draft: ReportDraft = {
  name: "d",
  requirements: { "R-001": level("MUST NOT"), "R-002": level("SHOULD"), "R-003": level("MUST"), "R-004": level("MAY") },
};

const result = (id: string, verdict: VerdictName, ...requirements: readonly string[]): TestResult => ({
  suite: "s",
  id,
  verdict,
  detail: "",
  requirements,
  duration: 0,
});

const grouped = (...results: readonly TestResult[]): unknown[] =>
  groupByRequirement(results, draft).map((group) => [group.requirement, ...group.results.map(({ id }) => id)]);

test("puts each case into the largest group that explains it, so that one mistake of a peer makes one group", (t) => {
  t.deepEqual(grouped(result("a", "fail", "R-001", "R-003"), result("b", "fail", "R-003"), result("c", "fail", "R-003", "R-001")), [
    ["R-003", "a", "b", "c"],
  ]);
});

test("orders groups: MUST before SHOULD before MAY before cases without a requirement, however many they are", (t) => {
  t.deepEqual(
    grouped(
      result("n", "crash"),
      result("y", "fail", "R-004"),
      result("s", "fail", "R-002"),
      result("s2", "fail", "R-002"),
      result("m", "fail", "R-001"),
    ),
    [["R-001", "m"], ["R-002", "s", "s2"], ["R-004", "y"], [undefined, "n"]],
  );
});

test("orders groups of a level by the worst verdict, then by size; in a group, the worst case is first", (t) => {
  t.deepEqual(
    grouped(
      result("a", "wrong-code", "R-001"),
      result("b", "wrong-code", "R-001"),
      result("c", "wrong-code", "R-003"),
      result("d", "fail", "R-003"),
    ),
    [["R-003", "d", "c"], ["R-001", "a", "b"]],
  );
});

test("a tie between two requirements goes to the more important one", (t) => {
  t.deepEqual(grouped(result("a", "fail", "R-002", "R-001")), [["R-001", "a"]]);
});
