/**
 * One path with both of its ends, for questions to work with.
 *
 * @module
 */
import { Client, type ClientOptions, type Connection, type ConnectOptions } from "../../../../reference/http2/index.ts";
import { connectPeer, type Http2Peer } from "../../h2/index.ts";
import type { RunningPath } from "../paths/path.ts";
import type { TestOrigin } from "./test-origin.ts";

/** Both ends of a connection. */
export interface ConnectionEnds {
  readonly client: Connection;
  readonly server: Connection;
}

/** How long a handshake may take, in ms: all that works opens in a fraction. */
export const HANDSHAKE_TIMEOUT_MS = 2000;

let serial = 0;

/** A path that runs, with an origin behind it. */
export class PathHarness {
  readonly runningPath: RunningPath;
  readonly origin: TestOrigin;
  readonly #client: Client;
  readonly #certificate: string;
  readonly #ownClients: Client[] = [];
  readonly #peers: Http2Peer[] = [];

  /** @param certificate - of the first hop, in PEM */
  constructor(running: RunningPath, origin: TestOrigin, certificate: string) {
    this.runningPath = running;
    this.origin = origin;
    this.#certificate = certificate;
    this.#client = new Client({ tls: { ca: certificate }, sharedBy: Infinity });
  }

  /** A target that no other question uses: `/stub/echo/7`. */
  newTarget(name: string): string {
    serial += 1;
    return `/${name}/${serial}`;
  }

  /** Opens a connection to a target. @param client - the one that all share unless given. @throws OpeningError */
  connect(target: string, options: ConnectOptions = {}, client = this.#client): Promise<Connection> {
    const limits = { pingAfter: 0, handshake: HANDSHAKE_TIMEOUT_MS, ...options.limits };
    return client.connect(`https://localhost:${this.runningPath.port}${target}`, { ...options, limits });
  }

  /** Opens a connection and gives both of its ends. @throws OpeningError */
  async connectBothEnds(options: ConnectOptions = {}, by = this.#client): Promise<ConnectionEnds> {
    const target = this.newTarget("meet");
    const server = this.origin.nextConnection(target);
    const client = await this.connect(target, options, by);
    return { client, server: await server };
  }

  /** A client of its own, which shares as clients do unless told. */
  client(options: Pick<ClientOptions, "sharedBy"> = {}): Client {
    const client = new Client({ tls: { ca: this.#certificate }, ...options });
    this.#ownClients.push(client);
    return client;
  }

  /** A raw HTTP/2 client on a connection of its own. */
  async connectRaw(): Promise<Http2Peer> {
    const peer = await connectPeer({ host: "localhost", port: this.runningPath.port, tls: { verify: false } }, { timeoutMs: HANDSHAKE_TIMEOUT_MS });
    this.#peers.push(peer);
    return peer;
  }

  /** Ends the clients and the path. */
  async end(): Promise<void> {
    for (const peer of this.#peers) peer.destroy();
    for (const client of [this.#client, ...this.#ownClients]) void client.close();
    await this.runningPath.end();
  }
}
