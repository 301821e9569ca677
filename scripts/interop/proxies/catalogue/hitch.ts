/**
 * hitch, which ends TLS and passes octets on.
 *
 * @module
 */
import type { Proxy } from "../proxy.ts";

/** The proxy. */
export const hitch: Proxy = {
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
      says: "ends TLS, passes octets on",
      purpose: "forward",
      front: "h2",
      back: "h2c",
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
