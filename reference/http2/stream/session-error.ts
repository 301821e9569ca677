/**
 * Why a client's HTTP/2 connection is gone, or never came about: what Node.js tells of it or can be told from it, in words, and what
 * that means for the path.
 *
 * @module
 */
import { constants } from "node:http2";

import { resetText } from "../../connection/reports/reset-text.ts";

/** A GOAWAY frame; RFC 9113, Section 6.8. */
export interface Goaway {
  /** Its error code. */
  readonly code: number;
  /** Its Additional Debug Data; empty for none. */
  readonly data: string;
}

/** How far an HTTP/2 connection had come: until it is connected, until SETTINGS of the server have come, and from then on. */
export type SessionStage = "connecting" | "unanswered" | "settled";

/** What a client knows of an HTTP/2 connection. */
export interface SessionFacts {
  readonly tls: boolean;
  readonly stage: SessionStage;
  readonly goaway: Goaway | undefined;
}

/** An HTTP/2 connection is gone, or never came about. The message says what was seen; its cause is the error of Node.js, if it has one. */
export class SessionError extends Error {
  override readonly name = "Loss";
  /** What that means for the path, where it says something about it. */
  readonly diagnosis: string | undefined;

  /** @param seen - in words; @param means - for the path; @param cause - the error of Node.js */
  constructor(seen: string, means: string | undefined, cause: Error | undefined) {
    super(seen, cause === undefined ? undefined : { cause });
    this.diagnosis = means;
  }
}

/** What a loss means, by the `code` of Node.js or by how far the HTTP/2 connection had come. */
interface DiagnosisRule {
  readonly code?: RegExp;
  readonly stage?: SessionStage;
  readonly tls?: boolean;
  readonly diagnosis: string;
}

const NO_HTTP2 = "the server speaks TLS, and no HTTP/2 there";

/** The first that fits counts. */
const diagnosisRules: readonly DiagnosisRule[] = [
  { code: /^ECONNREFUSED$/, diagnosis: "nothing listens there" },
  { code: /^(ENOTFOUND|EAI_AGAIN)$/, diagnosis: "no address of the host is known" },
  { code: /^(EHOSTUNREACH|ENETUNREACH|ETIMEDOUT)$/, diagnosis: "the host is not reached" },
  { code: /_NO_APPLICATION_PROTOCOL$/, diagnosis: NO_HTTP2 },
  { code: /^ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|RECORD_LAYER_FAILURE)$/, diagnosis: "what answers there speaks no TLS" },
  { code: /^ERR_SSL_.*ALERT.*_CERTIFICATE/, diagnosis: "the server wants another certificate of the client, or any" },
  { code: /^(ERR_SSL_|EPROTO$)/, diagnosis: "the client and what answers there agree on no way to speak TLS" },
  { code: /CERT|SIGNATURE|CRL|HOSTNAME/, diagnosis: "nothing shows that what answers there is the server that was asked for" },
  { stage: "connecting", tls: true, diagnosis: "what answers there may speak no TLS" },
  { stage: "unanswered", tls: false, diagnosis: "what answers there speaks no HTTP/2 without TLS; it may expect TLS, or speak HTTP/1.1 alone" },
  { stage: "unanswered", tls: true, diagnosis: "the server agreed on HTTP/2 and speaks none" },
];

const codeOf = (error: Error | undefined): string => String((error as NodeJS.ErrnoException | undefined)?.code ?? "");

function diagnose(code: string, known: SessionFacts): string | undefined {
  const fits = (each: DiagnosisRule): boolean => (each.code?.test(code) ?? true) && (each.stage ?? known.stage) === known.stage && (each.tls ?? known.tls) === known.tls;
  return diagnosisRules.find(fits)?.diagnosis;
}

/** What an error says, on one line and without what OpenSSL puts around it. */
export function errorLine(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { reason } = error as { readonly reason?: unknown };
  const ofOpenSsl = codeOf(error).startsWith("ERR_SSL_") && typeof reason === "string";
  return ofOpenSsl ? `TLS: ${reason}` : error.message.replace(/\s+/g, " ").replace(/[\s:]+$/, "");
}

/** How many characters of debug data are told. */
const MAX_DEBUG_DATA = 200;

function goawayText({ code, data }: Goaway): string {
  return `${resetText(code).replace("RST_STREAM", "GOAWAY")}${data === "" ? "" : ` ${JSON.stringify(data.slice(0, MAX_DEBUG_DATA))}`}`;
}

function observedText(error: Error | undefined, { stage, goaway }: SessionFacts): string {
  if (goaway !== undefined) return error === undefined || goaway.code !== constants.NGHTTP2_NO_ERROR ? goawayText(goaway) : `${goawayText(goaway)}, then ${errorLine(error)}`;
  if (stage === "unanswered" && codeOf(error) === "ERR_HTTP2_ERROR") return `what came is not HTTP/2 (${errorLine(error)})`;
  const what = error === undefined ? "it was closed without an error" : errorLine(error);
  return stage === "unanswered" ? `${what}, before anything of HTTP/2 had come` : what;
}

/** Why an HTTP/2 connection is gone. @param error - of Node.js, if it has one */
export function sessionErrorOf(error: Error | undefined, known: SessionFacts): SessionError {
  if (error instanceof SessionError) return error;
  return new SessionError(observedText(error, known), known.goaway === undefined ? diagnose(codeOf(error), known) : undefined, error);
}

/** ALPN did not choose HTTP/2, which TLS needs for it (RFC 9113, Section 3.2). @param chosen - what it chose; nothing for `false` */
export function alpnError(chosen: string | false | undefined): SessionError {
  return new SessionError(`TLS agreed on ${chosen === false || chosen === undefined ? "no protocol" : chosen} by ALPN, and HTTP/2 needs h2`, NO_HTTP2, undefined);
}

/** A connection that is gone, in words. @param what - was seen */
export function sessionGoneText(what: string | undefined): string {
  return `the HTTP/2 connection is gone${what === undefined ? "" : `: ${what}`}`;
}
