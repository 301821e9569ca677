/**
 * Refuses text whose compilation would take very long or overflow the stack: very deep nesting, and very many marks in a paragraph.
 * No text that an author writes by hand comes near these bounds.
 *
 * @module
 */
import type { Nodes, Root } from "mdast";
import type { ReportDiagnostic } from "../diagnostics/diagnostics.ts";
import { positionOf } from "../diagnostics/diagnostics.ts";
import { fenceTracker } from "./fence-tracker.ts";

/** The greatest depth of quotations, lists, directives and emphasis in each other. */
const MAX_DEPTH = 50;

/** The greatest length of a draft with its includes, in characters. */
const MAX_LENGTH = 4 * 1024 * 1024;

/** The bounds of one paragraph, each with a pattern of what is counted. */
const paragraphBounds: readonly (readonly [name: string, counted: RegExp, most: number])[] = [
  ["marks of emphasis", /(?<!\w)[*_]+|[*_]+(?!\w)/g, 1000],
  ["brackets, braces and other marks", /[[\]<{}`&]/g, 5000],
  ["characters", /[^]/g, 65_536],
];

/** The marks of quotations and lists at the beginning of a line. */
const containerPrefix = /^(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t])))+/;
const deepItem = new RegExp(`^ {${2 * MAX_DEPTH},}(?:[-*+]|\\d{1,9}[.)]) `);
const deepDirective = new RegExp(`^ *:{${MAX_DEPTH},}`);

function isDeep(line: string): boolean {
  const containers = containerPrefix.exec(line)?.[0].match(/>|[-*+]|\d+[.)]/g)?.length ?? 0;
  return containers > MAX_DEPTH || deepItem.test(line) || deepDirective.test(line);
}

const tooDeep = `blocks are nested more than ${MAX_DEPTH} levels deep; expected fewer levels`;

/** Counts what a paragraph contains, line by line. */
class ParagraphCounter {
  #counts: number[] = [];
  #first = 1;

  /** Returns what the paragraph of a line has too much of, and its first line. */
  add(text: string, line: number): { readonly line: number; readonly reason: string } | undefined {
    const isTable = /^[\s>]*\|/.test(text);
    if (this.#counts.length === 0 || isTable || text.trim() === "" || /^[\s>]*[-*+] /.test(text)) {
      this.#counts = paragraphBounds.map(() => 0);
      this.#first = text.trim() === "" ? line + 1 : line;
    }
    for (const [index, [name, counted, most]] of paragraphBounds.entries()) {
      this.#counts[index] = (this.#counts[index] ?? 0) + (name === "characters" ? text.length : (text.match(counted)?.length ?? 0));
      if (this.#counts[index] > most) return { line: this.#first, reason: `paragraph has more than ${most} ${name}; expected fewer` };
    }
    return undefined;
  }
}

/**
 * Checks the bounds of a text before it is parsed.
 *
 * @returns whether the text is within them; if not, the first excess is reported
 */
export function checkBounds(source: string, report: ReportDiagnostic): boolean {
  if (source.length > MAX_LENGTH) {
    report(undefined, "bounds", `the draft has ${source.length} characters with its includes; expected at most ${MAX_LENGTH}`);
    return false;
  }
  const inFence = fenceTracker();
  const counter = new ParagraphCounter();
  for (const [index, text] of source.split("\n").entries()) {
    if (inFence(text)) continue;
    const excess = isDeep(text) ? { line: index + 1, reason: tooDeep } : counter.add(text, index + 1);
    if (excess === undefined) continue;
    report({ line: excess.line, column: 1 }, "bounds", excess.reason);
    return false;
  }
  return true;
}

/** Removes the blocks of a tree whose nodes are nested too deeply, and reports them. Needs no recursion. */
export function pruneDeepBlocks(tree: Root, report: ReportDiagnostic): void {
  tree.children = tree.children.filter((block) => {
    const open: (readonly [node: Nodes, depth: number])[] = [[block, 1]];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const [node, depth] = next;
      if (depth > 3 * MAX_DEPTH) {
        report(positionOf(node), "bounds", tooDeep);
        return false;
      }
      if ("children" in node) for (const child of node.children) open.push([child, depth + 1]);
    }
    return true;
  });
}
