/**
 * What setting of which proxy mends what goes wrong, each shown by two rows of the matrix.
 *
 * @module
 */
import { DEFAULT_SHARED_BY } from "../../../../reference/http2/index.ts";

/** What can be wrong with a path. */
export type PathProblem = "buffers" | "holds-ends" | "one-way" | "delays" | "blocks-many" | "caps-uploads" | "cuts-idle" | "compresses" | "replays";

/** A mend. */
export interface ConfigurationFix {
  readonly problem: PathProblem;
  /** The proxy's name in the catalogue. */
  readonly proxy: string;
  /** What to set, as an operator writes it. */
  readonly set: string;
  /** The question that shows it. */
  readonly question: string;
  /** The path that answers it with no. */
  readonly without: string;
  /** The path that answers it with yes; absent where no configuration that was tried does. */
  readonly with?: string;
}

/** The mends. */
export const configurationFixes: readonly ConfigurationFix[] = [
  { problem: "buffers", proxy: "nginx", set: "grpc_pass grpc://ORIGIN to an origin that speaks HTTP/2", question: "opens", without: "nginx/h1", with: "nginx/grpc" },
  {
    problem: "buffers",
    proxy: "nginx",
    set: "proxy_http_version 1.1, proxy_request_buffering off and proxy_buffering off",
    question: "opens",
    without: "nginx/h1",
    with: "nginx/h1-unbuffered",
  },
  {
    problem: "holds-ends",
    proxy: "nginx",
    set: "proxy_buffering off, or let the server send x-accel-buffering: no, as the reference implementation does over HTTP/1.1",
    question: "down-unasked",
    without: "nginx/h1-responses-buffered",
    with: "nginx/h1-unbuffered",
  },
  { problem: "buffers", proxy: "apache", set: "ProxyPass / h2c://ORIGIN/ (mod_proxy_http2) in place of http://", question: "opens", without: "apache/h1", with: "apache/h2" },
  { problem: "buffers", proxy: "haproxy", set: "no option http-buffer-request", question: "opens", without: "haproxy/h2-buffer", with: "haproxy/h2" },
  { problem: "buffers", proxy: "h2o", set: "nothing: another proxy, or a relay of TCP, for these URLs", question: "opens", without: "h2o/h1" },
  { problem: "buffers", proxy: "varnish", set: "nothing: hitch alone, or another proxy, for these URLs", question: "opens", without: "hitch/h2c > varnish/h1", with: "hitch/h2c" },
  { problem: "one-way", proxy: "trafficserver", set: "nothing: another proxy, or a relay of TCP, for these URLs", question: "confirmed", without: "trafficserver/h1" },
  { problem: "delays", proxy: "haproxy", set: "option http-no-delay, or proto h2 towards the origin", question: "up-1", without: "haproxy/h1", with: "haproxy/h1-no-delay" },
  { problem: "blocks-many", proxy: "haproxy", set: "tune.h2.initial-window-size 8192, less than its buffers", question: "load", without: "haproxy/h2", with: "haproxy/h2-window" },
  {
    problem: "blocks-many",
    proxy: "apache",
    set: `nothing that helps: clients let at most ${DEFAULT_SHARED_BY} connections share one of HTTP/2`,
    question: "load",
    without: "apache/h2",
  },
  { problem: "caps-uploads", proxy: "nginx", set: "client_max_body_size 0", question: "upload", without: "nginx/grpc", with: "nginx/grpc-no-cap" },
  {
    problem: "cuts-idle",
    proxy: "nginx",
    set: "grpc_read_timeout, grpc_send_timeout, or proxy_read_timeout, proxy_send_timeout, and client_body_timeout above the interval of pings",
    question: "idle-short",
    without: "nginx/grpc-no-cap",
  },
  { problem: "cuts-idle", proxy: "haproxy", set: "timeout client and timeout server above the interval of pings", question: "idle-short", without: "haproxy/h2" },
  { problem: "cuts-idle", proxy: "nghttpx", set: "backend-read-timeout and backend-write-timeout above the interval of pings", question: "idle-short", without: "nghttpx/h1" },
  { problem: "compresses", proxy: "nginx", set: "gzip_types without application/websocket2", question: "coding-gzip", without: "nginx/h1-coding" },
  { problem: "compresses", proxy: "apache", set: "AddOutputFilterByType in place of SetOutputFilter DEFLATE, without application/websocket2", question: "coding-gzip", without: "apache/h2-coding" },
  { problem: "compresses", proxy: "caddy", set: "encode with a match that leaves application/websocket2 out", question: "coding-gzip", without: "caddy/h2c-coding" },
  { problem: "replays", proxy: "nginx", set: "proxy_cache_methods without POST", question: "post-max-age", without: "nginx/h1-cache-post", with: "nginx/h1-cache" },
];

/** The mends of a problem, of one proxy where it is known. */
export function fixesFor(problem: PathProblem, proxy?: string): readonly ConfigurationFix[] {
  const all = configurationFixes.filter((remedy) => remedy.problem === problem);
  const own = all.filter((remedy) => remedy.proxy === proxy);
  return own.length > 0 ? own : all;
}
