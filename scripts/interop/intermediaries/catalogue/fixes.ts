/**
 * Settings of proxies that fix faults of a path. Two rows of the matrix show each.
 *
 * @module
 */
import { DEFAULT_SHARED_BY } from "../../../../reference/http2/index.ts";

/** A fault of a path. */
export type PathProblem =
  "buffers" | "holds-ends" | "one-way" | "delays" | "blocks-many" | "caps-uploads" | "cuts-idle" | "compresses" | "replays";

/** A setting that fixes a fault. */
export interface ConfigurationFix {
  readonly problem: PathProblem;
  /** The name of the proxy in the catalogue. */
  readonly proxy: string;
  /** The setting, in the words of its configuration file. */
  readonly set: string;
  /** The id of the check that shows the fault. */
  readonly check: string;
  /** A path that fails the check. */
  readonly without: string;
  /** A path that passes it; absent if no tested configuration does. */
  readonly with?: string;
}

/** All known settings. */
export const configurationFixes: readonly ConfigurationFix[] = [
  {
    problem: "buffers",
    proxy: "nginx",
    set: "grpc_pass grpc://ORIGIN to an origin that speaks HTTP/2",
    check: "opens",
    without: "nginx/h1",
    with: "nginx/grpc",
  },
  {
    problem: "buffers",
    proxy: "nginx",
    set: "proxy_http_version 1.1, proxy_request_buffering off and proxy_buffering off",
    check: "opens",
    without: "nginx/h1",
    with: "nginx/h1-unbuffered",
  },
  {
    problem: "holds-ends",
    proxy: "nginx",
    set: "proxy_buffering off, or let the server send x-accel-buffering: no, as the reference implementation does over HTTP/1.1",
    check: "down-unasked",
    without: "nginx/h1-responses-buffered",
    with: "nginx/h1-unbuffered",
  },
  {
    problem: "buffers",
    proxy: "apache",
    set: "ProxyPass / h2c://ORIGIN/ (mod_proxy_http2) in place of http://",
    check: "opens",
    without: "apache/h1",
    with: "apache/h2",
  },
  {
    problem: "buffers",
    proxy: "haproxy",
    set: "no option http-buffer-request",
    check: "opens",
    without: "haproxy/h2-buffer",
    with: "haproxy/h2",
  },
  { problem: "buffers", proxy: "h2o", set: "nothing: another proxy, or a relay of TCP, for these URLs", check: "opens", without: "h2o/h1" },
  {
    problem: "buffers",
    proxy: "varnish",
    set: "nothing: hitch alone, or another proxy, for these URLs",
    check: "opens",
    without: "hitch/h2c > varnish/h1",
    with: "hitch/h2c",
  },
  {
    problem: "one-way",
    proxy: "trafficserver",
    set: "nothing: another proxy, or a relay of TCP, for these URLs",
    check: "confirmed",
    without: "trafficserver/h1",
  },
  {
    problem: "delays",
    proxy: "haproxy",
    set: "option http-no-delay, or proto h2 towards the origin",
    check: "up-1",
    without: "haproxy/h1",
    with: "haproxy/h1-no-delay",
  },
  {
    problem: "blocks-many",
    proxy: "haproxy",
    set: "tune.h2.initial-window-size 8192, less than its buffers",
    check: "load",
    without: "haproxy/h2",
    with: "haproxy/h2-window",
  },
  {
    problem: "blocks-many",
    proxy: "apache",
    set: `nothing that helps: clients let at most ${DEFAULT_SHARED_BY} connections share one of HTTP/2`,
    check: "load",
    without: "apache/h2",
  },
  {
    problem: "caps-uploads",
    proxy: "nginx",
    set: "client_max_body_size 0",
    check: "upload",
    without: "nginx/grpc",
    with: "nginx/grpc-no-cap",
  },
  {
    problem: "cuts-idle",
    proxy: "nginx",
    set: "grpc_read_timeout, grpc_send_timeout, or proxy_read_timeout, proxy_send_timeout, and client_body_timeout above the interval of pings",
    check: "idle-short",
    without: "nginx/grpc-no-cap",
  },
  {
    problem: "cuts-idle",
    proxy: "haproxy",
    set: "timeout client and timeout server above the interval of pings",
    check: "idle-short",
    without: "haproxy/h2",
  },
  {
    problem: "cuts-idle",
    proxy: "nghttpx",
    set: "backend-read-timeout and backend-write-timeout above the interval of pings",
    check: "idle-short",
    without: "nghttpx/h1",
  },
  {
    problem: "compresses",
    proxy: "nginx",
    set: "gzip_types without application/websocket2",
    check: "coding-gzip",
    without: "nginx/h1-coding",
  },
  {
    problem: "compresses",
    proxy: "apache",
    set: "AddOutputFilterByType in place of SetOutputFilter DEFLATE, without application/websocket2",
    check: "coding-gzip",
    without: "apache/h2-coding",
  },
  {
    problem: "compresses",
    proxy: "caddy",
    set: "encode with a match that leaves application/websocket2 out",
    check: "coding-gzip",
    without: "caddy/h2c-coding",
  },
  {
    problem: "replays",
    proxy: "nginx",
    set: "proxy_cache_methods without POST",
    check: "post-max-age",
    without: "nginx/h1-cache-post",
    with: "nginx/h1-cache",
  },
];

/** Returns the settings for a fault: those of a proxy if it has any, else those of all proxies. */
export function fixesFor(problem: PathProblem, proxy?: string): readonly ConfigurationFix[] {
  const all = configurationFixes.filter((fix) => fix.problem === problem);
  const own = all.filter((fix) => fix.proxy === proxy);
  return own.length > 0 ? own : all;
}
