/**
 * What a case finds wrong with a peer.
 *
 * @module
 */

import type { Verdict } from "../report/result.ts";

/** Ends a case with a verdict that is no pass. */
export class Finding extends Error {
  override readonly name = "Finding";
  readonly verdict: Exclude<Verdict, "pass">;

  /** @param why - what was expected and what was found */
  constructor(verdict: Exclude<Verdict, "pass">, why: string) {
    super(why);
    this.verdict = verdict;
  }
}

/** Ends a case: the peer breaks a rule that binds it. @throws {@link Finding} */
export function fail(why: string): never {
  throw new Finding("fail", why);
}

/** Ends a case: the peer reports a fault by another code. @throws {@link Finding} */
export function wrongCode(why: string): never {
  throw new Finding("wrong-code", why);
}

/** Ends a case: the peer does not follow a recommendation, or only another one than is usual. @throws {@link Finding} */
export function nonStrict(why: string): never {
  throw new Finding("non-strict", why);
}

/** Ends a case: the peer does not have what the case is about. @throws {@link Finding} */
export function unimplemented(why: string): never {
  throw new Finding("unimplemented", why);
}

/** Fails unless a condition holds. @throws {@link Finding} */
export function demand(holds: boolean, why: string): asserts holds {
  if (!holds) fail(why);
}
