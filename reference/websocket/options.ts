/**
 * Options of `WebSocket2`, which its constructor validates: a mistake in them is thrown before anything is opened.
 *
 * @module
 */
import { LocalError } from "../layout/errors.ts";
import { limit } from "../schema/limits.ts";
import { buildRequest } from "../wire/index.ts";
import type { Connection } from "../http2/api/connection.ts";
import { type OptionKinds, validateOptions, validateValue } from "../http2/api/validate-options.ts";
import { connect } from "../http2/client/client.ts";
import {
  connectKinds,
  type ConnectOptions,
  furtherFields,
  validateClientOptions,
  validateConnectOptions,
} from "../http2/client/client-options.ts";
import { requestTargetOf } from "../http2/client/request-target.ts";
import { routeKinds, type RouteOptions, splitRoute } from "../http2/client/route-options.ts";
import { credentialFields, requestUrl } from "./arguments.ts";
import { isBlockedPort } from "./blocked-ports.ts";

/** Options beyond those of `WebSocket`. */
export interface WebSocket2Options
  extends Omit<ConnectOptions, "protocols" | "requireProtocol" | "signal" | "redirects">, RouteOptions {
  /** Opens the connection. The default is `connect`; `client.connect` of a `Client` is another choice. */
  readonly connect?: (url: URL, options: ConnectOptions & RouteOptions) => Promise<Connection>;
  /**
   * Whether the constructor accepts `ws` and `http` URLs, whose octets no TLS protects. It is for tests and for servers on this host: a
   * user agent never connects to such a URL for a page, so by default the opening fails. The default is `false`.
   */
  readonly allowCleartext?: boolean;
  /**
   * Called with the reason why the connection did not open, before the event `error`, which carries none. It is for logs: a page must not
   * learn the reason. An error that it throws is an uncaught exception, as for a listener. By default, an error that is not an
   * `OpeningError`, such as one of the option `connect`, is an unhandled rejection.
   */
  readonly onfailed?: (error: unknown) => void;
}

/** Validated arguments of the constructor. */
export interface Opening extends Required<Pick<WebSocket2Options, "connect">>, Pick<WebSocket2Options, "onfailed"> {
  /** URL of the request. */
  readonly url: URL;
  /** Options of the opening. */
  readonly options: ConnectOptions & RouteOptions;
  /** Reason for which nothing is opened, as for a page; `undefined` for none. */
  readonly blocked: LocalError | undefined;
}

// The constructor sets these itself.
const { protocols: _protocols, requireProtocol: _requireProtocol, signal: _signal, redirects: _redirects, ...sharedKinds } = connectKinds;

const kinds: OptionKinds<WebSocket2Options> = {
  ...sharedKinds,
  ...routeKinds,
  connect: "a function",
  allowCleartext: "true or false",
  onfailed: "a function",
};

function blockedReason(url: URL, { allowCleartext = false }: WebSocket2Options): LocalError | undefined {
  if (url.protocol !== "wss:" && !allowCleartext) {
    return new LocalError("url", `expected the scheme wss, or the option allowCleartext for tests, found ${url.protocol}`);
  }
  if (isBlockedPort(url)) return new LocalError("url", `expected a port that the Fetch Standard does not block, found ${url.port}`);
  return undefined;
}

/** Builds the request and drops it: no option that cannot become a field passes. */
function validateRequest(url: URL, { compression, protocols, origin }: ConnectOptions, fields: ReturnType<typeof furtherFields>): void {
  const { scheme, authority, path } = requestTargetOf(url);
  buildRequest({
    scheme,
    authority,
    path,
    fields,
    ...(compression === undefined ? {} : { offer: compression }),
    ...(protocols === undefined ? {} : { protocols }),
    ...(origin === undefined ? {} : { origin }),
  });
}

/**
 * Validates the options of the constructor.
 *
 * @param url - URL of the connection, with scheme `wss` or `ws`
 * @param protocols - subprotocols to offer
 * @throws LocalError if the options are no object, or one of them is not usable or unknown
 */
export function readOptions(url: URL, protocols: readonly string[], given: WebSocket2Options): Opening {
  validateValue("options", given, "an object");
  validateOptions("", given, kinds);
  const { connect: openConnection = connect, onfailed, allowCleartext: _, ...rest } = given;
  const { route, others } = splitRoute(rest);
  validateClientOptions(route);
  const ownFields = furtherFields(others);
  const headers = [...ownFields, ...credentialFields(url, ownFields)];
  const options: ConnectOptions = { ...others, headers, protocols, requireProtocol: protocols.length > 0 };
  validateConnectOptions(options);
  limit.configure(options.limits, "limits");
  const target = requestUrl(url);
  validateRequest(target, options, headers);
  return {
    url: target,
    connect: openConnection,
    options: { ...options, ...route },
    blocked: blockedReason(url, given),
    ...(onfailed === undefined ? {} : { onfailed }),
  };
}
