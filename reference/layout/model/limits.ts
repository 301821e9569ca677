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
  /** The interval over which the number counts, in ms. */
  readonly within?: number;
  /** The least value that an implementation may be configured to; 0 by default. */
  readonly least?: number;
  /** The greatest value that an implementation may be configured to; no bound by default. */
  readonly most?: number;
  /** The behaviour when the limit is exceeded, in words. */
  readonly over: string;
  /** The same for a list of numbers, in few words, where the code and the status alone do not say it. */
  readonly consequence?: string;
  /** The wire code that reports it. */
  readonly fault?: FaultCode;
  /** The HTTP status or close code that reports it. */
  readonly status?: number;
}

/** A table of limits. */
export interface LimitsModel extends DocModel {
  readonly kind: "limits";
  readonly id: string;
  readonly title: string;
  readonly entries: readonly LimitModel[];
}
