/**
 * HAProxy.
 *
 * @module
 */
import type { IntermediaryConfiguration, LinkProtocol, Intermediary, IntermediaryPurpose, IntermediarySite } from "./intermediary.ts";

/** The address of the origin by protocol. */
const originServer: Readonly<Record<LinkProtocol, (next: number) => string>> = {
  h2: (next) => `127.0.0.1:${next} ssl verify none alpn h2`,
  h2c: (next) => `127.0.0.1:${next} proto h2`,
  h1: (next) => `127.0.0.1:${next}`,
};

interface HaproxySections {
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

function configurationFile(site: IntermediarySite, parts: HaproxySections): string {
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

function httpMode(
  name: string,
  summary: string,
  backend: LinkProtocol,
  sections: Partial<HaproxySections> = {},
  purpose: IntermediaryPurpose = "forward",
): IntermediaryConfiguration {
  return {
    name,
    summary,
    purpose,
    frontend: "h2",
    backend,
    files: (site) => ({ "haproxy.cfg": configurationFile(site, { mode: "http", server: originServer[backend](site.next), ...sections }) }),
  };
}

const cache = {
  frontend: "  http-request cache-use store\n  http-response cache-store store\n",
  sections: "cache store\n  total-max-size 4\n  max-age 60\n",
};

const compression = { frontend: "  compression algo gzip\n  compression type application/websocket2 text/plain\n" };

/** HAProxy as a relay of TCP and as a proxy. Its timeouts have no default; Debian's configuration and its manual set 50 s. */
export const haproxy: Intermediary = {
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
      summary: "mode tcp, TLS passes through",
      purpose: "forward",
      frontend: "h2",
      backend: "h2",
      files: (site) => ({ "haproxy.cfg": configurationFile(site, { mode: "tcp", server: `127.0.0.1:${site.next}` }) }),
    },
    httpMode("h2", "HTTP/2 to the origin", "h2c"),
    httpMode("h2-tls", "HTTP/2 over TLS to the origin", "h2"),
    httpMode("h2-window", "HTTP/2 to the origin, tune.h2.initial-window-size 8192", "h2c", {
      global: "  tune.h2.initial-window-size 8192\n",
    }),
    httpMode("h1", "HTTP/1.1 to the origin", "h1"),
    httpMode("h1-no-delay", "HTTP/1.1 to the origin, option http-no-delay", "h1", { defaults: "  option http-no-delay\n" }),
    httpMode("h2-buffer", "HTTP/2 to the origin, option http-buffer-request", "h2c", { defaults: "  option http-buffer-request\n" }),
    httpMode("h2-cache", "HTTP/2 to the origin, with a cache", "h2c", cache, "cache"),
    httpMode("h2-coding", "HTTP/2 to the origin, with compression", "h2c", compression, "coding"),
  ],
};
