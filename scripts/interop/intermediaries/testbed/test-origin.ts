/**
 * The test origin behind every path of the matrix: the package's server and stubs, over each protocol that proxies use to origins.
 *
 * @module
 */
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer as createHttp1, type IncomingMessage, type Server as Http1Server, type ServerResponse } from "node:http";
import { createSecureServer, createServer, type Http2SecureServer, type Http2Server } from "node:http2";
import type { AddressInfo, Socket } from "node:net";

import { type Connection, type Resource, sessionOptions, WebSocket2Server } from "../../../../reference/http2/index.ts";
import type { CertificateFiles } from "../paths/certificate-files.ts";
import type { OriginPorts } from "../paths/path.ts";
import { stubExchange } from "./http-exchange.ts";
import { type ObservedRequest, stubHandlers } from "./stub-handlers.ts";

type AnyHttpServer = Http2SecureServer | Http2Server | Http1Server;

/** Targets of the origin: `/meet/ID` opens, `/refuse/ID` refuses, `/stub/NAME/ID` is a stub. */
const MEET = "/meet/";
const REFUSE = "/refuse/";
const STUB = "/stub/";

/** The answer of `/refuse/ID`. */
export const refusal = { status: 403 } as const;

/** An origin server whose connections and requests a check can reach. */
export class TestOrigin {
  readonly ports: OriginPorts;
  readonly #servers: readonly AnyHttpServer[];
  readonly #sockets = new Set<Socket>();
  readonly #expected = new Map<string, (connection: Connection) => void>();
  readonly #observedRequests = new Map<string, ObservedRequest[]>();

  private constructor(servers: Readonly<Record<keyof OriginPorts, AnyHttpServer>>, ports: OriginPorts) {
    this.ports = ports;
    this.#servers = Object.values(servers);
    const limits = { pingAfter: 0, handshake: 5000 };
    const webSocket2 = new WebSocket2Server({ limits, resources: (path) => this.#resource(path) });
    for (const server of this.#servers) {
      server.on(server === servers.h2 ? "secureConnection" : "connection", (socket: Socket) => {
        this.#sockets.add(socket);
        socket.on("close", () => this.#sockets.delete(socket)).on("error", () => undefined);
      });
      attachStubs(
        server,
        (path, seen) => this.#observedRequests.set(path, [...this.observedRequests(path), seen]),
        () => webSocket2.attach(server as Http2Server),
      );
    }
  }

  /** Starts an origin on free ports of the loopback interface. */
  static async start(files: CertificateFiles): Promise<TestOrigin> {
    const key = readFileSync(files.key);
    const cert = readFileSync(files.certificate);
    const servers = {
      h2: createSecureServer({ ...sessionOptions, key, cert }),
      h2c: createServer(sessionOptions),
      h1: createHttp1({ requestTimeout: 0 }),
    };
    for (const server of Object.values(servers)) await once(server.listen(0, "127.0.0.1"), "listening");
    const port = (server: AnyHttpServer): number => (server.address() as AddressInfo).port;
    return new TestOrigin(servers, { h2: port(servers.h2), h2c: port(servers.h2c), h1: port(servers.h1) });
  }

  /** Returns the server end of the next connection that opens at a target. */
  nextConnection(path: string): Promise<Connection> {
    return new Promise((resolve) => this.#expected.set(path, resolve));
  }

  /** Returns the requests that a stub has received at a target. */
  observedRequests(path: string): readonly ObservedRequest[] {
    return this.#observedRequests.get(path) ?? [];
  }

  /** Ends all connections and closes the ports. */
  async end(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await Promise.all(this.#servers.map((server) => new Promise((resolve) => server.close(resolve))));
  }

  #resource(path: string): Resource | undefined {
    if (path.startsWith(REFUSE)) return { authorize: () => ({ refuse: { status: refusal.status } }), connection: () => undefined };
    if (!path.startsWith(MEET)) return undefined;
    return { connection: (connection) => this.#expected.get(path)?.(connection) };
  }
}

/**
 * Lets stubs answer requests for their targets. Other requests go to the server that `attach` attaches, and the rest gets 404.
 *
 * @param onRequest - called with each request to a stub
 */
function attachStubs(server: AnyHttpServer, onRequest: (path: string, seen: ObservedRequest) => void, attach: () => void): void {
  attach();
  // The listeners of the attached server must not see requests to stubs, so they are taken out before any listener.
  const emit = server.emit.bind(server) as (event: string, ...args: unknown[]) => boolean;
  const inner = "updateSettings" in server ? createServer() : createHttp1();
  inner.on("request", (request: IncomingMessage, response: ServerResponse) => {
    const exchange = stubExchange(request, response);
    const path = request.url ?? "";
    onRequest(path, exchange.request);
    stubHandlers[path.split("/")[2] ?? ""]?.(exchange);
  });
  const pathOf: Readonly<Record<string, (args: unknown[]) => string | undefined>> = {
    stream: (args) => (args[1] as Record<string, string>)[":path"],
    request: (args) => ("updateSettings" in server ? undefined : (args[0] as { url?: string }).url),
  };
  server.on("request", (_request: unknown, response: { writeHead(status: number): void; end(text: string): void }) => {
    response.writeHead(404);
    response.end("not found\n");
  });
  server.emit = ((event: string, ...args: unknown[]): boolean => {
    const stub = pathOf[event]?.(args)?.startsWith(STUB) === true;
    return stub ? inner.emit(event, ...(args as [])) : emit(event, ...args);
  }) as typeof server.emit;
}
