/**
 * Varnish. It takes cleartext HTTP/2, so a program that terminates TLS stands in front of it.
 *
 * @module
 */
import type { IntermediaryConfiguration, Intermediary, IntermediaryPurpose, IntermediarySite } from "./intermediary.ts";

const vcl = (site: IntermediarySite, body = ""): string => `vcl 4.1;
backend origin {
  .host = "127.0.0.1";
  .port = "${site.next}";
${site.idleS === undefined ? "" : `  .first_byte_timeout = ${site.idleS}s;\n  .between_bytes_timeout = ${site.idleS}s;\n`}}
${body}`;

function configuration(name: string, summary: string, purpose: IntermediaryPurpose, body = ""): IntermediaryConfiguration {
  return { name, summary, purpose, frontend: "h2c", backend: "h1", files: (site) => ({ "default.vcl": vcl(site, body) }) };
}

const pipe = "sub vcl_recv {\n  return (pipe);\n}\n";
const gzip = "sub vcl_backend_response {\n  set beresp.do_gzip = true;\n}\n";

/** Varnish with its cache, with every request piped, and with compression. */
export const varnish: Intermediary = {
  name: "varnish",
  title: "Varnish",
  package: "varnish",
  program: "varnishd",
  version: { args: ["-V"], pattern: /varnish-(\S+)/ },
  quick: false,
  args: ({ folder, port }) => [
    ...["-F", "-j", "none", "-T", "none", "-n", `${folder}/var/varnish`],
    ...["-a", `127.0.0.1:${port}`, "-f", `${folder}/default.vcl`, "-s", "default,8m", "-p", "feature=+http2"],
    ...["-p", "thread_pools=1", "-p", "thread_pool_min=20", "-p", "vsl_space=8m"],
  ],
  configurations: [
    configuration("h1", "its defaults", "cache"),
    configuration("h1-pipe", "every request piped", "forward", pipe),
    configuration("h1-coding", "do_gzip", "coding", gzip),
  ],
};
