/**
 * Apache Traffic Server.
 *
 * @module
 */
import type { IntermediaryConfiguration, Intermediary, IntermediaryPurpose, IntermediarySite } from "./intermediary.ts";

/** The folders of an instance: programs of the system, with a configuration and data of its own. */
const runroot = (site: IntermediarySite): string => `prefix: /usr
exec_prefix: /usr
bindir: /usr/bin
sbindir: /usr/bin
sysconfdir: ${site.folder}/etc
datadir: ${site.folder}/var
includedir: /usr/include
libdir: /usr/lib/trafficserver
libexecdir: /usr/lib/trafficserver/modules
localstatedir: ${site.folder}/var
runtimedir: ${site.folder}/var
logdir: ${site.folder}/var
cachedir: ${site.folder}/var
`;

function idleTimeouts({ idleS }: IntermediarySite): string {
  if (idleS === undefined) return "";
  return ["in", "out"].map((side) => `CONFIG proxy.config.http.transaction_no_activity_timeout_${side} INT ${idleS}\n`).join("");
}

const records = (
  site: IntermediarySite,
  cached: boolean,
): string => `CONFIG proxy.config.http.server_ports STRING ${site.port}:ssl:ip-in=127.0.0.1
CONFIG proxy.config.admin.user_id STRING #-1
CONFIG proxy.config.exec_thread.autoconfig INT 0
CONFIG proxy.config.exec_thread.limit INT 2
CONFIG proxy.config.http.cache.http INT ${cached ? 1 : 0}
CONFIG proxy.config.cache.ram_cache.size INT 4194304
CONFIG proxy.config.crash_log_helper STRING NULL
CONFIG proxy.config.log.logging_enabled INT 0
CONFIG proxy.config.ssl.server.cert.path STRING /
CONFIG proxy.config.ssl.server.private_key.path STRING /
CONFIG proxy.config.url_remap.remap_required INT 1
CONFIG proxy.config.hostdb.host_file.path STRING NULL
CONFIG proxy.config.hostdb.storage_path STRING ${site.folder}/var
${idleTimeouts(site)}`;

function configuration(name: string, summary: string, purpose: IntermediaryPurpose): IntermediaryConfiguration {
  const cached = purpose === "cache";
  return {
    name,
    summary,
    purpose,
    frontend: "h2",
    backend: "h1",
    files: (site) => ({
      "runroot.yaml": runroot(site),
      "etc/records.config": records(site, cached),
      "etc/remap.config": `map / http://127.0.0.1:${site.next}/\n`,
      "etc/ssl_multicert.config": `dest_ip=* ssl_cert_name=${site.certificate} ssl_key_name=${site.key}\n`,
      "etc/storage.config": `${site.folder}/var 16M\n`,
      "etc/ip_allow.yaml": "ip_allow:\n  - apply: in\n    ip_addrs: 127.0.0.1\n    action: allow\n    methods: ALL\n",
      ...Object.fromEntries(
        ["plugin.config", "cache.config", "parent.config", "hosting.config", "volume.config"].map((each) => [`etc/${each}`, ""]),
      ),
    }),
  };
}

/** Traffic Server with and without its cache. */
export const trafficserver: Intermediary = {
  name: "trafficserver",
  title: "Traffic Server",
  package: "trafficserver",
  program: "traffic_server",
  version: { args: ["-V"], pattern: /Traffic Server (\S+)/ },
  quick: false,
  args: ({ folder }) => [`--run-root=${folder}/runroot.yaml`],
  configurations: [configuration("h1", "without its cache", "forward"), configuration("h1-cache", "with its cache", "cache")],
};
