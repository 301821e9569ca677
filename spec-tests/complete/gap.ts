/**
 * A place of the repository that lacks something that the schema defines.
 */
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

/** The file of reasons for gaps that remain. */
export const REASONS_FILE = "spec-tests/known-gaps.ts";

/**
 * Returns a gap for each name that has neither evidence nor a reason, and for each reason whose name has evidence or does not exist.
 *
 * @param names - all names
 * @param evident - returns whether a name has evidence
 * @param reasons - the reasons by name, as `known-gaps.ts` exports them
 * @param table - the name of that export
 * @param gap - returns the gap of a name without evidence
 */
export function unexplainedGaps(names: readonly string[], evident: (name: string) => boolean, reasons: Readonly<Record<string, string>>, table: string, gap: (name: string) => Gap): Gap[] {
  const missing = names.filter((name) => !evident(name));
  const stale = Object.keys(reasons).filter((name) => !missing.includes(name));
  return [
    ...missing.filter((name) => reasons[name] === undefined).map(gap),
    ...stale.map((name): Gap => ({ file: REASONS_FILE, missing: `the reason for ${name} in ${table} has no gap`, remedy: `remove ${name} from ${table}` })),
  ];
}
