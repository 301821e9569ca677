/**
 * A path to a URL, with whatever server stands at its end.
 *
 * @module
 */
import { randomUUID } from "node:crypto";

import { Client, type Connection, type ConnectOptions } from "../../../../reference/http2/index.ts";
import { withTimeout } from "../../../common/waiting.ts";
import { connectPeer, type Http2Peer } from "../../h2/index.ts";
import { LocalEnd } from "../path-ends/local-end.ts";
import type { PathEnds, PathTarget, SeenRequest } from "../path-ends/path-target.ts";
import { RawExchange, type RawRequest } from "../path-ends/raw-exchange.ts";
import { NAME_PARAMETER, PROBE_PROTOCOL, probeAnswer, type ProbeRecord, type ProbeRequest } from "./probe-protocol.ts";
import { RemoteEnd } from "./remote-end.ts";

/** The time limit of a handshake, a question and the end, in ms. */
const TIMEOUT_MS = 5000;

const authorityOnly = "https://localhost";

/** Gives checks the client end of a path, and the server end if the server takes orders. */
export class ProbeTarget implements PathTarget {
  readonly address: { readonly host: string; readonly port: number };
  readonly #url: URL;
  readonly #insecure: boolean;
  readonly #usesTls: boolean;
  readonly #client: Client;
  readonly #peers: Http2Peer[] = [];
  #controlled = false;
  #roundTripMs = 0;

  /** @param url - its scheme is http, https, ws or wss; @param insecure - whether to accept any certificate */
  constructor(url: URL, insecure: boolean) {
    this.#url = url;
    this.#insecure = insecure;
    this.#usesTls = ["https:", "wss:"].includes(url.protocol);
    this.#client = new Client({ tls: { rejectUnauthorized: !insecure } });
    this.address = { host: url.hostname.replace(/^\[|\]$/g, ""), port: Number(url.port || (this.#usesTls ? 443 : 80)) };
  }

  /** Whether the server takes orders; known once a connection has opened. */
  get controlled(): boolean {
    return this.#controlled;
  }

  get roundTripMs(): number {
    return this.#roundTripMs;
  }

  /** Returns the target of the URL. A server that takes orders finds a name in its query. */
  newTarget(): string {
    const url = new URL(this.#url);
    if (this.#controlled) url.searchParams.set(NAME_PARAMETER, randomUUID());
    return `${url.pathname}${url.search}`;
  }

  async connect(target: string, options: ConnectOptions = {}): Promise<Connection> {
    const limits = { pingAfter: 0, handshake: TIMEOUT_MS, ...options.limits };
    const connection = await this.#client.connect(new URL(target, this.#url), { protocols: [PROBE_PROTOCOL], ...options, limits });
    this.#controlled ||= connection.protocol === PROBE_PROTOCOL;
    this.#roundTripMs = connection.statistics().roundTrip ?? this.#roundTripMs;
    return connection;
  }

  async connectBothEnds(options: ConnectOptions = {}): Promise<PathEnds> {
    const target = this.newTarget();
    const connection = await this.connect(target, options);
    const order = (request: ProbeRequest): void => void connection.send(JSON.stringify(request));
    const server = new RemoteEnd(order, () => this.#record(target));
    return { client: new LocalEnd(connection, (text) => server.receive(text)), server };
  }

  async openRaw(request: RawRequest): Promise<RawExchange> {
    const peer = await connectPeer(
      { ...this.address, ...(this.#usesTls ? { tls: { verify: !this.#insecure } } : {}) },
      { timeoutMs: TIMEOUT_MS },
    );
    this.#peers.push(peer);
    return new RawExchange(
      peer,
      { authority: this.#url.host, scheme: this.#usesTls ? "https" : "http", protocols: [PROBE_PROTOCOL] },
      request,
    );
  }

  async requestSeen(target: string): Promise<SeenRequest | undefined> {
    const record = await this.#record(target);
    if (record === undefined) return undefined;
    const { fields, end } = record;
    return { headers: fields, ended: end === undefined ? undefined : /END_STREAM/.test(end.seen ?? "") ? "END_STREAM" : "reset" };
  }

  /** Ends all connections. */
  async end(): Promise<void> {
    for (const peer of this.#peers) peer.destroy();
    await withTimeout(this.#client.close(), TIMEOUT_MS);
  }

  /** Asks the server for the record of a connection. @returns `undefined` without an answer or a record */
  async #record(target: string): Promise<ProbeRecord | undefined> {
    const name = new URL(target, authorityOnly).searchParams.get(NAME_PARAMETER);
    if (!this.#controlled || name === null) return undefined;
    const connection = await this.connect(this.newTarget());
    const text = new Promise<string>((resolve) => (connection.onmessage = (data) => resolve(String(data))));
    const request: ProbeRequest = { ask: "seen", name };
    connection.send(JSON.stringify(request));
    const answer = probeAnswer.safeParse(JSON.parse((await withTimeout(text, TIMEOUT_MS)) ?? "null")).data;
    connection.close();
    return answer !== undefined && "seen" in answer ? answer.seen : undefined;
  }
}
