/**
 * Tables of limits.
 *
 * @module
 */
import type { DocModel, FaultCode, Unit } from "./doc.ts";

/** One limit of a table of limits. */
export interface LimitModel extends DocModel {
  readonly name: string;
  readonly title: string;
  /** The default. */
  readonly value: number;
  readonly unit: Unit;
  /** The interval over which it counts, in ms. */
  readonly within?: number;
  /** The smallest value that an implementation may be configured to, where there is one. */
  readonly least?: number;
  /** What happens over it, in words. */
  readonly over: string;
  /** The wire code that goes with it. */
  readonly fault?: FaultCode;
  /** The numeric status that goes with it (an HTTP status or a close status). */
  readonly status?: number;
}

/** A table of limits. */
export interface LimitsModel extends DocModel {
  readonly kind: "limits";
  readonly id: string;
  readonly title: string;
  readonly entries: readonly LimitModel[];
}
