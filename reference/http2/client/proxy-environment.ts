/**
 * Selects a proxy by the environment variables that curl, Go and others read.
 *
 * @module
 */
import { BlockList, isIP, isIPv4 } from "node:net";

import type { ProxySelector } from "./route-options.ts";
import { portOf } from "./url-parts.ts";

/** Environment variables by name. */
export type EnvironmentVariables = Readonly<Record<string, string | undefined>>;

/** Returns whether an entry of NO_PROXY excludes a host. */
type HostMatch = (host: string, port: string) => boolean;

const withoutBrackets = (host: string): string => host.replace(/^\[|\]$/g, "");

const familyOf = (address: string): "ipv4" | "ipv6" => (isIPv4(address) ? "ipv4" : "ipv6");

/** Returns the match of a range such as `10.0.0.0/8`. */
function matchRange(address: string, prefix: number): HostMatch {
  const list = new BlockList();
  if (prefix > (isIPv4(address) ? 32 : 128)) return () => false;
  list.addSubnet(address, prefix, familyOf(address));
  return (host) => isIP(host) !== 0 && list.check(host, familyOf(host));
}

/** Returns the match of one entry: `*`, `example.com`, `.example.com`, `example.com:8443`, `10.1.2.3`, `10.0.0.0/8`, `[::1]:8443`. */
function matchEntry(entry: string): HostMatch {
  if (entry === "*") return () => true;
  const [, address = "", prefix] = /^([\d.]+|\[?[\da-f:.]*:[\da-f:.]*\]?)\/(\d+)$/.exec(entry) ?? [];
  if (prefix !== undefined && isIP(withoutBrackets(address)) !== 0) return matchRange(withoutBrackets(address), Number(prefix));
  if (isIP(withoutBrackets(entry)) !== 0) return matchRange(withoutBrackets(entry), isIPv4(entry) ? 32 : 128);
  const [, name = "", wantedPort] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
  const wanted = withoutBrackets(name).replace(/^\*?\./, "");
  return (host, port) => (wantedPort ?? port) === port && (host === wanted || (isIP(host) === 0 && host.endsWith(`.${wanted}`)));
}

function parseNoProxy(text: string): HostMatch {
  const entries = text.toLowerCase().split(/[\s,]+/).filter((entry) => entry !== "").map(matchEntry);
  return (host, port) => entries.some((matches) => matches(host, port));
}

/** Returns the value of a variable: in lower case first, as curl does; an empty one counts as absent. */
function variable(environment: EnvironmentVariables, name: string): string | undefined {
  const isForCgi = name === "HTTP_PROXY" && environment["REQUEST_METHOD"] !== undefined;
  const value = environment[name.toLowerCase()] || (isForCgi ? undefined : environment[name]);
  return value === "" ? undefined : value;
}

/**
 * Returns a function for the option `proxy` that selects by environment variables: `HTTPS_PROXY` for `https` and `wss`, `HTTP_PROXY` for
 * `http` and `ws`, `ALL_PROXY` without them, and none for the hosts in `NO_PROXY`. Names in lower case have priority. The variables are
 * read at this call.
 *
 * `NO_PROXY` is a list, separated by commas or spaces: `*` for all, names with their subdomains, each optionally with a port, addresses,
 * and ranges such as `10.0.0.0/8`. A value without scheme is the host of an `http` proxy. `HTTP_PROXY` in upper case is ignored if
 * `REQUEST_METHOD` is set: in CGI, a request could set it.
 *
 * @param environment - usually `process.env`
 *
 * @example
 * ```ts
 * import { Client, proxyFromEnvironment } from "websocket2";
 *
 * const client = new Client({ proxy: proxyFromEnvironment({ HTTPS_PROXY: "proxy.example:3128", NO_PROXY: "localhost,.internal" }) });
 * console.log(client.connections.size); // 0
 * await client.close();
 * ```
 */
export function proxyFromEnvironment(environment: EnvironmentVariables): ProxySelector {
  const all = variable(environment, "ALL_PROXY");
  const proxies: Readonly<Record<string, string | undefined>> = {
    "https:": variable(environment, "HTTPS_PROXY") ?? all,
    "http:": variable(environment, "HTTP_PROXY") ?? all,
  };
  const isExcluded = parseNoProxy(variable(environment, "NO_PROXY") ?? "");
  return (origin) => {
    const url = new URL(origin);
    const proxy = proxies[url.protocol];
    if (proxy === undefined || isExcluded(withoutBrackets(url.hostname), portOf(url))) return undefined;
    return /^[a-z][a-z\d+.-]*:\/\//i.test(proxy) ? proxy : `http://${proxy}`;
  };
}
