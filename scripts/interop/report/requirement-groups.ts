/**
 * Groups results by the requirement that they share, the most important group first.
 *
 * @module
 */
import { type ReportDraft, type ReportRequirement, type TestResult, verdictNames, worstFirst } from "./result.ts";

/** Results of cases that check the same requirement. */
export interface RequirementGroup {
  /** The identifier of the requirement; absent for cases that name none. */
  readonly requirement?: string | undefined;
  /** The requirement, if the report has its draft. */
  readonly statement?: ReportRequirement | undefined;
  /** The worst one first. */
  readonly results: readonly TestResult[];
}

/** Key words of BCP 14 by importance. */
const KEY_WORDS: readonly RegExp[] = [/^(MUST|SHALL|REQUIRED)/, /^(SHOULD|(NOT )?RECOMMENDED)/, /^(MAY|OPTIONAL)/];

/** Returns the rank of a level, 0 for a MUST. */
function levelRank(statement: ReportRequirement | undefined): number {
  const rank = KEY_WORDS.findIndex((word) => word.test(statement?.level ?? ""));
  return rank < 0 ? KEY_WORDS.length : rank;
}

const worstRank = (results: readonly TestResult[]): number => Math.max(...results.map(({ verdict }) => verdictNames.indexOf(verdict)));

/** Counts how many results name each requirement. */
function countsByRequirement(results: readonly TestResult[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const id of results.flatMap(({ requirements }) => [...new Set(requirements)])) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

/** Takes the largest group out of the results, again and again: few requirements then explain all results, each result once. */
function largestGroups(results: readonly TestResult[], draft: ReportDraft | undefined): RequirementGroup[] {
  const groups: RequirementGroup[] = [];
  let rest = results;
  while (rest.length > 0) {
    const counts = [...countsByRequirement(rest)];
    const statementOf = (id: string): ReportRequirement | undefined => draft?.requirements[id];
    const [largest] = counts.sort((a, b) => b[1] - a[1] || levelRank(statementOf(a[0])) - levelRank(statementOf(b[0])));
    if (largest === undefined) return [...groups, { results: worstFirst(rest) }];
    const [requirement] = largest;
    const belongs = ({ requirements }: TestResult): boolean => requirements.includes(requirement);
    groups.push({ requirement, statement: statementOf(requirement), results: worstFirst(rest.filter(belongs)) });
    rest = rest.filter((result) => !belongs(result));
  }
  return groups;
}

/**
 * Groups results by requirement. Each result is in one group.
 *
 * @returns MUST before SHOULD; then the worst verdict first; then the largest group first
 */
export function groupByRequirement(results: readonly TestResult[], draft: ReportDraft | undefined): RequirementGroup[] {
  return largestGroups(results, draft).sort(
    (a, b) =>
      levelRank(a.statement) - levelRank(b.statement) ||
      worstRank(b.results) - worstRank(a.results) ||
      b.results.length - a.results.length,
  );
}
