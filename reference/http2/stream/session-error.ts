/**
 * Describes why an HTTP/2 connection of a client failed or was lost: the observation, from the events of Node.js, and its meaning for the
 * path to the server.
 *
 * @module
 */
import { constants } from "node:http2";

import { resetText } from "../../connection/reports/reset-text.ts";
import type { FieldLines } from "../../wire/index.ts";

/** GOAWAY frame (RFC 9113, Section 6.8). */
export interface Goaway {
  /** Error code. */
  readonly code: number;
  /** Additional Debug Data; empty for none. */
  readonly data: string;
}

/** Stage of an HTTP/2 connection: `connecting`, then `unanswered` until SETTINGS of the server arrive, then `settled`. */
export type SessionStage = "connecting" | "unanswered" | "settled";

/** State of an HTTP/2 connection when it failed or was lost. */
export interface SessionFacts {
  /** Whether it uses TLS. */
  readonly tls: boolean;
  /** Stage that it reached. */
  readonly stage: SessionStage;
  /** The last GOAWAY of the server, if any. */
  readonly goaway: Goaway | undefined;
}

/** Reports that an HTTP/2 connection failed or was lost. The message is the observation, the cause the error of Node.js, if any. */
export class SessionError extends Error {
  override readonly name = "SessionError";
  /** Meaning of the observation for the path; `undefined` if it has none. */
  readonly diagnosis: string | undefined;
  /** Field lines of the response of a proxy that opened no tunnel; else empty. */
  readonly fields: FieldLines;

  /**
   * @param observation - the observation in words
   * @param diagnosis - its meaning for the path
   * @param cause - error of Node.js
   * @param fields - field lines of the response of a proxy
   */
  constructor(observation: string, diagnosis: string | undefined, cause: Error | undefined, fields: FieldLines = []) {
    super(observation, cause === undefined ? undefined : { cause });
    this.diagnosis = diagnosis;
    this.fields = fields;
  }
}

/** Diagnosis by the `code` of Node.js, or by stage and TLS; an absent condition always holds. */
interface DiagnosisRule {
  readonly code?: RegExp;
  readonly stage?: SessionStage;
  readonly tls?: boolean;
  readonly diagnosis: string;
}

/** Diagnosis of TLS that did not agree on HTTP/2. */
export const NO_HTTP2 = "the server does not offer HTTP/2 over TLS";
const NO_TLS = "the server does not use TLS on this port";
const NO_CLEARTEXT_HTTP2 = "the server does not accept HTTP/2 without TLS on this port; it may expect TLS, or support HTTP/1.1 only";

/** In order: the first rule whose conditions hold applies. */
const diagnosisRules: readonly DiagnosisRule[] = [
  { code: /^ECONNREFUSED$/, diagnosis: "no server listens at this address" },
  { code: /^(ENOTFOUND|EAI_AGAIN)$/, diagnosis: "the name of the host does not resolve" },
  { code: /^(EHOSTUNREACH|ENETUNREACH|ETIMEDOUT)$/, diagnosis: "the host is unreachable" },
  { code: /_NO_APPLICATION_PROTOCOL$/, diagnosis: NO_HTTP2 },
  { code: /^ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|RECORD_LAYER_FAILURE)$/, diagnosis: NO_TLS },
  { code: /^ERR_SSL_.*ALERT.*_CERTIFICATE/, diagnosis: "the server requires a client certificate, or rejects the one that it received" },
  { code: /^(ERR_SSL_|EPROTO$)/, diagnosis: "client and server do not agree on TLS parameters" },
  {
    code: /^(UNABLE_TO_(GET_ISSUER|VERIFY_LEAF)|(DEPTH_ZERO_)?SELF_SIGNED)/,
    diagnosis:
      "the client does not know the authority that issued the certificate of the server; the option tls.ca or NODE_EXTRA_CA_CERTS adds it",
  },
  { code: /^CERT_HAS_EXPIRED$/, diagnosis: "the certificate of the server has expired" },
  { code: /CERT|SIGNATURE|CRL|HOSTNAME/, diagnosis: "the certificate does not prove the identity of the server" },
  { stage: "connecting", tls: true, diagnosis: "the server may not use TLS on this port" },
  { stage: "unanswered", tls: false, diagnosis: NO_CLEARTEXT_HTTP2 },
  { stage: "unanswered", tls: true, diagnosis: "the server agreed on HTTP/2 but does not send it" },
];

