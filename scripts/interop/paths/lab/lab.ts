/**
 * One path with both of its ends, for questions to work with.
 *
 * @module
 */
import { Client, type ClientOptions, type Connection, type ConnectOptions } from "../../../../reference/http2/index.ts";
import { connectPeer, type Peer } from "../../h2/index.ts";
import type { RunningPath } from "../../proxies/path.ts";
import type { Origin } from "./origin.ts";

/** Both ends of a connection. */
export interface Ends {
  readonly client: Connection;
  readonly server: Connection;
}

/** How long a handshake may take, in ms: all that works opens in a fraction. */
export const PATIENCE = 2000;

let serial = 0;

/** A path that runs, with an origin behind it. */
export class Lab {
  readonly running: RunningPath;
  readonly origin: Origin;
  readonly #client: Client;
  readonly #certificate: string;
  readonly #others: Client[] = [];
  readonly #peers: Peer[] = [];

  /** @param certificate - of the first hop, in PEM */
  constructor(running: RunningPath, origin: Origin, certificate: string) {
    this.running = running;
    this.origin = origin;
    this.#certificate = certificate;
    this.#client = new Client({ tls: { ca: certificate }, sharedBy: Infinity });
  }

  /** A target that no other question uses: `/stub/echo/7`. */
  target(name: string): string {
    serial += 1;
    return `/${name}/${serial}`;
  }

  /** Opens a connection to a target. @param client - the one that all share unless given. @throws OpeningError */
  connect(target: string, options: ConnectOptions = {}, client = this.#client): Promise<Connection> {
    const limits = { pingAfter: 0, handshake: PATIENCE, ...options.limits };
    return client.connect(`https://localhost:${this.running.port}${target}`, { ...options, limits });
  }

  /** Opens a connection and gives both of its ends. @throws OpeningError */
  async meet(options: ConnectOptions = {}, by = this.#client): Promise<Ends> {
    const target = this.target("meet");
    const server = this.origin.meet(target);
    const client = await this.connect(target, options, by);
    return { client, server: await server };
  }

  /** A client of its own, which shares as clients do unless told. */
  client(options: Pick<ClientOptions, "sharedBy"> = {}): Client {
    const client = new Client({ tls: { ca: this.#certificate }, ...options });
    this.#others.push(client);
    return client;
  }

  /** A raw HTTP/2 client on a connection of its own. */
  async peer(): Promise<Peer> {
    const peer = await connectPeer({ host: "localhost", port: this.running.port, tls: { verify: false } }, { patience: PATIENCE });
    this.#peers.push(peer);
    return peer;
  }

  /** Ends the clients and the path. */
  async end(): Promise<void> {
    for (const peer of this.#peers) peer.destroy();
    for (const client of [this.#client, ...this.#others]) void client.close();
    await this.running.end();
  }
}
