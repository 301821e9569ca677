/**
 * Verdicts of a case that does not pass.
 *
 * @module
 */
import type { Http2ErrorCode } from "../h2/index.ts";
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

/** The error codes that ask for a repetition of the request. */
const REPETITION_CODES: readonly Http2ErrorCode[] = ["REFUSED_STREAM", "HTTP_1_1_REQUIRED"];

/**
 * Requires an error code of RST_STREAM. Another code is not strict: no receiver acts on it, and HTTP libraries may leave no choice.
 *
 * @param expected - the codes that pass
 * @throws {@link CaseFailure}
 */
export function expectResetCode(code: Http2ErrorCode, ...expected: readonly Http2ErrorCode[]): void {
  if (expected.includes(code)) return;
  const message = `expected RST_STREAM(${expected.join(" or ")}), found RST_STREAM(${code})`;
  if (REPETITION_CODES.includes(code)) fail(`${message}, which asks for a repetition (R-176)`);
  nonStrict(message);
}

/** Fails unless a condition holds. @throws {@link CaseFailure} */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) fail(message);
}
