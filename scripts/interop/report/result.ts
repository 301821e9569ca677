/**
 * The results of a run, in one form for vectors and for live peers.
 *
 * @module
 */
import type { Manifest } from "../vectors/manifest.ts";

/** The weight of a verdict: for the peer, neutral, against a recommendation, or against the peer. */
export type VerdictWeight = "good" | "left" | "mild" | "bad";

/** All verdicts with weight and meaning, the best one first. */
export const verdicts = {
  pass: { weight: "good", summary: "as expected" },
  skipped: { weight: "left", summary: "the peer declares that it does not support this" },
  unimplemented: { weight: "left", summary: "the peer lacks the feature of the case" },
  "non-strict": { weight: "mild", summary: "allowed, but not recommended" },
  "wrong-error": { weight: "bad", summary: "rejected as expected, but with another code" },
  "wrong-code": { weight: "bad", summary: "a fault reported with another code" },
  fail: { weight: "bad", summary: "any other deviation" },
  timeout: { weight: "bad", summary: "no answer in time" },
  crash: { weight: "bad", summary: "the peer ended; this never counts as a rejection" },
} as const satisfies Record<string, { readonly weight: VerdictWeight; readonly summary: string }>;

/** A verdict. */
export type VerdictName = keyof typeof verdicts;

/** The names of all verdicts, the best one first. */
export const verdictNames = Object.keys(verdicts) as readonly VerdictName[];

/** The result of a case. */
export interface TestResult {
  /** The suite of the case. */
  readonly suite: string;
  /** The id of the case; no other case ever gets it. */
  readonly id: string;
  /** The required behaviour, a sentence; absent for cases without one. */
  readonly summary?: string | undefined;
  readonly verdict: VerdictName;
  /** Expectation and finding, one or more lines; empty for a pass. */
  readonly detail: string;
  /** The ids of the draft's statements that the case checks. */
  readonly requirements: readonly string[];
  /** In ms. */
  readonly duration: number;
  /** The frames of the case, one line each, without octets; {@link DECISIVE_MARK} begins the line that decides. Absent if not recorded. */
  readonly frames?: readonly string[] | undefined;
  /** The exchange with the peer, octet by octet; absent if it was not recorded. */
  readonly exchange?: readonly string[] | undefined;
  /** Set if a baseline lists the failure: it does not count. */
  readonly known?: true | undefined;
}

/** Begins the line of the frame on which the verdict rests. */
export const DECISIVE_MARK = "=> ";

/** Begins the other lines of frames. */
export const NO_MARK = "   ";

/** The modes of a test, with their titles. */
export const testModes = {
  vectors: "Interop vectors",
  server: "Live servers",
  client: "Live clients",
} as const;

/** The mode of a test: vectors through an adapter, or live in a role. */
export type TestMode = keyof typeof testModes;

/** The names of all modes. */
export const testModeNames = Object.keys(testModes) as readonly TestMode[];

/** The results of one peer. */
export interface TestReport {
  readonly mode: TestMode;
  /** The kind of run: `Interop vectors`. */
  readonly title: string;
  /** The tested peer. */
  readonly peer: { readonly name: string; readonly version: string };
  readonly results: readonly TestResult[];
  /** Further information, a sentence each. */
  readonly notes: readonly string[];
  /** The draft that the cases check. */
  readonly draft?: ReportDraft | undefined;
  /** The command line that shows one case, with `ID` in the place of its id. */
  readonly showCommand?: string | undefined;
}

/** The draft, as far as it is available. */
export interface ReportDraft {
  readonly name: string;
  /** The URL of its page. Reports without it have no links. */
  readonly page?: string | undefined;
  readonly requirements: Readonly<Record<string, ReportRequirement>>;
}

/** A statement of the draft. */
export type ReportRequirement = Manifest["requirements"][string] & {
  /** The sentence; absent without the built draft. */
  readonly text?: string | undefined;
};

/** Returns the weight of a result. A known failure is neutral. */
export function weightOf({ verdict, known }: Pick<TestResult, "verdict" | "known">): VerdictWeight {
  return known === true ? "left" : verdicts[verdict].weight;
}

/** Returns whether no case counts against the peer, and at least one counts for it or fails as known. */
export function isClean(results: readonly TestResult[]): boolean {
  const counts = (result: TestResult): boolean => weightOf(result) === "good" || result.known === true;
  return results.every((result) => weightOf(result) !== "bad") && results.some(counts);
}

/** Returns the number of results with a verdict. */
export function countVerdict(results: readonly TestResult[], verdict: VerdictName): number {
  return results.filter((result) => result.verdict === verdict).length;
}

/** Returns the verdicts that tables show: pass, fail, and all others that occur. */
export function shownVerdicts(results: readonly TestResult[]): VerdictName[] {
  return verdictNames.filter((verdict) => verdict === "pass" || verdict === "fail" || countVerdict(results, verdict) > 0);
}

/** Groups results by suite, in the order of their first result. */
export function groupBySuite(results: readonly TestResult[]): Map<string, TestResult[]> {
  const suites = new Map<string, TestResult[]>();
  for (const result of results) {
    const list = suites.get(result.suite);
    if (list === undefined) suites.set(result.suite, [result]);
    else list.push(result);
  }
  return suites;
}

/** Sorts results by verdict, the worst one first. Results with equal verdicts keep their order. */
export function worstFirst(results: readonly TestResult[]): TestResult[] {
  return [...results].sort((a, b) => verdictNames.indexOf(b.verdict) - verdictNames.indexOf(a.verdict));
}
