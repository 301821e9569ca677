/**
 * h2o.
 *
 * @module
 */
import type { Intermediary, IntermediarySite } from "./intermediary.ts";

const configurationFile = (site: IntermediarySite, handler: string): string => `${site.root ? "user: nobody\n" : ""}error-log: /dev/stderr
num-threads: 1
${site.idleS === undefined ? "" : `http2-idle-timeout: ${site.idleS}\nproxy.timeout.io: ${site.idleS * 1000}\n`}listen:
  host: 127.0.0.1
  port: ${site.port}
  ssl:
    key-file: ${site.key}
    certificate-file: ${site.certificate}
    ocsp-update-interval: 0
hosts:
  default:
    paths:
      /:
        ${handler}
`;

/** h2o as a proxy over HTTP/1.1, and as a server of files. */
export const h2o: Intermediary = {
  name: "h2o",
  title: "h2o",
  package: "h2o",
  program: "h2o",
  version: { args: ["--version"], pattern: /h2o version (\S+)/ },
  quick: false,
  args: ({ folder }) => ["-c", `${folder}/h2o.conf`],
  configurations: [
    {
      name: "h1",
      summary: "proxy.reverse.url with its defaults",
      purpose: "forward",
      frontend: "h2",
      backend: "h1",
      files: (site) => ({ "h2o.conf": configurationFile(site, `proxy.reverse.url: http://127.0.0.1:${site.next}/`) }),
    },
    {
      name: "files",
      summary: "serves files",
      purpose: "files",
      frontend: "h2",
      backend: "h1",
      files: (site) => ({ "h2o.conf": configurationFile(site, `file.dir: ${site.folder}/files`), "files/there": "a file\n" }),
    },
  ],
};
