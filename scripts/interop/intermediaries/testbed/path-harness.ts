/**
 * A path of the matrix: intermediaries that run, with the test origin behind them.
 *
 * @module
 */
import { Client, type ClientOptions, type Connection, type ConnectOptions } from "../../../../reference/http2/index.ts";
import { connectPeer, type Http2Peer } from "../../h2/index.ts";
import { LocalEnd } from "../path-ends/local-end.ts";
import type { PathEnds, PathTarget, SeenRequest } from "../path-ends/path-target.ts";
import { RawExchange, type RawRequest } from "../path-ends/raw-exchange.ts";
import type { RunningPath } from "../paths/path.ts";
import type { TestOrigin } from "./test-origin.ts";

/** Both ends of a connection, in this process. */
export interface ConnectionPair {
  readonly client: Connection;
  readonly server: Connection;
}

/** The handshake timeout, in ms; on a path that works, an opening takes a fraction of it. */
const HANDSHAKE_TIMEOUT_MS = 2000;

const HOST = "localhost";

let lastTarget = 0;

/** Gives checks both ends of a path. */
export class PathHarness implements PathTarget {
  readonly origin: TestOrigin;
  readonly address: { readonly host: string; readonly port: number };
  /** Everything is on the loopback interface. */
  readonly roundTripMs = 0;
  readonly #runningPath: RunningPath;
  readonly #sharedClient: Client;
  readonly #certificate: string;
  readonly #clients: Client[] = [];
  readonly #peers: Http2Peer[] = [];

  /** @param certificate - the certificate of the first hop, in PEM */
  constructor(runningPath: RunningPath, origin: TestOrigin, certificate: string) {
    this.origin = origin;
    this.address = { host: HOST, port: runningPath.port };
    this.#runningPath = runningPath;
    this.#certificate = certificate;
    this.#sharedClient = this.newClient({ sharedBy: Infinity });
  }

  newTarget(resource: string): string {
    lastTarget += 1;
    return `/${resource}/${lastTarget}`;
  }

  /** Returns a client of its own for a check. */
  newClient(options: Pick<ClientOptions, "sharedBy"> = {}): Client {
    const client = new Client({ tls: { ca: this.#certificate }, ...options });
    this.#clients.push(client);
    return client;
  }

  connect(target: string, options: ConnectOptions = {}, client = this.#sharedClient): Promise<Connection> {
    const limits = { pingAfter: 0, handshake: HANDSHAKE_TIMEOUT_MS, ...options.limits };
    return client.connect(`https://${HOST}:${this.address.port}${target}`, { ...options, limits });
  }

  /** Opens a connection and returns both of its ends. @throws {@link OpeningError} */
  async connectPair(options: ConnectOptions = {}, client = this.#sharedClient): Promise<ConnectionPair> {
    const target = this.newTarget("meet");
    const server = this.origin.nextConnection(target);
    return { client: await this.connect(target, options, client), server: await server };
  }

  async connectBothEnds(options: ConnectOptions = {}): Promise<PathEnds> {
    const { client, server } = await this.connectPair(options);
    return { client: new LocalEnd(client), server: new LocalEnd(server) };
  }

  async openRaw(request: RawRequest): Promise<RawExchange> {
    const peer = await connectPeer({ ...this.address, tls: { verify: false } }, { timeoutMs: HANDSHAKE_TIMEOUT_MS });
    this.#peers.push(peer);
    return new RawExchange(peer, { authority: HOST }, request);
  }

  requestSeen(target: string): Promise<SeenRequest | undefined> {
    const [request] = this.origin.observedRequests(target);
    return Promise.resolve(
      request === undefined ? undefined : { headers: request.headers as SeenRequest["headers"], ended: request.ended },
    );
  }

  /** Ends the clients and the intermediaries. */
  async end(): Promise<void> {
    for (const peer of this.#peers) peer.destroy();
    for (const client of this.#clients) void client.close();
    await this.#runningPath.end();
  }
}
