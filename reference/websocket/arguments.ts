/**
 * What the constructor and `close` of the WebSocket interface are given, checked as the WHATWG WebSockets standard has it.
 *
 * @module
 */
import { limit } from "../schema/limits.ts";

/** A string as Web IDL makes it: unlike `String`, a template takes no symbol. */
const toDomString = (given: unknown): string => `${given as string}`;

function exception(name: "SyntaxError" | "InvalidAccessError", problem: string): DOMException {
  return new DOMException(problem, name);
}

/** The schemes of the interface by those that a page may write. */
const schemes: Readonly<Record<string, string>> = { "ws:": "ws:", "wss:": "wss:", "http:": "ws:", "https:": "wss:" };

/**
 * The URL of a connection, with the scheme `ws` or `wss`.
 *
 * @throws DOMException SyntaxError where it does not parse, is relative, has another scheme, or has a fragment; TypeError for a symbol
 */
export function readUrl(given: unknown): URL {
  const text = toDomString(given);
  if (!URL.canParse(text)) throw exception("SyntaxError", `expected an absolute URL, found ${JSON.stringify(text)}`);
  const url = new URL(text);
  const scheme = schemes[url.protocol];
  if (scheme === undefined) throw exception("SyntaxError", `expected the scheme wss, ws, https or http, found ${url.protocol}`);
  // An empty fragment is one, too: only the text of the URL shows it.
  if (url.href.includes("#")) throw exception("SyntaxError", `expected a URL without a fragment, found ${url.href}`);
  url.protocol = scheme;
  return url;
}

/** The URL of the handshake's request: `wss` stands for `https`, and `ws` for `http`; user name and password go into a field. */
export function requestUrl(url: URL): URL {
  const request = new URL(url);
  request.protocol = url.protocol === "wss:" ? "https:" : "http:";
  request.username = "";
  request.password = "";
  return request;
}

/** Undoes percent-encoding; what is not UTF-8 or not encoded stays as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The fields of the request that the URL's user name and password make, as RFC 7617 has them: none without these, or where `given` has one. */
export function credentialFields({ username, password }: URL, given: readonly (readonly [name: string, value: string])[]): [name: string, value: string][] {
  const named = given.some(([name]) => name.toLowerCase() === "authorization");
  if (named || (username === "" && password === "")) return [];
  return [["authorization", `Basic ${Buffer.from(`${decoded(username)}:${decoded(password)}`).toString("base64")}`]];
}

/** A token of RFC 9110, 5.6.2. */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/**
 * The subprotocols to offer.
 *
 * @throws DOMException SyntaxError where one is no token of RFC 9110 or stands twice, whatever the letter case
 */
export function readProtocols(given: unknown): string[] {
  const several = typeof given === "object" && given !== null && Symbol.iterator in given;
  const protocols = several ? Array.from(given as Iterable<unknown>, toDomString) : [toDomString(given)];
  const wrong = protocols.find((each) => !TOKEN.test(each));
  if (wrong !== undefined) throw exception("SyntaxError", `expected subprotocols that are tokens, found ${JSON.stringify(wrong)}`);
  if (new Set(protocols.map((each) => each.toLowerCase())).size < protocols.length) {
    throw exception("SyntaxError", `expected subprotocols that differ from each other, found ${protocols.join(", ")}`);
  }
  return protocols;
}

/** What `close` was given. */
export interface CloseArguments {
  /** Absent for a close with neither code nor reason. */
  readonly code?: number;
  readonly reason?: string;
}

/** A number as Web IDL clamps it to 16 bits: rounded to the nearest integer, of two the even one. Unlike `Number`, the sign takes no BigInt. */
function clampToUint16(given: unknown): number {
  const value = Math.min(Math.max(+(given as number), 0), 65535);
  if (Number.isNaN(value)) return 0;
  const floor = Math.floor(value);
  const upward = value - floor > 0.5 || (value - floor === 0.5 && floor % 2 === 1);
  return upward ? floor + 1 : floor;
}

const isAllowedCloseCode = (code: number): boolean => code === 1000 || (code >= 3000 && code <= 4999);

/**
 * The arguments of `close`. A reason without a code goes with 1000.
 *
 * @throws DOMException InvalidAccessError for a code that an application may not send, SyntaxError for a reason that is too long
 */
export function readCloseArguments(code: unknown, reason: unknown): CloseArguments {
  const number = code === undefined ? undefined : clampToUint16(code);
  const text = reason === undefined ? undefined : toDomString(reason).toWellFormed();
  if (number !== undefined && !isAllowedCloseCode(number)) throw exception("InvalidAccessError", `expected the code 1000, or one from 3000 to 4999, found ${number}`);
  const octets = Buffer.byteLength(text ?? "");
  if (octets > limit.value("reason")) throw exception("SyntaxError", `expected a reason of at most ${limit.value("reason")} octets in UTF-8, found ${octets}`);
  if (number === undefined && (text ?? "") === "") return {};
  return { code: number ?? 1000, reason: text ?? "" };
}
