/**
 * What a case finds wrong with a peer.
 *
 * @module
 */

import type { VerdictName } from "../report/result.ts";

/** Ends a case with a verdict that is no pass. */
export class CaseFailure extends Error {
  override readonly name = "Finding";
  readonly verdict: Exclude<VerdictName, "pass">;

  /** @param why - what was expected and what was found */
  constructor(verdict: Exclude<VerdictName, "pass">, why: string) {
    super(why);
    this.verdict = verdict;
  }
}

/** Ends a case: the peer breaks a rule that binds it. @throws {@link Finding} */
export function fail(why: string): never {
  throw new CaseFailure("fail", why);
}

/** Ends a case: the peer reports a fault by another code. @throws {@link Finding} */
export function wrongCode(why: string): never {
  throw new CaseFailure("wrong-code", why);
}

/** Ends a case: the peer does not follow a recommendation, or only another one than is usual. @throws {@link Finding} */
export function nonStrict(why: string): never {
  throw new CaseFailure("non-strict", why);
}

/** Ends a case: the peer does not have what the case is about. @throws {@link Finding} */
export function unimplemented(why: string): never {
  throw new CaseFailure("unimplemented", why);
}

/** Fails unless a condition holds. @throws {@link Finding} */
export function assert(holds: boolean, why: string): asserts holds {
  if (!holds) fail(why);
}
