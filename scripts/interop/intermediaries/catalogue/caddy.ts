/**
 * Caddy.
 *
 * @module
 */
import type { IntermediaryConfiguration, LinkProtocol, Intermediary, IntermediaryPurpose, IntermediarySite } from "./intermediary.ts";

const configurationFile = (site: IntermediarySite, body: string): string => `{
  admin off
  auto_https off
  default_bind 127.0.0.1
}
https://:${site.port} {
  tls ${site.certificate} ${site.key}
${body}}
`;

const reverseProxy: Readonly<Record<LinkProtocol, (next: number) => string>> = {
  h2: (next) =>
    `  reverse_proxy https://127.0.0.1:${next} {\n    transport http {\n      versions 2\n      tls_insecure_skip_verify\n    }\n  }\n`,
  h2c: (next) => `  reverse_proxy h2c://127.0.0.1:${next}\n`,
  h1: (next) => `  reverse_proxy http://127.0.0.1:${next}\n`,
};

function forwarding(
  name: string,
  summary: string,
  backend: LinkProtocol,
  before = "",
  purpose: IntermediaryPurpose = "forward",
): IntermediaryConfiguration {
  return {
    name,
    summary,
    purpose,
    frontend: "h2",
    backend,
    files: (site) => ({ Caddyfile: configurationFile(site, before + reverseProxy[backend](site.next)) }),
  };
}

const encode = `  encode {
    gzip
    minimum_length 1
    match {
      header Content-Type application/websocket2*
      header Content-Type text/plain*
    }
  }
`;

/** Caddy as a proxy over each protocol, with compression, and as a server of files. */
export const caddy: Intermediary = {
  name: "caddy",
  title: "Caddy",
  package: "caddy",
  program: "caddy",
  version: { args: ["version"], pattern: /v?(\d[\d.]*\d)/ },
  quick: true,
  args: ({ folder }) => ["run", "--config", `${folder}/Caddyfile`, "--adapter", "caddyfile"],
  configurations: [
    forwarding("h2c", "HTTP/2 to the origin", "h2c"),
    forwarding("h2-tls", "HTTP/2 over TLS to the origin", "h2"),
    forwarding("h1", "HTTP/1.1 to the origin", "h1"),
    forwarding("h2c-coding", "HTTP/2 to the origin, encode gzip", "h2c", encode, "coding"),
    {
      name: "files",
      summary: "serves files",
      purpose: "files",
      frontend: "h2",
      backend: "h1",
      files: (site) => ({
        Caddyfile: configurationFile(site, `  root * ${site.folder}/files\n  file_server\n`),
        "files/there": "a file\n",
      }),
    },
  ],
};
