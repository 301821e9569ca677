/**
 * Verdicts of a case that does not pass.
 *
 * @module
 */
import type { VerdictName } from "../report/result.ts";

/** Thrown by a case that does not pass. */
export class CaseFailure extends Error {
  override readonly name = "CaseFailure";
  readonly verdict: Exclude<VerdictName, "pass">;

  /** @param message - the expected and the found behaviour */
  constructor(verdict: Exclude<VerdictName, "pass">, message: string) {
    super(message);
    this.verdict = verdict;
  }
}

/** Ends a case: the peer violates a requirement. @throws {@link CaseFailure} */
export function fail(message: string): never {
  throw new CaseFailure("fail", message);
}

/** Ends a case: the peer reports a fault with another error code. @throws {@link CaseFailure} */
export function wrongCode(message: string): never {
  throw new CaseFailure("wrong-code", message);
}

/** Ends a case: the peer does not follow a recommendation, or follows it differently. @throws {@link CaseFailure} */
export function nonStrict(message: string): never {
  throw new CaseFailure("non-strict", message);
}

/** Ends a case: the peer does not implement the feature under test. @throws {@link CaseFailure} */
export function unimplemented(message: string): never {
  throw new CaseFailure("unimplemented", message);
}

/** Fails unless a condition holds. @throws {@link CaseFailure} */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) fail(message);
}
