/**
 * HAProxy.
 *
 * @module
 */
import type { Configuration, Link, Proxy, Purpose, Site } from "../proxy.ts";

/** How it speaks to the origin. */
const servers: Readonly<Record<Link, (next: number) => string>> = {
  h2: (next) => `127.0.0.1:${next} ssl verify none alpn h2`,
  h2c: (next) => `127.0.0.1:${next} proto h2`,
  h1: (next) => `127.0.0.1:${next}`,
};

interface Parts {
  readonly mode: "http" | "tcp";
  /** Lines for the whole process. */
  readonly global?: string;
  /** Lines for all sections. */
  readonly defaults?: string;
  /** Lines of the frontend. */
  readonly frontend?: string;
  /** Sections at the end. */
  readonly sections?: string;
  readonly server: string;
}

function file(site: Site, parts: Parts): string {
  const idle = site.idleS === undefined ? "50s" : `${site.idleS}s`;
  const tls = parts.mode === "tcp" ? "" : ` ssl crt ${site.both} alpn h2`;
  return `global
  maxconn 500
${parts.global ?? ""}defaults
  mode ${parts.mode}
  timeout connect 5s
  timeout client ${idle}
  timeout server ${idle}
${parts.defaults ?? ""}frontend front
  bind 127.0.0.1:${site.port}${tls}
${parts.frontend ?? ""}  default_backend origin
backend origin
  server origin ${parts.server}
${parts.sections ?? ""}`;
}

function http(name: string, says: string, back: Link, more: Partial<Parts> = {}, purpose: Purpose = "forward"): Configuration {
  return {
    name,
    says,
    purpose,
    front: "h2",
    back,
    files: (site) => ({ "haproxy.cfg": file(site, { mode: "http", server: servers[back](site.next), ...more }) }),
  };
}

const cache = {
  frontend: "  http-request cache-use store\n  http-response cache-store store\n",
  sections: "cache store\n  total-max-size 4\n  max-age 60\n",
};

const compression = { frontend: "  compression algo gzip\n  compression type application/websocket2 text/plain\n" };

/** The proxy. Its timeouts have no default of its own: 50 s is what Debian's configuration and HAProxy's manual set. */
export const haproxy: Proxy = {
  name: "haproxy",
  title: "HAProxy",
  package: "haproxy",
  program: "haproxy",
  version: { args: ["-v"], pattern: /version (\d[\d.]*\d)/ },
  quick: true,
  args: ({ folder }) => ["-db", "-f", `${folder}/haproxy.cfg`],
  configurations: [
    {
      name: "tcp",
      says: "mode tcp, TLS passes through",
      purpose: "forward",
      front: "h2",
      back: "h2",
      files: (site) => ({ "haproxy.cfg": file(site, { mode: "tcp", server: `127.0.0.1:${site.next}` }) }),
    },
    http("h2", "HTTP/2 to the origin", "h2c"),
    http("h2-tls", "HTTP/2 over TLS to the origin", "h2"),
    http("h2-window", "HTTP/2 to the origin, tune.h2.initial-window-size 8192", "h2c", { global: "  tune.h2.initial-window-size 8192\n" }),
    http("h1", "HTTP/1.1 to the origin", "h1"),
    http("h1-no-delay", "HTTP/1.1 to the origin, option http-no-delay", "h1", { defaults: "  option http-no-delay\n" }),
    http("h2-buffer", "HTTP/2 to the origin, option http-buffer-request", "h2c", { defaults: "  option http-buffer-request\n" }),
    http("h2-cache", "HTTP/2 to the origin, with a cache", "h2c", cache, "cache"),
    http("h2-coding", "HTTP/2 to the origin, with compression", "h2c", compression, "coding"),
  ],
};
