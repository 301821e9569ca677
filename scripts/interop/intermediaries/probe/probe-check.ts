/**
 * What is looked at on a path, one aspect at a time.
 *
 * @module
 */
import type { ClientCheck } from "../../../../reference/schema/index.ts";
import type { PathProblem } from "../catalogue/fixes.ts";
import type { ProbeTarget } from "./probe-target.ts";

/** What was found of one aspect. */
export interface ProbeFinding {
  /** `good`; `poor` where it works but a setting would make it better; `bad` where it fails applications; a `fact` is none of these. */
  readonly is: "good" | "poor" | "bad" | "fact";
  /** What was seen, in words. */
  readonly seen: string;
  /** How long it took, in ms. */
  readonly ms?: number;
  /** Which check of the client an opening failed. */
  readonly check?: ClientCheck;
  /** The status of the response to it, where there was one. */
  readonly status?: number;
  /** What is wrong, where a setting may mend it. */
  readonly problem?: PathProblem;
}

/** One aspect. */
export interface ProbeCheck {
  /** Unique, in lower case with hyphens. */
  readonly id: string;
  readonly title: string;
  /** Whether it takes a server that answers probes. */
  readonly needsProbe: boolean;
  /** Looks; whatever it throws counts as bad. */
  readonly run: (subject: ProbeTarget) => Promise<ProbeFinding>;
}
