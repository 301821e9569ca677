/**
 * Places of the repository that lack something that the schema defines.
 */
import { entriesWithoutProse, limitsWithoutCase, limitsWithoutProse } from "../known-gaps.ts";

/** A place that lacks something. */
export interface Gap {
  /** The file that lacks it, below the repository. */
  readonly file: string;
  /** A description of the lack. */
  readonly missing: string;
  /** The action that fills the gap. */
  readonly remedy: string;
}

/** Returns a gap as `FILE: MISSING; REMEDY`. */
export const gapText = ({ file, missing, remedy }: Gap): string => `${file}: ${missing}; ${remedy}`;

const REASONS_FILE = "spec-tests/known-gaps.ts";
const tables = { entriesWithoutProse, limitsWithoutCase, limitsWithoutProse } as const;

/** The name of a table of reasons. */
type ReasonTable = keyof typeof tables;

/** Returns the end of a remedy: the alternative of a reason in a table. */
export const orReason = (table: ReasonTable): string => `or a reason in ${table} in ${REASONS_FILE}`;

/** Returns the gaps without a reason, and a gap for each reason without a gap. @param gaps - the gaps by name */
export function unexplainedGaps(gaps: ReadonlyMap<string, Gap>, table: ReasonTable): Gap[] {
  const reasons = Object.keys(tables[table]);
  const stale = reasons.filter((name) => !gaps.has(name));
  return [
    ...[...gaps].filter(([name]) => !reasons.includes(name)).map(([, gap]) => gap),
    ...stale.map((name) => ({ file: REASONS_FILE, missing: `${table} has a reason for ${name} but no gap`, remedy: `remove ${name}` })),
  ];
}
