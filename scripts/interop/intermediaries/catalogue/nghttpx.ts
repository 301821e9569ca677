/**
 * nghttpx, the proxy of nghttp2.
 *
 * @module
 */
import type { Intermediary, IntermediarySite } from "./intermediary.ts";

const common = (site: IntermediarySite): string => `frontend=127.0.0.1,${site.port}
private-key-file=${site.key}
certificate-file=${site.certificate}
workers=1
log-level=WARN
accesslog-file=/dev/null
errorlog-file=/dev/stderr
no-ocsp=yes
${site.idleS === undefined ? "" : `backend-read-timeout=${site.idleS}s\nbackend-write-timeout=${site.idleS}s\n`}`;

/** nghttpx over each protocol. */
export const nghttpx: Intermediary = {
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
      summary: "HTTP/2 to the origin",
      purpose: "forward",
      frontend: "h2",
      backend: "h2c",
      files: (site) => ({ "nghttpx.conf": `${common(site)}backend=127.0.0.1,${site.next};;proto=h2\n` }),
    },
    {
      name: "h2-tls",
      summary: "HTTP/2 over TLS to the origin",
      purpose: "forward",
      frontend: "h2",
      backend: "h2",
      files: (site) => ({ "nghttpx.conf": `${common(site)}backend=127.0.0.1,${site.next};;proto=h2;tls\ninsecure=yes\n` }),
    },
    {
      name: "h1",
      summary: "HTTP/1.1 to the origin",
      purpose: "forward",
      frontend: "h2",
      backend: "h1",
      files: (site) => ({ "nghttpx.conf": `${common(site)}backend=127.0.0.1,${site.next};;proto=http/1.1\n` }),
    },
  ],
};
