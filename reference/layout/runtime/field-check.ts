/**
 * The checks of a generated reader, as data: the module names each one, and a failed check becomes an issue.
 *
 * @module
 */
import type { FaultCode, Rule } from "../model.ts";

/** One check of a field. */
export interface FieldCheck {
  /** The field, nested names joined by dots; `{}` stands for the index of a repeated item. */
  readonly path: string;
  /** The wire code that a failure is reported with. */
  readonly code: FaultCode;
  /** The constraint of the model that is checked, or a relation between fields. */
  readonly rule: Rule | "relation";
  /** The accepted values, in words. */
  readonly expected: string;
  /** The bound whose value, increased by `overhead`, completes `expected`. */
  readonly bound?: { readonly name: string; readonly overhead: number };
}
