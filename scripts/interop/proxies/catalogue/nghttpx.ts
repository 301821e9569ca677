/**
 * nghttpx, the proxy of nghttp2.
 *
 * @module
 */
import type { Proxy, Site } from "../proxy.ts";

const common = (site: Site): string => `frontend=127.0.0.1,${site.port}
private-key-file=${site.key}
certificate-file=${site.certificate}
workers=1
log-level=WARN
accesslog-file=/dev/null
errorlog-file=/dev/stderr
no-ocsp=yes
${site.idleS === undefined ? "" : `backend-read-timeout=${site.idleS}s\nbackend-write-timeout=${site.idleS}s\n`}`;

/** The proxy. */
export const nghttpx: Proxy = {
  name: "nghttpx",
  title: "nghttpx",
  package: "nghttp2-proxy",
  program: "nghttpx",
  version: { args: ["--version"], pattern: /nghttp2\/(\S+)/ },
  quick: true,
  args: ({ folder }) => ["--conf", `${folder}/nghttpx.conf`],
  configurations: [
    {
      name: "h2",
      says: "HTTP/2 to the origin",
      purpose: "forward",
      front: "h2",
      back: "h2c",
      files: (site) => ({ "nghttpx.conf": `${common(site)}backend=127.0.0.1,${site.next};;proto=h2\n` }),
    },
    {
      name: "h2-tls",
      says: "HTTP/2 over TLS to the origin",
      purpose: "forward",
      front: "h2",
      back: "h2",
      files: (site) => ({ "nghttpx.conf": `${common(site)}backend=127.0.0.1,${site.next};;proto=h2;tls\ninsecure=yes\n` }),
    },
    {
      name: "h1",
      says: "HTTP/1.1 to the origin",
      purpose: "forward",
      front: "h2",
      back: "h1",
      files: (site) => ({ "nghttpx.conf": `${common(site)}backend=127.0.0.1,${site.next};;proto=http/1.1\n` }),
    },
  ],
};
