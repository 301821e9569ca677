/**
 * Prints the requirements of a draft as a list for a terminal and as a table in Markdown.
 *
 * @module
 */
import type { RequirementChecks } from "./collect.ts";

/** The kinds of checks. */
export type CoverageKind = "vector" | "case" | "test" | "excused" | "nothing";

/** The most vectors that a line lists. */
const MAX_PRINTED_IDS = 3;

/** Returns the strongest kind of check of a requirement. */
export function coverageKind({ vectors, cases, tests, excuse }: RequirementChecks): CoverageKind {
  if (vectors.length > 0) return "vector";
  if (cases.length > 0) return "case";
  if (tests.length > 0) return "test";
  return excuse === undefined ? "nothing" : "excused";
}

/** Returns whether a requirement is absolute: MUST and its equivalents. */
export function isAbsolute({ requirement }: RequirementChecks): boolean {
  return /^(MUST|SHALL|REQUIRED)/.test(requirement.level);
}

function sectionText({ requirement: { section } }: RequirementChecks): string {
  return [section.number, section.title].filter((part) => part !== "").join(" ");
}

/** Returns ids with their number: `12: frame/a, frame/b, ...`. */
export function abbreviatedIds(vectors: readonly string[]): string {
  const shown = vectors.slice(0, MAX_PRINTED_IDS).join(", ");
  if (vectors.length <= MAX_PRINTED_IDS) return shown;
  return `${vectors.length}: ${shown}, ...`;
}

function testLocations({ tests }: RequirementChecks): string[] {
  return tests.map(({ file, title, line }) => (title === "" ? `${file}:${line}` : `${file}: ${title}`));
}

/** Returns the checks of a requirement, one line per kind. */
function coverageLines(row: RequirementChecks): string[] {
  const { vectors, cases, excuse } = row;
  const found = [
    ...(vectors.length === 0 ? [] : [`vectors ${abbreviatedIds(vectors)}`]),
    ...(cases.length === 0 ? [] : [`cases ${abbreviatedIds(cases)}`]),
    ...testLocations(row).map((text) => `test ${text}`),
    ...(excuse === undefined ? [] : [excuse]),
  ];
  return found.length === 0 ? ["UNCHECKED"] : found;
}

/** Returns the requirements as lines for a terminal. */
export function listLines(rows: readonly RequirementChecks[]): string[] {
  const width = Math.max(0, ...rows.map(({ requirement }) => requirement.level.length));
  return rows.flatMap((row) => {
    const { id, level } = row.requirement;
    const indent = " ".repeat(id.length + 2 + width + 2);
    return [`${id}  ${level.padEnd(width)}  ${sectionText(row)}`, ...coverageLines(row).map((line) => `${indent}${line}`)];
  });
}

const percentage = (part: number, all: number): string => `${part} (${Math.round((100 * part) / all)}%)`;

/** Returns a line for each level: the number of requirements by kind of check. */
export function summaryLines(rows: readonly RequirementChecks[]): string[] {
  const levels = [...new Set(rows.map(({ requirement }) => requirement.level))];
  const of = (level: string): string => {
    const mine = rows.filter(({ requirement }) => requirement.level === level);
    const count = (state: CoverageKind): string => percentage(mine.filter((row) => coverageKind(row) === state).length, mine.length);
    const checked = `by vectors ${count("vector")}, by conformance cases ${count("case")}, by tests only ${count("test")}`;
    return `${level}: ${mine.length}; ${checked}, excused ${count("excused")}, unchecked ${count("nothing")}`;
  };
  return [
    ...levels.map(of),
    `all: ${rows.length}; by vectors ${percentage(rows.filter((row) => coverageKind(row) === "vector").length, Math.max(1, rows.length))}`,
  ];
}

const markdownCell = (text: string): string =>
  text.replaceAll("\\", "\\\\").replaceAll("|", "\\|").replaceAll("<", "&lt;").replaceAll("\n", " ");

/** Returns the requirements as a table in Markdown, with their sentences and checks. */
export function markdownTable(rows: readonly RequirementChecks[], title: string): string {
  const head = ["| Requirement | Level | Section | Sentence | Vectors | Cases | Tests | Known gap |", "|---|---|---|---|---|---|---|---|"];
  const lines = rows.map((row) => {
    const { requirement, vectors, cases, excuse = "" } = row;
    const cells = [
      requirement.id,
      requirement.level,
      sectionText(row),
      requirement.text,
      abbreviatedIds(vectors),
      abbreviatedIds(cases),
      testLocations(row).join("; "),
      excuse,
    ];
    return `| ${cells.map(markdownCell).join(" | ")} |`;
  });
  const nothing = rows.filter((row) => coverageKind(row) === "nothing").map(({ requirement }) => requirement.id);
  const open = nothing.length === 0 ? "Each requirement is checked or excused." : `Unchecked: ${nothing.join(", ")}.`;
  return [`# ${title}`, "", ...summaryLines(rows).map((line) => `- ${line}`), "", open, "", ...head, ...lines, ""].join("\n");
}
