/**
 * Servers for the WebSocket tests of web-platform-tests, over cleartext and over TLS.
 *
 * @module
 */
import { createSecureServer, createServer, type Http2SecureServer, type Http2Server, type ServerHttp2Stream } from "node:http2";
import type { AddressInfo } from "node:net";

import { sessionOptions, WebSocket2Server } from "../../../reference/http2/index.ts";
import type { Certificate } from "../../common/certificate.ts";
import { wptResources } from "./resources.ts";

/** Running servers. */
export interface WptServers {
  /** Ports by scheme. */
  readonly ports: Readonly<Record<"ws" | "wss", number>>;
  /** Closes the servers. */
  close(): Promise<void>;
}

/** Starts the servers on ports that the system chooses. */
export async function startServers(certificate: Certificate): Promise<WptServers> {
  const streams = new WeakMap<object, ServerHttp2Stream>();
  const resources = wptResources(({ headers }) => streams.get(headers));
  const origins: string[] = [];
  const websockets = new WebSocket2Server({
    resources: (path) => (resources[path] === undefined ? undefined : { ...resources[path], origins }),
  });
  const listen = async (server: Http2Server | Http2SecureServer): Promise<number> => {
    websockets.attach(server);
    const emit = server.emit.bind(server) as (...args: unknown[]) => boolean;
    server.emit = (...args: readonly unknown[]) => {
      if (args[0] === "stream") streams.set(args[2] as object, args[1] as ServerHttp2Stream);
      return emit(...args);
    };
    await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
    return (server.address() as AddressInfo).port;
  };
  const cleartext = createServer(sessionOptions);
  const secure = createSecureServer({ ...sessionOptions, ...certificate });
  const ports = { ws: await listen(cleartext), wss: await listen(secure) };
  origins.push(`http://localhost:${ports.ws}`, `https://localhost:${ports.wss}`);
  return {
    ports,
    async close() {
      await websockets.close();
      for (const server of [cleartext, secure]) server.close();
    },
  };
}
