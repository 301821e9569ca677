/**
 * A check of a path, and its result.
 *
 * @module
 */
import { OpeningError } from "../../../../reference/http2/index.ts";
import type { ClientCheck } from "../../../../reference/schema/index.ts";
import type { PathProblem } from "../catalogue/fixes.ts";
import type { PathTarget } from "../path-ends/path-target.ts";
import type { IntermediaryPath } from "../paths/path.ts";
import type { PathHarness } from "../testbed/path-harness.ts";

/** The result of a check. */
export interface CheckResult {
  /** `yes` is the result that suits applications. */
  readonly outcome: "yes" | "no";
  /** The observation, in words. */
  readonly seen: string;
  /** The time that the check measures, in ms. */
  readonly ms?: number;
  /**
   * How `ws2 paths` rates a `no`; `bad` unless given.
   * `bad`: applications fail. `poor`: a setting improves the path. `fact`: no application notices.
   */
  readonly rating?: "bad" | "poor" | "fact";
  /** The fault of the path that a setting can fix. */
  readonly problem?: PathProblem;
  /** The check of the client that a failed opening reports. */
  readonly check?: ClientCheck;
  /** The status of the response to a failed opening. */
  readonly status?: number;
}

/** The members of a result beside outcome and observation. */
export type ResultDetails = Omit<CheckResult, "outcome" | "seen">;

/** Phases of a run of the matrix. */
export type CheckPhase = "usual" | "short-idle" | "long-idle" | "load";

/** The conditions of a phase. */
export interface CheckPhaseRules {
  /** The timeouts of the hops, in seconds; absent for their defaults. */
  readonly idleS?: number;
  /** Whether the checks only wait, so that all paths and checks can run at once. */
  readonly together: boolean;
  /** Whether a quick run leaves the phase out. */
  readonly long: boolean;
}

/** The phases in their order. */
export const checkPhases: Readonly<Record<CheckPhase, CheckPhaseRules>> = {
  usual: { together: false, long: false },
  "short-idle": { idleS: 2, together: true, long: false },
  load: { together: false, long: true },
  "long-idle": { together: true, long: true },
};

interface CheckDescription {
  /** Unique, in lower case with hyphens. */
  readonly id: string;
  /** The group under which reports show it. */
  readonly group: string;
  readonly title: string;
  /** The procedure, and the condition of a `yes`. */
  readonly description: string;
  /** The phase of the matrix; `usual` unless given. */
  readonly phase?: CheckPhase;
  /** Whether it runs only on paths on which a connection opens. */
  readonly needsOpen: boolean;
  /** The paths of the matrix that it concerns; those with an origin unless given. */
  readonly appliesTo?: (path: IntermediaryPath) => boolean;
}

/**
 * A check, by the ends that it needs.
 *
 * - `client`: a client; any WebSocket2 server stands at the other end.
 * - `both-ends`: a client, and a server that takes orders: the test origin, or `ws2 serve --mode probe`.
 * - `origin`: the test origin, whose stubs also behave as no WebSocket2 server does.
 */
export type PathCheck = CheckDescription &
  (
    | { readonly needs: "client" | "both-ends"; readonly run: (target: PathTarget) => Promise<CheckResult> }
    | { readonly needs: "origin"; readonly run: (harness: PathHarness) => Promise<CheckResult> }
  );

/** A check that a path given as a URL can run. */
export type TargetCheck = Extract<PathCheck, { readonly needs: "client" | "both-ends" }>;

/** Returns whether a check runs on a path given as a URL. @param controlled - whether the server takes orders */
export function runsOnTarget(check: PathCheck, controlled: boolean): check is TargetCheck {
  return check.needs === "client" || (controlled && check.needs === "both-ends");
}

/** Returns the phase of a check. */
export const phaseOf = ({ phase = "usual" }: Pick<PathCheck, "phase">): CheckPhase => phase;

/** Rounds to tenths below 10 ms, else to whole ms. */
export function rounded(ms: number): number {
  return ms < 10 ? Math.round(ms * 10) / 10 : Math.round(ms);
}

/** Returns a result that depends on a condition. @param details - `ms` is rounded; `rating` and `problem` count for a `no` alone */
export function yesIf(holds: boolean, seen: string, { ms, ...details }: ResultDetails = {}): CheckResult {
  return { outcome: holds ? "yes" : "no", seen, ...(ms === undefined ? {} : { ms: rounded(ms) }), ...(holds ? {} : details) };
}

/** Returns a `yes`. @param ms - the measured time */
export function yes(seen: string, ms?: number): CheckResult {
  return yesIf(true, seen, ms === undefined ? {} : { ms });
}

/** Returns a `no`. */
export function no(seen: string, details: ResultDetails = {}): CheckResult {
  return yesIf(false, seen, details);
}

/** The fault of the path that a failed check of the client reveals. */
const problemByCheck: Readonly<Partial<Record<ClientCheck, PathProblem>>> = {
  timeout: "buffers",
  "not-duplex": "one-way",
  "content-coded": "compresses",
  "opening-pong": "replays",
};

/** Returns the `no` of a failed opening. @throws any other error */
export function openingFailed(error: unknown): CheckResult {
  if (!(error instanceof OpeningError)) throw error;
  const {
    check,
    failure: { status },
  } = error;
  const problem = problemByCheck[check];
  return no(error.message, { check, ...(status === undefined ? {} : { status }), ...(problem === undefined ? {} : { problem }) });
}

/** Returns whether an origin stands at the end of a path. */
export function hasOrigin({ hops }: IntermediaryPath): boolean {
  return hops.at(-1)?.configuration.purpose !== "files";
}

/** Returns a test for paths with a hop that serves a purpose. */
export function hasPurpose(purpose: string): (path: IntermediaryPath) => boolean {
  return ({ hops }) => hops.some(({ configuration }) => configuration.purpose === purpose);
}
