/**
 * Questions that are asked of a path, and their answers.
 *
 * @module
 */
import type { IntermediaryPath } from "../paths/path.ts";
import type { PathHarness } from "../testbed/path-harness.ts";

/** What was found. */
export interface CheckResult {
  /** `yes` is what an application wishes for. */
  readonly outcome: "yes" | "no";
  /** What was seen, in words. */
  readonly seen: string;
  /** How long it took, in ms, where that was asked. */
  readonly ms?: number | undefined;
}

/** Phases of a run. */
export type CheckPhase = "usual" | "short-idle" | "long-idle" | "load";

/** How a phase goes. */
export interface CheckPhaseRules {
  /** To how many seconds the timeouts of the hops are set; absent for their defaults. */
  readonly idleS?: number;
  /** Whether it only waits, so that all paths and questions can be tried at once. */
  readonly together: boolean;
  /** Whether a quick run leaves it out. */
  readonly long: boolean;
}

/** The phases in their order. */
export const checkPhases: Readonly<Record<CheckPhase, CheckPhaseRules>> = {
  usual: { together: false, long: false },
  "short-idle": { idleS: 2, together: true, long: false },
  load: { together: false, long: true },
  "long-idle": { together: true, long: true },
};

/** A question. */
export interface PathCheck {
  /** Unique, in lower case with hyphens. */
  readonly id: string;
  /** The group that it is shown with. */
  readonly group: string;
  /** A short title. */
  readonly title: string;
  /** What is done, and what `yes` means. */
  readonly asks: string;
  /** When it is asked. */
  readonly phase: CheckPhase;
  /** Whether it is only asked where a connection opens. */
  readonly needsOpen: boolean;
  /** Which paths it concerns; all with an origin behind them unless given. */
  readonly appliesTo?: (path: IntermediaryPath) => boolean;
  /** Finds out. */
  readonly run: (lab: PathHarness) => Promise<CheckResult>;
}

/** An answer of yes. */
export function yes(seen: string, ms?: number): CheckResult {
  return { outcome: "yes", seen, ...(ms === undefined ? {} : { ms: rounded(ms) }) };
}

/** An answer of no. */
export function no(seen: string, ms?: number): CheckResult {
  return { outcome: "no", seen, ...(ms === undefined ? {} : { ms: rounded(ms) }) };
}

/** One that depends. */
export function yesIf(holds: boolean, seen: string, ms?: number): CheckResult {
  return holds ? yes(seen, ms) : no(seen, ms);
}

/** Tenths of a ms below 10, else whole ones. */
export function rounded(ms: number): number {
  return ms < 10 ? Math.round(ms * 10) / 10 : Math.round(ms);
}

/** Whether a path has an origin behind it. */
export function hasOrigin({ hops }: IntermediaryPath): boolean {
  return hops.at(-1)?.configuration.purpose !== "files";
}

/** Whether a path has a hop for a purpose. */
export function hasPurpose(purpose: string): (path: IntermediaryPath) => boolean {
  return ({ hops }) => hops.some(({ configuration }) => configuration.purpose === purpose);
}
