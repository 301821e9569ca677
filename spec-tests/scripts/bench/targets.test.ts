import test from "ava";

import type { BenchFigure, BenchSectionReport } from "../../../scripts/bench/report-schema.ts";
import { meetsTarget, verdictText } from "../../../scripts/bench/presentation/verdict.ts";
import { benchTargets, judgeTargets } from "../../../scripts/bench/targets.ts";
import { sectionText, targetsText } from "../../../scripts/bench/markdown.ts";

const target = (id: string) => benchTargets.find((each) => each.id === id) as (typeof benchTargets)[number];
const ratio = (value: number, spread?: number, id?: string): BenchFigure => ({
  value,
  unit: "ratio",
  ...(spread !== undefined && { spread }),
  ...(id !== undefined && { target: id }),
});

const verdicts: readonly (readonly [title: string, id: string, figure: BenchFigure, verdict: string])[] = [
  ["a figure at its greatest value", "echo-cpu-one", ratio(1.6), "met"],
  ["a figure above its greatest value", "echo-cpu-one", ratio(2), "missed by 25 %"],
  ["a figure above it by less than the spread", "echo-cpu-one", ratio(1.64, 0.05), "missed by 2.5 %, within the spread"],
  ["a figure below its least value", "echo-rate-many", ratio(0.6), "missed by 25 %"],
  ["a figure of a codec below it by less than the spread", "decode-hand", ratio(0.88, 0.1), "met, less the spread"],
  ["a figure of a codec below it by more than the spread", "decode-hand", ratio(0.72, 0.1), "missed by 20 %"],
];

for (const [title, id, figure, verdict] of verdicts) {
  test(`${title}: ${verdict}`, (t) => {
    t.is(verdictText(target(id), figure), verdict);
    t.is(meetsTarget(target(id), figure), verdict.startsWith("met"));
  });
}

const section = (rows: BenchSectionReport["tables"][number]["rows"]): BenchSectionReport => ({
  id: "echo",
  title: "Echo",
  notes: [],
  tables: [{ id: "echo-single", label: "echo", columns: [{ id: "rate", title: "rate" }], rows }],
  seconds: 1,
});

test("a target has the verdict of its worst row", (t) => {
  const rows = [1.2, 0.9, 1.1].map((value) => ({ label: `row ${value}`, figures: { rate: ratio(value, 0.01, "echo-rate-ws") } }));
  const found = judgeTargets([section(rows)]).find(({ id }) => id === "echo-rate-ws");
  t.is(found?.verdict, "missed");
  t.is(found?.figures, 3);
  t.is(found?.met, 2);
  t.is(found?.worst?.row, "row 0.9");
  t.regex(targetsText(found === undefined ? [] : [found]), /\| 0\.90x ±1 % \| row 0\.9 \| missed by 10 %, 2 of 3 rows met \|/);
});

test("a target without a figure is not measured", (t) => {
  t.true(judgeTargets([]).every(({ verdict }) => verdict === "not measured"));
});

test("a row that failed shows why", (t) => {
  const text = sectionText(section([{ label: "1 MiB", figures: {}, failed: "no answer\nin 60 s" }]), benchTargets);
  t.regex(text, /\| 1 MiB \| failed: no answer in 60 s \|/);
});
