/**
 * nginx.
 *
 * @module
 */
import type { IntermediaryConfiguration, Intermediary, IntermediaryPurpose, IntermediarySite } from "./intermediary.ts";

const temporaryPaths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];

const temporaryPathLines = ({ folder }: IntermediarySite): string =>
  temporaryPaths.map((name) => `  ${name}_temp_path ${folder}/var/${name};\n`).join("");

function idleTimeouts({ idleS }: IntermediarySite): string {
  if (idleS === undefined) return "";
  const settings = [
    "client_body_timeout",
    "send_timeout",
    "proxy_read_timeout",
    "proxy_send_timeout",
    "grpc_read_timeout",
    "grpc_send_timeout",
  ];
  return settings.map((name) => `  ${name} ${idleS}s;\n`).join("");
}

function configurationFile(site: IntermediarySite, location: string, above = ""): string {
  return `daemon off;
worker_processes 1;
${site.root ? "user nobody nogroup;\n" : ""}pid ${site.folder}/nginx.pid;
error_log stderr warn;
events { worker_connections 512; }
http {
  access_log off;
${temporaryPathLines(site)}${idleTimeouts(site)}${above.replaceAll("FOLDER", site.folder)}  server {
    listen 127.0.0.1:${site.port} ssl http2;
    ssl_certificate ${site.certificate};
    ssl_certificate_key ${site.key};
    location / {
${location}    }
  }
}
`;
}

interface NginxDirectives {
  /** Lines of the location. */
  readonly location?: string;
  /** Lines above the server. */
  readonly above?: string;
}

const requestsUnbuffered = "      proxy_http_version 1.1;\n      proxy_request_buffering off;\n";
const unbuffered = `${requestsUnbuffered}      proxy_buffering off;\n`;

function proxyPass(
  name: string,
  summary: string,
  directives: NginxDirectives,
  purpose: IntermediaryPurpose = "forward",
): IntermediaryConfiguration {
  return {
    name,
    summary,
    purpose,
    frontend: "h2",
    backend: "h1",
    files: (site) => ({
      "nginx.conf": configurationFile(
        site,
        `${directives.location ?? ""}      proxy_pass http://127.0.0.1:${site.next};\n`,
        directives.above,
      ),
    }),
  };
}

function grpcPass(name: string, summary: string, location = "", purpose: IntermediaryPurpose = "forward"): IntermediaryConfiguration {
  return {
    name,
    summary,
    purpose,
    frontend: "h2",
    backend: "h2c",
    files: (site) => ({ "nginx.conf": configurationFile(site, `${location}      grpc_pass grpc://127.0.0.1:${site.next};\n`) }),
  };
}

const cacheAbove = "  proxy_cache_path FOLDER/var/cache keys_zone=store:1m;\n";
const cacheUse = `${requestsUnbuffered}      proxy_cache store;\n`;

/** nginx with grpc_pass and proxy_pass, with a cache, with compression, and as a server of files. */
export const nginx: Intermediary = {
  name: "nginx",
  title: "nginx",
  package: "nginx",
  program: "nginx",
  version: { args: ["-v"], pattern: /nginx\/(\S+)/ },
  quick: true,
  args: ({ folder }) => ["-e", "stderr", "-c", `${folder}/nginx.conf`],
  configurations: [
    grpcPass("grpc", "grpc_pass"),
    grpcPass("grpc-no-cap", "grpc_pass, client_max_body_size 0", "      client_max_body_size 0;\n"),
    proxyPass("h1", "proxy_pass with its defaults", {}),
    proxyPass("h1-responses-buffered", "proxy_pass, HTTP/1.1, proxy_request_buffering off", { location: requestsUnbuffered }),
    proxyPass("h1-unbuffered", "proxy_pass, HTTP/1.1, both buffers off", { location: unbuffered }),
    proxyPass("h1-unbuffered-no-cap", "proxy_pass, HTTP/1.1, both buffers off, client_max_body_size 0", {
      location: `${unbuffered}      client_max_body_size 0;\n`,
    }),
    proxyPass("h1-cache", "proxy_cache", { above: cacheAbove, location: cacheUse }, "cache"),
    proxyPass(
      "h1-cache-any",
      "proxy_cache, proxy_cache_valid any 60s",
      { above: cacheAbove, location: `${cacheUse}      proxy_cache_valid any 60s;\n` },
      "cache",
    ),
    proxyPass(
      "h1-cache-post",
      "proxy_cache, proxy_cache_methods with POST",
      { above: cacheAbove, location: `${cacheUse}      proxy_cache_valid any 60s;\n      proxy_cache_methods GET HEAD POST;\n` },
      "cache",
    ),
    proxyPass(
      "h1-coding",
      "both buffers off, gzip on",
      { location: `${unbuffered}      gzip on;\n      gzip_types *;\n      gzip_min_length 0;\n      gzip_proxied any;\n` },
      "coding",
    ),
    {
      name: "files",
      summary: "serves files",
      purpose: "files",
      frontend: "h2",
      backend: "h1",
      files: (site) => ({ "nginx.conf": configurationFile(site, `      root ${site.folder}/files;\n`), "files/there": "a file\n" }),
    },
  ],
};
