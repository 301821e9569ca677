/**
 * Checks links to anchors of the document, when all anchors are known.
 *
 * @module
 */
import { suggest } from "../../common/suggest.ts";
import { sourceDefinesAnchor } from "../diagnostics/suppress-cascades.ts";
import type { CrossReference, TransformState } from "../state.ts";
import { unknownWorkReason } from "./unknown-work.ts";

/** The wrong link, as rule and reason. */
interface LinkProblem {
  readonly rule: "cross-reference" | "citation";
  readonly reason: string;
}

const numberedLabel = /^(?:Section|Appendix|Figure|Table|Item) \S+$/;

/** The form of a name that authors give to works rather than to anchors. */
const workLike = /^[A-Z][A-Z0-9.-]+$/;

function unknownTarget(state: TransformState, target: string): LinkProblem {
  const { anchors, bibliography, rowAnchors } = state;
  const known = [...anchors.keys(), ...Object.keys(bibliography.entries)];
  if (rowAnchors.has(target)) return { rule: "cross-reference", reason: `unknown anchor "${target}"; expected {{=${target}}}` };
  if (workLike.test(target)) return { rule: "citation", reason: unknownWorkReason(state, target) };
  return { rule: "cross-reference", reason: `unknown anchor "${target}"; ${suggest(target, known)}` };
}

function linkProblem(state: TransformState, { target, format }: CrossReference): LinkProblem | undefined {
  const { anchors, sharedAnchors, sectionTitles } = state;
  const wrong = (reason: string): LinkProblem => ({ rule: "cross-reference", reason });
  const title = sharedAnchors.get(target);
  if (title !== undefined) {
    return wrong(`several headings are "${title}", so "${target}" is ambiguous; expected an anchor at the heading, {#other}`);
  }
  const anchor = anchors.get(target);
  if (anchor === undefined) return unknownTarget(state, target);
  if (format === "counter" && !numberedLabel.test(anchor.label)) return wrong(`"${target}" has no number; expected {{${target}}}`);
  if (format === "title" && !sectionTitles.has(target)) return wrong(`"${target}" is no section with a title; expected {{${target}}}`);
  return undefined;
}

/** Reports links to unknown or ambiguous anchors, and numbers and titles of targets without one. */
export function checkCrossReferences(state: TransformState): void {
  for (const link of state.crossReferences) {
    const problem = linkProblem(state, link);
    const isConsequence = state.unclosedLine !== undefined || sourceDefinesAnchor(state.source, link.target);
    const report = isConsequence ? state.reportCascade : state.report;
    if (problem !== undefined) report(link.at, problem.rule, problem.reason, link.element);
  }
}
