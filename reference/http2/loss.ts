/**
 * Why a client's HTTP/2 connection is gone, or never came about: what Node.js tells of it or can be told from it, in words, and what
 * that means for the path.
 *
 * @module
 */
import { constants } from "node:http2";

import { resetText } from "../connection/http2-error.ts";

/** A GOAWAY frame; RFC 9113, Section 6.8. */
export interface Goaway {
  /** Its error code. */
  readonly code: number;
  /** Its Additional Debug Data; empty for none. */
  readonly data: string;
}

/** How far an HTTP/2 connection had come: until it is connected, until SETTINGS of the server have come, and from then on. */
export type Stage = "connecting" | "unanswered" | "settled";

/** What a client knows of an HTTP/2 connection. */
export interface Known {
  readonly tls: boolean;
  readonly stage: Stage;
  readonly goaway: Goaway | undefined;
}

/** An HTTP/2 connection is gone, or never came about. The message says what was seen; its cause is the error of Node.js, if it has one. */
export class Loss extends Error {
  override readonly name = "Loss";
  /** What that means for the path, where it says something about it. */
  readonly means: string | undefined;

  /** @param seen - in words; @param means - for the path; @param cause - the error of Node.js */
  constructor(seen: string, means: string | undefined, cause: Error | undefined) {
    super(seen, cause === undefined ? undefined : { cause });
    this.means = means;
  }
}

/** What a loss means, by the `code` of Node.js or by how far the HTTP/2 connection had come. */
interface Meaning {
  readonly code?: RegExp;
  readonly stage?: Stage;
  readonly tls?: boolean;
  readonly means: string;
}

const NO_HTTP2 = "the server speaks TLS, and no HTTP/2 there";

/** The first that fits counts. */
const meanings: readonly Meaning[] = [
  { code: /^ECONNREFUSED$/, means: "nothing listens there" },
  { code: /^(ENOTFOUND|EAI_AGAIN)$/, means: "no address of the host is known" },
  { code: /^(EHOSTUNREACH|ENETUNREACH|ETIMEDOUT)$/, means: "the host is not reached" },
  { code: /_NO_APPLICATION_PROTOCOL$/, means: NO_HTTP2 },
  { code: /^ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|RECORD_LAYER_FAILURE)$/, means: "what answers there speaks no TLS" },
  { code: /^ERR_SSL_.*ALERT.*_CERTIFICATE/, means: "the server wants another certificate of the client, or any" },
  { code: /^(ERR_SSL_|EPROTO$)/, means: "the client and what answers there agree on no way to speak TLS" },
  { code: /CERT|SIGNATURE|CRL|HOSTNAME/, means: "nothing shows that what answers there is the server that was asked for" },
  { stage: "connecting", tls: true, means: "what answers there may speak no TLS" },
  { stage: "unanswered", tls: false, means: "what answers there speaks no HTTP/2 without TLS; it may expect TLS, or speak HTTP/1.1 alone" },
  { stage: "unanswered", tls: true, means: "the server agreed on HTTP/2 and speaks none" },
];

const codeOf = (error: Error | undefined): string => String((error as NodeJS.ErrnoException | undefined)?.code ?? "");

function meaningOf(code: string, known: Known): string | undefined {
  const fits = (each: Meaning): boolean => (each.code?.test(code) ?? true) && (each.stage ?? known.stage) === known.stage && (each.tls ?? known.tls) === known.tls;
  return meanings.find(fits)?.means;
}

/** What an error says, on one line and without what OpenSSL puts around it. */
export function lineOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { reason } = error as { readonly reason?: unknown };
  const ofOpenSsl = codeOf(error).startsWith("ERR_SSL_") && typeof reason === "string";
  return ofOpenSsl ? `TLS: ${reason}` : error.message.replace(/\s+/g, " ").replace(/[\s:]+$/, "");
}

/** How many characters of debug data are told. */
const MOST_DATA = 200;

function goawayText({ code, data }: Goaway): string {
  return `${resetText(code).replace("RST_STREAM", "GOAWAY")}${data === "" ? "" : ` ${JSON.stringify(data.slice(0, MOST_DATA))}`}`;
}

function seenOf(error: Error | undefined, { stage, goaway }: Known): string {
  if (goaway !== undefined) return error === undefined || goaway.code !== constants.NGHTTP2_NO_ERROR ? goawayText(goaway) : `${goawayText(goaway)}, then ${lineOf(error)}`;
  if (stage === "unanswered" && codeOf(error) === "ERR_HTTP2_ERROR") return `what came is not HTTP/2 (${lineOf(error)})`;
  const what = error === undefined ? "it was closed without an error" : lineOf(error);
  return stage === "unanswered" ? `${what}, before anything of HTTP/2 had come` : what;
}

/** Why an HTTP/2 connection is gone. @param error - of Node.js, if it has one */
export function lossOf(error: Error | undefined, known: Known): Loss {
  if (error instanceof Loss) return error;
  return new Loss(seenOf(error, known), known.goaway === undefined ? meaningOf(codeOf(error), known) : undefined, error);
}

/** ALPN did not choose HTTP/2, which TLS needs for it (RFC 9113, Section 3.2). @param chosen - what it chose; nothing for `false` */
export function notByAlpn(chosen: string | false | undefined): Loss {
  return new Loss(`TLS agreed on ${chosen === false || chosen === undefined ? "no protocol" : chosen} by ALPN, and HTTP/2 needs h2`, NO_HTTP2, undefined);
}

/** A connection that is gone, in words. @param what - was seen */
export function goneText(what: string | undefined): string {
  return `the HTTP/2 connection is gone${what === undefined ? "" : `: ${what}`}`;
}
