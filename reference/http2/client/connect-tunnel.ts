/**
 * Opens a tunnel through an HTTP proxy by the method CONNECT (RFC 9110, Section 9.3.6).
 *
 * @module
 */
import { type ClientRequest, type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";

import { LocalError } from "../../layout/errors.ts";
import { fieldLinesOf } from "../api/fields-init.ts";
import { fieldsOf } from "../stream/header-section.ts";
import { errorLine, SessionError } from "../stream/session-error.ts";
import type { ResolvedProxy, RouteOptions, TlsOptions } from "./route-options.ts";
import { basicCredentials, portOf } from "./url-parts.ts";

/** Diagnosis of an error of Node.js, by its `code`. In order: the first that matches applies. */
const errorDiagnoses: readonly (readonly [code: RegExp, diagnosis: string])[] = [
  [/^ECONNREFUSED$/, "no proxy listens at this address"],
  [/^(ENOTFOUND|EAI_AGAIN)$/, "the name of the proxy does not resolve"],
  [/^(EHOSTUNREACH|ENETUNREACH|ETIMEDOUT)$/, "the proxy is unreachable"],
  [/^HPE_/, "this is no HTTP/1.1 proxy, or it expects TLS: then its URL begins with https"],
  [/^(ERR_SSL_|EPROTO$)/, "the proxy does not use TLS on this port: then its URL begins with http"],
  [/CERT|SIGNATURE|CRL|HOSTNAME/, "the certificate does not prove the identity of the proxy; the option proxy.tls has a ca of its own"],
  [/^(ECONNRESET|EPIPE)$/, "the proxy closed the connection before it answered"],
];

/** Diagnosis of a refusal, by its status. */
const statusDiagnoses: Readonly<Record<number, string>> = {
  403: "the proxy forbids tunnels to this host and port",
  404: "this HTTP server is no proxy that opens tunnels",
  405: "this HTTP server is no proxy that opens tunnels",
  407: "the proxy requires a user name and a password, or other credentials; both can stand in its URL",
  501: "this HTTP server is no proxy that opens tunnels",
  502: "the proxy cannot reach the server",
  503: "the proxy cannot reach the server, or is overloaded",
  504: "the proxy got no answer from the server in time",
};

const WRONG_CREDENTIALS = "the proxy does not accept these credentials";

/** Returns host and port of an origin, as the target of CONNECT. */
function tunnelTarget(origin: string): string {
  const url = new URL(origin);
  return `${url.hostname}:${portOf(url)}`;
}

/** Returns the fields of the request; one with several lines has a list. */
function requestFields(target: string, proxy: ResolvedProxy): Record<string, string | string[]> {
  const credentials = basicCredentials(proxy.url);
  const given: Record<string, string[]> = {};
  for (const [name, value] of fieldLinesOf("proxy.headers", proxy.headers ?? [])) (given[name.toLowerCase()] ??= []).push(value);
  return {
    host: target,
    // Without it, Node.js asks the proxy to close the connection.
    connection: "keep-alive",
    ...(credentials === undefined ? {} : { "proxy-authorization": credentials }),
    ...given,
  };
}

/** Returns the options of TLS to the proxy: a certificate of the client is for the server alone. */
function proxyTls({ tls }: ResolvedProxy, { tls: { ca, rejectUnauthorized } = {} }: RouteOptions): TlsOptions {
  if (tls !== undefined) return tls;
  return { ...(ca === undefined ? {} : { ca }), ...(rejectUnauthorized === undefined ? {} : { rejectUnauthorized }) };
}

function sendConnect(origin: string, proxy: ResolvedProxy, options: RouteOptions, signal: AbortSignal): ClientRequest {
  const { protocol, hostname } = proxy.url;
  const target = tunnelTarget(origin);
  const { lookup } = options;
  const settings = {
    method: "CONNECT",
    host: hostname.replace(/^\[|\]$/g, ""),
    port: portOf(proxy.url),
    path: target,
    headers: requestFields(target, proxy),
    agent: false as const,
    signal,
    ...(lookup === undefined ? {} : { lookup }),
  };
  try {
    return protocol === "https:" ? requestHttps({ ...proxyTls(proxy, options), ...settings }) : requestHttp(settings);
  } catch (error) {
    throw new LocalError("proxy", `expected fields that can be sent: ${errorLine(error)}`);
  }
}

function refusal(proxy: ResolvedProxy, target: string, response: IncomingMessage, sent: ClientRequest): SessionError {
  const { statusCode = 0, statusMessage = "", rawHeaders } = response;
  const text = `${statusCode} ${statusMessage}`.trim();
  const rejected = statusCode === 407 && sent.hasHeader("proxy-authorization");
  const diagnosis = rejected ? WRONG_CREDENTIALS : (statusDiagnoses[statusCode] ?? "the proxy opened no tunnel to the server");
  const fields = fieldsOf(rawHeaders).map(([name, value]) => [name.toLowerCase(), value] as const);
  return new SessionError(`the proxy ${proxy.url.origin} answered CONNECT ${target} with ${text}`, diagnosis, undefined, [
    [":status", String(statusCode)],
    ...fields,
  ]);
}

function proxyError(proxy: ResolvedProxy, error: NodeJS.ErrnoException): SessionError {
  const diagnosis = errorDiagnoses.find(([code]) => code.test(String(error.code)))?.[1];
  return new SessionError(`the proxy ${proxy.url.origin}: ${errorLine(error)}`, diagnosis, error);
}

/**
 * Opens a tunnel to an origin.
 *
 * @param origin - scheme and authority of the server
 * @param signal - ends the attempt
 * @returns the stream through the tunnel
 * @throws `SessionError` if the proxy opens none, LocalError if its fields cannot be sent
 */
export async function openTunnel(origin: string, proxy: ResolvedProxy, options: RouteOptions, signal: AbortSignal): Promise<Duplex> {
  const request = sendConnect(origin, proxy, options, signal);
  return new Promise((resolve, reject) => {
    request.on("error", (error) => reject(proxyError(proxy, error)));
    // Node.js emits it for each final response to CONNECT.
    request.on("connect", (response: IncomingMessage, socket: Socket, head: Buffer) => {
      const { statusCode = 0 } = response;
      if (statusCode < 200 || statusCode > 299) {
        socket.destroy();
        reject(refusal(proxy, tunnelTarget(origin), response, request));
        return;
      }
      socket.setNoDelay(true);
      // A server without TLS sends its SETTINGS at once.
      if (head.length > 0) socket.unshift(head);
      resolve(socket);
    });
    request.end();
  });
}
