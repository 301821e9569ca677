/**
 * What every runner tells of its cases: one shape for the vectors and for live peers.
 *
 * @module
 */
import type { Manifest } from "../vectors/manifest.ts";

/** How a verdict counts: for the peer, for nothing, against recommendations, or against the peer. */
export type VerdictWeight = "good" | "left" | "mild" | "bad";

/** All verdicts, the best first, with their weight and meaning. */
export const verdicts = {
  pass: { weight: "good", summary: "as expected, in every way" },
  skipped: { weight: "left", summary: "the peer says that it does not do this" },
  unimplemented: { weight: "left", summary: "the peer does not have what the case is about" },
  "non-strict": { weight: "mild", summary: "allowed, but not what is recommended" },
  "wrong-error": { weight: "bad", summary: "refused as expected, but with another code" },
  "wrong-code": { weight: "bad", summary: "a fault reported with another code" },
  fail: { weight: "bad", summary: "anything else that is not as expected" },
  timeout: { weight: "bad", summary: "no answer in time" },
  crash: { weight: "bad", summary: "the peer ended; never counted as a refusal" },
} as const satisfies Record<string, { readonly weight: VerdictWeight; readonly summary: string }>;

/** A verdict. */
export type VerdictName = keyof typeof verdicts;

/** All verdicts, the best first. */
export const verdictNames = Object.keys(verdicts) as readonly VerdictName[];

/** What became of a case. */
export interface TestResult {
  /** The suite or group of cases. */
  readonly suite: string;
  /** The case's id, never used for another one. */
  readonly id: string;
  /** What the peer has to do, in a sentence, where the case says so. */
  readonly summary?: string | undefined;
  readonly verdict: VerdictName;
  /** What was expected and what was found, perhaps on several lines; empty for a pass. */
  readonly detail: string;
  /** The statements of the draft that it checks. */
  readonly requirements: readonly string[];
  /** How long it took, in ms. */
  readonly duration: number;
  /** What went either way, one line for each thing, where it is told. */
  readonly exchange?: readonly string[] | undefined;
}

/** A whole run against one peer. */
export interface TestReport {
  /** What was done: `Interop vectors`. */
  readonly title: string;
  /** Who was tested. */
  readonly peer: { readonly name: string; readonly version: string };
  readonly results: readonly TestResult[];
  /** What else a reader should know, a sentence each. */
  readonly notes: readonly string[];
  /** The draft that the cases check. */
  readonly draft?: ReportDraft | undefined;
}

/** What is known of the draft. */
export interface ReportDraft {
  readonly name: string;
  /** Where its HTML is, relative to the report or absolute; without it nothing is linked. */
  readonly page?: string | undefined;
  readonly requirements: Readonly<Record<string, ReportRequirement>>;
}

/** A statement of the draft. */
export type ReportRequirement = Manifest["requirements"][string] & {
  /** The sentence, where the built draft is at hand. */
  readonly text?: string | undefined;
};

/** How a result counts. */
export const weightOf = ({ verdict }: Pick<TestResult, "verdict">): VerdictWeight => verdicts[verdict].weight;

/** Whether nothing is wrong: no case counts against the peer, and some count for it. */
export function isClean(results: readonly TestResult[]): boolean {
  return results.every((result) => weightOf(result) !== "bad") && results.some((result) => weightOf(result) === "good");
}

/** How many results have a verdict. */
export function countVerdict(results: readonly TestResult[], verdict: VerdictName): number {
  return results.filter((result) => result.verdict === verdict).length;
}

/** The verdicts that a table of counts shows: pass, fail, and whatever occurs. */
export function shownVerdicts(results: readonly TestResult[]): VerdictName[] {
  return verdictNames.filter((verdict) => verdict === "pass" || verdict === "fail" || countVerdict(results, verdict) > 0);
}

/** Results by suite, in the order in which the suites come. */
export function groupBySuite(results: readonly TestResult[]): Map<string, TestResult[]> {
  const suites = new Map<string, TestResult[]>();
  for (const result of results) {
    const list = suites.get(result.suite);
    if (list === undefined) suites.set(result.suite, [result]);
    else list.push(result);
  }
  return suites;
}

/** Results with the worst first; of equal verdicts the order stays. */
export function worstFirst(results: readonly TestResult[]): TestResult[] {
  return [...results].sort((a, b) => verdictNames.indexOf(b.verdict) - verdictNames.indexOf(a.verdict));
}
