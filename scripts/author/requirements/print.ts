/**
 * Prints the statements of a draft: as a list for a terminal, and as a table in Markdown.
 *
 * @module
 */
import type { Row } from "./collect.ts";

/** What shows that a statement is kept. */
export type State = "vector" | "case" | "test" | "excused" | "nothing";

/** How many identifiers of vectors a line shows. */
const SHOWN = 3;

/** The best that checks a statement. */
export function stateOf({ vectors, cases, tests, excuse }: Row): State {
  if (vectors.length > 0) return "vector";
  if (cases.length > 0) return "case";
  if (tests.length > 0) return "test";
  return excuse === undefined ? "nothing" : "excused";
}

/** Whether a statement binds: MUST and its like. */
export function isMust({ requirement }: Row): boolean {
  return /^(MUST|SHALL|REQUIRED)/.test(requirement.level);
}

function sectionText({ requirement: { section } }: Row): string {
  return [section.number, section.title].filter((part) => part !== "").join(" ");
}

/** Some identifiers with their number: `12: frame/a, frame/b, ...`. */
export function vectorText(vectors: readonly string[]): string {
  const shown = vectors.slice(0, SHOWN).join(", ");
  if (vectors.length <= SHOWN) return shown;
  return `${vectors.length}: ${shown}, ...`;
}

function testTexts({ tests }: Row): string[] {
  return tests.map(({ file, title, line }) => (title === "" ? `${file}:${line}` : `${file}: ${title}`));
}

/** What checks a statement, one line each. */
function checks(row: Row): string[] {
  const { vectors, cases, excuse } = row;
  const found = [
    ...(vectors.length === 0 ? [] : [`vectors ${vectorText(vectors)}`]),
    ...(cases.length === 0 ? [] : [`cases ${vectorText(cases)}`]),
    ...testTexts(row).map((text) => `test ${text}`),
    ...(excuse === undefined ? [] : [excuse]),
  ];
  return found.length === 0 ? ["NOTHING CHECKS IT"] : found;
}

/** The statements as lines for a terminal. */
export function listText(rows: readonly Row[]): string[] {
  const width = Math.max(0, ...rows.map(({ requirement }) => requirement.level.length));
  return rows.flatMap((row) => {
    const { id, level } = row.requirement;
    const indent = " ".repeat(id.length + 2 + width + 2);
    return [`${id}  ${level.padEnd(width)}  ${sectionText(row)}`, ...checks(row).map((line) => `${indent}${line}`)];
  });
}

const share = (part: number, all: number): string => `${part} (${Math.round((100 * part) / all)}%)`;

/** One line for each level: how many statements are checked, and by what. */
export function summary(rows: readonly Row[]): string[] {
  const levels = [...new Set(rows.map(({ requirement }) => requirement.level))];
  const of = (level: string): string => {
    const mine = rows.filter(({ requirement }) => requirement.level === level);
    const count = (state: State): string => share(mine.filter((row) => stateOf(row) === state).length, mine.length);
    return `${level}: ${mine.length}; by vectors ${count("vector")}, by conformance cases ${count("case")}, by tests alone ${count("test")}, excused ${count("excused")}, by nothing ${count("nothing")}`;
  };
  return [...levels.map(of), `all: ${rows.length}; by vectors ${share(rows.filter((row) => stateOf(row) === "vector").length, Math.max(1, rows.length))}`];
}

const cell = (text: string): string => text.replaceAll("\\", "\\\\").replaceAll("|", "\\|").replaceAll("<", "&lt;").replaceAll("\n", " ");

/** The statements as a table in Markdown, with their sentences and all that checks them. */
export function tableText(rows: readonly Row[], title: string): string {
  const head = ["| Statement | Level | Section | Sentence | Vectors | Cases | Tests | Why neither |", "|---|---|---|---|---|---|---|---|"];
  const lines = rows.map((row) => {
    const { requirement, vectors, cases, excuse = "" } = row;
    const cells = [requirement.id, requirement.level, sectionText(row), requirement.text, vectorText(vectors), vectorText(cases), testTexts(row).join("; "), excuse];
    return `| ${cells.map(cell).join(" | ")} |`;
  });
  const nothing = rows.filter((row) => stateOf(row) === "nothing").map(({ requirement }) => requirement.id);
  const open = nothing.length === 0 ? "Each is checked or excused." : `Nothing checks ${nothing.join(", ")}.`;
  return [`# ${title}`, "", ...summary(rows).map((line) => `- ${line}`), "", open, "", ...head, ...lines, ""].join("\n");
}
