/**
 * The matrix as plain text: peers in numbers, then the cases that a peer did not pass.
 *
 * @module
 */
import { escapeControls } from "../../common/escape-controls.ts";
import { testModeNames, testModes, weightOf } from "../report/result.ts";
import { alignColumns } from "../report/text-report.ts";
import { type Matrix, type MatrixEntry, type MatrixRow, matrixRows, peerCounts, peerLabel } from "./matrix.ts";

/** Returns peers in numbers. The numbers in the first column name the peers in the tables of cases. */
function countLines(entries: readonly MatrixEntry[]): string[] {
  const heads = ["peer", "cases", "pass", "non-strict", "left out", "fail"];
  const rows = entries.map((entry, index) => {
    const { cases, pass, mild, left, fail } = peerCounts(entry.report);
    return [`${index + 1} ${escapeControls(peerLabel(entry.report))}`, ...[cases, pass, mild, left, fail].map(String)];
  });
  return alignColumns([heads, ...rows]);
}

function isPassedByAll({ results }: MatrixRow): boolean {
  return results.every((result) => result === undefined || !["bad", "mild"].includes(weightOf(result)));
}

/** Returns the cases that some peer did not pass, with the verdict for each peer; `-` for a peer that did not run the case. */
function caseLines(entries: readonly MatrixEntry[]): string[] {
  const rows = matrixRows(entries).filter((row) => !isPassedByAll(row));
  if (rows.length === 0) return ["No peer failed a case."];
  const heads = ["case", ...entries.map((_, index) => String(index + 1))];
  return alignColumns([heads, ...rows.map(({ id, results }) => [escapeControls(id), ...results.map((result) => result?.verdict ?? "-")])]);
}

/** Returns the tables of each mode. */
export function matrixText({ facts, entries, warnings }: Matrix): string {
  const modes = testModeNames.flatMap((mode) => {
    const some = entries.filter(({ report }) => report.mode === mode);
    return some.length === 0 ? [] : [testModes[mode], "", ...countLines(some), "", ...caseLines(some), ""];
  });
  return `${[...facts, ...warnings, "", ...modes].map(escapeControls).join("\n")}`;
}
