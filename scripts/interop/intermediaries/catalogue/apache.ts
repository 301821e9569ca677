/**
 * Apache HTTP Server.
 *
 * @module
 */
import type { IntermediaryConfiguration, LinkProtocol, Intermediary, IntermediaryPurpose, IntermediarySite } from "./intermediary.ts";

const commonModules = ["mpm_event", "authz_core", "ssl", "socache_shmcb", "http2", "proxy"];

interface ApacheDirectives {
  readonly modules: readonly string[];
  readonly body: string;
}

function configurationFile(site: IntermediarySite, directives: ApacheDirectives): string {
  const load = [...commonModules, ...directives.modules].map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`);
  return `${load.join("\n")}
ServerRoot ${site.folder}
ServerName localhost
PidFile ${site.folder}/apache2.pid
ErrorLog /dev/stderr
LogLevel warn
DefaultRuntimeDir ${site.folder}/var
User nobody
Group nogroup
ServerLimit 2
StartServers 1
ThreadsPerChild 64
MaxRequestWorkers 128
Listen 127.0.0.1:${site.port}
Protocols h2
SSLEngine on
SSLCertificateFile ${site.certificate}
SSLCertificateKeyFile ${site.key}
${site.idleS === undefined ? "" : `Timeout ${site.idleS}\nProxyTimeout ${site.idleS}\n`}${directives.body}`;
}

const schemes: Readonly<Record<LinkProtocol, string>> = { h2: "h2", h2c: "h2c", h1: "http" };

function forwarding(
  name: string,
  summary: string,
  backend: "h2c" | "h1",
  directives: Partial<ApacheDirectives> = {},
  purpose: IntermediaryPurpose = "forward",
): IntermediaryConfiguration {
  const module = backend === "h1" ? "proxy_http" : "proxy_http2";
  return {
    name,
    summary,
    purpose,
    frontend: "h2",
    backend,
    files: (site) => ({
      "apache2.conf": configurationFile(site, {
        modules: [module, ...(directives.modules ?? [])],
        body: `${(directives.body ?? "").replaceAll("FOLDER", site.folder)}ProxyPass / ${schemes[backend]}://127.0.0.1:${site.next}/\n`,
      }),
    }),
  };
}

const cache = { modules: ["cache", "cache_disk"], body: "CacheRoot FOLDER/var\nCacheEnable disk /\nCacheQuickHandler on\n" };
const deflate = { modules: ["filter", "deflate"], body: "SetOutputFilter DEFLATE\n" };

/** Apache httpd as a proxy over HTTP/2 and HTTP/1.1, with a cache, with compression, and as a server of files. */
export const apache: Intermediary = {
  name: "apache",
  title: "Apache httpd",
  package: "apache2",
  program: "apache2",
  version: { args: ["-v"], pattern: /Apache\/(\S+)/ },
  quick: true,
  args: ({ folder }) => ["-f", `${folder}/apache2.conf`, "-DFOREGROUND"],
  configurations: [
    forwarding("h2", "mod_proxy_http2", "h2c"),
    forwarding("h1", "mod_proxy_http", "h1"),
    forwarding("h2-cache", "mod_proxy_http2 with mod_cache_disk", "h2c", cache, "cache"),
    forwarding("h2-coding", "mod_proxy_http2 with mod_deflate", "h2c", deflate, "coding"),
    {
      name: "files",
      summary: "serves files",
      purpose: "files",
      frontend: "h2",
      backend: "h1",
      files: (site) => ({
        "apache2.conf": configurationFile(site, { modules: ["mime"], body: `TypesConfig /dev/null\nDocumentRoot ${site.folder}/files\n` }),
        "files/there": "a file\n",
      }),
    },
  ],
};
