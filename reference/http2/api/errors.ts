/**
 * The errors with which promises and streams of this layer fail.
 *
 * @module
 */
import type { CloseReport, OpeningFailure } from "../../connection/index.ts";
import { clientCheck, handshakeOutcome } from "../../schema/headers/index.ts";

/** What a failed check means for the path, in the words of the registries; a refusal says more by its token, a loss by what was seen. */
function meaningOf({ check, token }: OpeningFailure, means: string | undefined): string {
  const named = check === clientCheck.entry("refused").name && token !== undefined && token !== "okay";
  const { meaning } = named ? handshakeOutcome.entry(token) : clientCheck.entry(check);
  return check === clientCheck.entry("aborted").name && means !== undefined ? `${meaning}: ${means}` : meaning;
}

function openingText({ check, seen }: OpeningFailure, meaning: string): string {
  return `the connection did not open (${check}): ${seen}. ${meaning}.`;
}

/**
 * An opening failed. The message tells what was seen and what that means for the path.
 *
 * @example
 * ```ts
 * import { connect, OpeningError } from "websocket2";
 *
 * try {
 *   await connect("http://127.0.0.1:8080/nothing");
 * } catch (error) {
 *   if (!(error instanceof OpeningError)) throw error;
 *   console.log(error.check, error.failure.status); // refused 404
 * }
 * ```
 */
export class OpeningError extends Error {
  override readonly name = "OpeningError";
  /** The check of the client's registry that failed. */
  readonly check: OpeningFailure["check"];
  /** What that check, or the token of a refusal, means for the path: a sentence without its full stop. */
  readonly meaning: string;
  /** All that is known of it. */
  readonly failure: OpeningFailure;

  /**
   * @param failure - what is known
   * @param cause - the error of HTTP, TLS or the application that led to it, where there is one
   * @param means - what the loss of an HTTP/2 connection means for the path, where more can be told than the registry does
   */
  constructor(failure: OpeningFailure, cause?: unknown, means?: string) {
    const meaning = meaningOf(failure, means);
    super(openingText(failure, meaning), cause === undefined ? undefined : { cause });
    this.meaning = meaning;
    this.check = failure.check;
    this.failure = failure;
  }
}

function closeText({ code, reason, seen }: CloseReport): string {
  return [`the connection closed with code ${code}`, reason, seen].filter((part) => part !== undefined && part !== "").join(": ");
}

/**
 * The connection has ended before what was asked for could be done; for streams also that it did not end cleanly.
 *
 * @example
 * ```ts
 * import { CloseError, connect } from "websocket2";
 *
 * const connection = await connect("http://127.0.0.1:8080/echo");
 * const writer = connection.writable.getWriter();
 * connection.close(1000);
 * try {
 *   await writer.closed;
 * } catch (error) {
 *   if (error instanceof CloseError) console.log(error.report.code); // 1000
 * }
 * ```
 */
export class CloseError extends Error {
  override readonly name = "CloseError";
  /** How it ended. */
  readonly report: CloseReport;

  /** @param report - how it ended */
  constructor(report: CloseReport) {
    super(closeText(report));
    this.report = report;
  }
}
