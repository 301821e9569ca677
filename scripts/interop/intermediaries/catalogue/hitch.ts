/**
 * hitch, which terminates TLS and relays octets.
 *
 * @module
 */
import type { Intermediary } from "./intermediary.ts";

/** hitch in front of a cleartext hop. */
export const hitch: Intermediary = {
  name: "hitch",
  title: "hitch",
  package: "hitch",
  program: "hitch",
  version: { args: ["--version"], pattern: /hitch (\S+)/ },
  quick: false,
  args: ({ folder }) => ["--config", `${folder}/hitch.conf`],
  configurations: [
    {
      name: "h2c",
      summary: "ends TLS, passes octets on",
      purpose: "forward",
      frontend: "h2",
      backend: "h2c",
      files: (site) => ({
        "hitch.conf": `frontend = "[127.0.0.1]:${site.port}"
backend = "[127.0.0.1]:${site.next}"
pem-file = "${site.both}"
alpn-protos = "h2"
workers = 1
daemon = off
${site.root ? 'user = "nobody"\ngroup = "nogroup"\n' : ""}`,
      }),
    },
  ],
};
