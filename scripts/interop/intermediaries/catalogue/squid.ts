/**
 * Squid as a reverse proxy. It takes HTTP/1.1, so a proxy that takes HTTP/2 stands in front of it.
 *
 * @module
 */
import type { Intermediary } from "./intermediary.ts";

/** Squid with its memory cache. */
export const squid: Intermediary = {
  name: "squid",
  title: "Squid",
  package: "squid",
  program: "squid",
  version: { args: ["--version"], pattern: /Version (\S+)/ },
  quick: false,
  args: ({ folder }) => ["-N", "-f", `${folder}/squid.conf`],
  configurations: [
    {
      name: "h1",
      summary: "accelerator with its memory cache",
      purpose: "cache",
      frontend: "h1",
      backend: "h1",
      files: (site) => ({
        "squid.conf": `http_port 127.0.0.1:${site.port} accel defaultsite=localhost
cache_peer 127.0.0.1 parent ${site.next} 0 no-query no-digest originserver
http_access allow all
cache_mem 16 MB
visible_hostname localhost
pid_filename none
cache_log /dev/null
access_log none
cache_store_log none
netdb_filename none
coredump_dir ${site.folder}/var
pinger_enable off
shutdown_lifetime 0 seconds
${site.idleS === undefined ? "" : `read_timeout ${site.idleS} seconds\nrequest_timeout ${site.idleS} seconds\n`}`,
      }),
    },
  ],
};
