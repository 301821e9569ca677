/**
 * Checks the arguments of the constructor and of `close`, by the WHATWG WebSockets Standard.
 *
 * @module
 */
import { limit } from "../schema/limits.ts";
import type { FieldLine, FieldLines } from "../wire/index.ts";
import { basicCredentials } from "../http2/client/url-parts.ts";

/** Converts a value to a DOMString of Web IDL: unlike `String`, a template throws for a symbol. */
const toDomString = (value: unknown): string => `${value as string}`;

function exception(name: "SyntaxError" | "InvalidAccessError", problem: string): DOMException {
  return new DOMException(problem, name);
}

/** Schemes of the interface by the accepted schemes. */
const schemes: Readonly<Record<string, string>> = { "ws:": "ws:", "wss:": "wss:", "http:": "ws:", "https:": "wss:" };

/**
 * Returns the URL of a connection, with scheme `ws` or `wss`.
 *
 * @throws DOMException SyntaxError if it does not parse, is relative, has another scheme, or has a fragment
 * @throws TypeError for a symbol
 */
export function readUrl(value: unknown): URL {
  const text = toDomString(value);
  if (!URL.canParse(text)) throw exception("SyntaxError", `expected an absolute URL, found ${JSON.stringify(text)}`);
  const url = new URL(text);
  const scheme = schemes[url.protocol];
  if (scheme === undefined) throw exception("SyntaxError", `expected the scheme wss, ws, https or http, found ${url.protocol}`);
  // `hash` does not show an empty fragment, which is not allowed either.
  if (url.href.includes("#")) throw exception("SyntaxError", `expected a URL without a fragment, found ${url.href}`);
  url.protocol = scheme;
  return url;
}

/** Returns the URL of the request: with scheme `https` or `http`, and without user name and password, which a field carries. */
export function requestUrl(url: URL): URL {
  const request = new URL(url);
  request.protocol = url.protocol === "wss:" ? "https:" : "http:";
  request.username = "";
  request.password = "";
  return request;
}

/**
 * Returns the Authorization field for the user name and password of a URL (RFC 7617).
 *
 * @param fields - fields of the application; an Authorization field among them takes precedence
 */
export function credentialFields(url: URL, fields: FieldLines): FieldLine[] {
  const present = fields.some(([name]) => name.toLowerCase() === "authorization");
  const credentials = basicCredentials(url);
  return present || credentials === undefined ? [] : [["authorization", credentials]];
}

/** Token of RFC 9110, Section 5.6.2. */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/**
 * Returns the subprotocols to offer.
 *
 * @throws DOMException SyntaxError if one is not a token of RFC 9110, or is listed twice without regard to case
 */
export function readProtocols(value: unknown): string[] {
  const isIterable = typeof value === "object" && value !== null && Symbol.iterator in value;
  const protocols = isIterable ? Array.from(value as Iterable<unknown>, toDomString) : [toDomString(value)];
  const wrong = protocols.find((each) => !TOKEN.test(each));
  if (wrong !== undefined) throw exception("SyntaxError", `expected subprotocols that are tokens, found ${JSON.stringify(wrong)}`);
  if (new Set(protocols.map((each) => each.toLowerCase())).size < protocols.length) {
    throw exception("SyntaxError", `expected subprotocols that differ from each other, found ${protocols.join(", ")}`);
  }
  return protocols;
}

/** Arguments of `close`. */
export interface CloseArguments {
  /** Close code; absent for a close with neither code nor reason. */
  readonly code?: number;
  /** Reason; absent if the code is. */
  readonly reason?: string;
}

/**
 * Converts a value to 16 bits by [Clamp] of Web IDL: rounds to the nearest integer, halves to the even one. Unlike `Number`, the unary
 * plus throws for a BigInt.
 */
function clampToUint16(value: unknown): number {
  const number = Math.min(Math.max(+(value as number), 0), 65535);
  if (Number.isNaN(number)) return 0;
  const floor = Math.floor(number);
  const upward = number - floor > 0.5 || (number - floor === 0.5 && floor % 2 === 1);
  return upward ? floor + 1 : floor;
}

const isAllowedCloseCode = (code: number): boolean => code === 1000 || (code >= 3000 && code <= 4999);

/**
 * Returns the arguments of `close`. A reason without a code has the code 1000.
 *
 * @throws DOMException InvalidAccessError for a code that applications may not send, SyntaxError for a reason that is too long
 */
export function readCloseArguments(code: unknown, reason: unknown): CloseArguments {
  const number = code === undefined ? undefined : clampToUint16(code);
  const text = reason === undefined ? undefined : toDomString(reason).toWellFormed();
  if (number !== undefined && !isAllowedCloseCode(number)) {
    throw exception("InvalidAccessError", `expected a code of 1000, or 3000 to 4999, found ${number}`);
  }
  const octets = Buffer.byteLength(text ?? "");
  const most = limit.value("reason");
  if (octets > most) throw exception("SyntaxError", `expected a reason of at most ${most} octets in UTF-8, found ${octets}`);
  if (number === undefined && (text ?? "") === "") return {};
  return { code: number ?? 1000, reason: text ?? "" };
}
