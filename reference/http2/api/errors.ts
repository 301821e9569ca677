/**
 * Errors with which promises and streams of this layer reject.
 *
 * @module
 */
import type { CloseReport, OpeningFailure } from "../../connection/index.ts";
import { clientCheck, handshakeOutcome } from "../../schema/headers/index.ts";
import type { FieldLines } from "../../wire/index.ts";
import { headersObject } from "./headers-object.ts";

/** Returns the meaning of a failed check from the registries: of a refusal by its token, of a lost connection with its diagnosis. */
function meaningOf({ check, token }: OpeningFailure, diagnosis: string | undefined): string {
  const named = check === clientCheck.entry("refused").name && token !== undefined && token !== "okay";
  const { meaning } = named ? handshakeOutcome.entry(token) : clientCheck.entry(check);
  return check === clientCheck.entry("aborted").name && diagnosis !== undefined ? `${meaning}: ${diagnosis}` : meaning;
}

function openingText({ check, seen }: OpeningFailure, meaning: string): string {
  return `the connection did not open (${check}): ${seen}. ${meaning}.`;
}

/**
 * Reports that a connection did not open. The message states what was observed and what it means for the path to the server.
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
  /** The check that failed, by its name in the registry of Section "Client Checks". */
  readonly check: OpeningFailure["check"];
  /** Meaning of the failed check, or of the token of a refusal, for the path: a sentence without its full stop. */
  readonly meaning: string;
  /** Everything known about the failure: status, token, content and more. */
  readonly failure: OpeningFailure;
  /** Field lines of the response, `:status` among them, or of that of a proxy that opened no tunnel; empty without a response. */
  readonly fields: FieldLines;

  /**
   * @param failure - everything known about the failure
   * @param cause - the error of HTTP, TLS or the application that led to it, if any
   * @param diagnosis - the meaning of a lost HTTP/2 connection, if more is known than the registry states
   * @param fields - field lines of the response
   */
  constructor(failure: OpeningFailure, cause?: unknown, diagnosis?: string, fields: FieldLines = []) {
    const meaning = meaningOf(failure, diagnosis);
    super(openingText(failure, meaning), cause === undefined ? undefined : { cause });
    this.meaning = meaning;
    this.check = failure.check;
    this.failure = failure;
    this.fields = fields;
  }

  /**
   * Fields of the response, such as `www-authenticate`, `retry-after`, `location` and `set-cookie`: a new `Headers` object at each reading,
   * empty without a response. `getSetCookie()` returns repeated cookies one by one.
   */
  get responseHeaders(): Headers {
    return headersObject(this.fields);
  }
}

function closeText({ code, reason, seen }: CloseReport): string {
  return [`the connection closed with code ${code}`, reason, seen].filter((part) => part !== undefined && part !== "").join(": ");
}

/**
 * Reports that the connection ended before an operation was done. A stream also fails with it if the connection did not end cleanly.
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
  /** Report of how the connection ended. */
  readonly report: CloseReport;

  /** @param report - how the connection ended */
  constructor(report: CloseReport) {
    super(closeText(report));
    this.report = report;
  }
}