const codeOf = (error: Error | undefined): string => String((error as NodeJS.ErrnoException | undefined)?.code ?? "");

function diagnose(code: string, facts: SessionFacts): string | undefined {
  const holds = (rule: DiagnosisRule): boolean =>
    (rule.code?.test(code) ?? true) && (rule.stage ?? facts.stage) === facts.stage && (rule.tls ?? facts.tls) === facts.tls;
  return diagnosisRules.find(holds)?.diagnosis;
}

/** Advice that Node.js 24 appends to its message about a certificate; the diagnosis has its own. */
const NODE_ADVICE = /; if the root CA is installed locally, .*$/;

/** Returns the message of an error on one line, without advice of Node.js; of an OpenSSL error, its reason only. */
export function errorLine(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { reason } = error as { readonly reason?: unknown };
  const isOpenSsl = codeOf(error).startsWith("ERR_SSL_") && typeof reason === "string";
  return isOpenSsl ? `TLS: ${reason}` : error.message.replace(/\s+/g, " ").replace(NODE_ADVICE, "").replace(/[\s:]+$/, "");
}

/** The greatest number of characters of debug data in a message. */
const MAX_DEBUG_DATA = 200;

function goawayText({ code, data }: Goaway): string {
  return `${resetText(code).replace("RST_STREAM", "GOAWAY")}${data === "" ? "" : ` ${JSON.stringify(data.slice(0, MAX_DEBUG_DATA))}`}`;
}

function observedText(error: Error | undefined, { stage, goaway }: SessionFacts): string {
  if (goaway !== undefined) {
    const isCause = error === undefined || goaway.code !== constants.NGHTTP2_NO_ERROR;
    return isCause ? goawayText(goaway) : `${goawayText(goaway)}, then ${errorLine(error)}`;
  }
  const notHttp2 = stage === "unanswered" && codeOf(error) === "ERR_HTTP2_ERROR";
  if (notHttp2) return `the server sent octets that are not HTTP/2 (${errorLine(error)})`;
  const cause = error === undefined ? "closed without an error" : errorLine(error);
  return stage === "unanswered" ? `${cause}, before any HTTP/2 frame arrived` : cause;
}

/** Error numbers of nghttp2 for memory and callbacks, which are not faults of the server. */
const LOCAL_ERRNOS: ReadonlySet<number | undefined> = new Set([-901, -902]);

/** Whether Node.js itself reports that the server violated HTTP/2: Node.js 24 does, Node.js 20 stops without an event instead. */
function isViolation(error: Error | undefined): boolean {
  return codeOf(error) === "ERR_HTTP2_ERROR" && !LOCAL_ERRNOS.has((error as NodeJS.ErrnoException).errno);
}

/**
 * Returns the error that describes a failed or lost HTTP/2 connection.
 *
 * @param error - error of Node.js, if any
 * @param facts - state of the connection
 */
export function sessionErrorOf(error: Error | undefined, facts: SessionFacts): SessionError {
  if (error instanceof SessionError) return error;
  if (facts.stage === "settled" && facts.goaway === undefined && isViolation(error)) return violationError(error);
  return new SessionError(observedText(error, facts), facts.goaway === undefined ? diagnose(codeOf(error), facts) : undefined, error);
}

/**
 * Returns the error for TLS whose ALPN did not select HTTP/2 (RFC 9113, Section 3.2).
 *
 * @param selected - the selected protocol; `false` for none
 */
export function alpnError(selected: string | false | undefined): SessionError {
  const protocol = selected === false || selected === undefined ? "no protocol" : selected;
  return new SessionError(`ALPN selected ${protocol}, but HTTP/2 requires h2`, NO_HTTP2, undefined);
}

/**
 * Returns the error for an HTTP/2 connection that ended because the server violated HTTP/2.
 *
 * @param error - error of Node.js; `undefined` if Node.js has stopped without one
 */
export function violationError(error?: Error): SessionError {
  return new SessionError("the server violated HTTP/2", "the server, or an intermediary, sends invalid HTTP/2", error);
}

/** Returns the text that reports a lost HTTP/2 connection, with the observation, if any. */
export function sessionLostText(observation: string | undefined): string {
  return `the HTTP/2 connection was lost${observation === undefined ? "" : `: ${observation}`}`;
}
