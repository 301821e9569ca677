/**
 * Caddy.
 *
 * @module
 */
import type { Configuration, Link, Proxy, Purpose, Site } from "../proxy.ts";

const file = (site: Site, body: string): string => `{
  admin off
  auto_https off
  default_bind 127.0.0.1
}
https://:${site.port} {
  tls ${site.certificate} ${site.key}
${body}}
`;

const origins: Readonly<Record<Link, (next: number) => string>> = {
  h2: (next) => `  reverse_proxy https://127.0.0.1:${next} {\n    transport http {\n      versions 2\n      tls_insecure_skip_verify\n    }\n  }\n`,
  h2c: (next) => `  reverse_proxy h2c://127.0.0.1:${next}\n`,
  h1: (next) => `  reverse_proxy http://127.0.0.1:${next}\n`,
};

function forward(name: string, says: string, back: Link, before = "", purpose: Purpose = "forward"): Configuration {
  return { name, says, purpose, front: "h2", back, files: (site) => ({ Caddyfile: file(site, before + origins[back](site.next)) }) };
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

/** The proxy. */
export const caddy: Proxy = {
  name: "caddy",
  title: "Caddy",
  package: "caddy",
  program: "caddy",
  version: { args: ["version"], pattern: /v?(\d[\d.]*\d)/ },
  quick: true,
  args: ({ folder }) => ["run", "--config", `${folder}/Caddyfile`, "--adapter", "caddyfile"],
  configurations: [
    forward("h2c", "HTTP/2 to the origin", "h2c"),
    forward("h2-tls", "HTTP/2 over TLS to the origin", "h2"),
    forward("h1", "HTTP/1.1 to the origin", "h1"),
    forward("h2c-coding", "HTTP/2 to the origin, encode gzip", "h2c", encode, "coding"),
    {
      name: "files",
      says: "serves files",
      purpose: "files",
      front: "h2",
      back: "h1",
      files: (site) => ({ Caddyfile: file(site, `  root * ${site.folder}/files\n  file_server\n`), "files/there": "a file\n" }),
    },
  ],
};
