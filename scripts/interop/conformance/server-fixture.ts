/**
 * The harness for a server under test: it plays clients.
 *
 * @module
 */
import { buildRequest, checkReply, type RequestOptions } from "../../../reference/wire/index.ts";
import { changeFields, type FieldChanges } from "../h2/change-fields.ts";
import { connectPeer, type Http2Field, type Http2Peer } from "../h2/index.ts";
import { offerText } from "../handshake-fields.ts";
import { sendHandshakeRequest } from "../raw-handshake.ts";
import { fail, unimplemented } from "./case-failure.ts";
import type { OpenOptions, ServerHarness } from "./conformance-case.ts";
import type { ServerTarget } from "./server-target.ts";
import { TestConnection } from "./test-connection.ts";

/** Plays clients to one server, for one case. */
export class ServerFixture implements ServerHarness {
  readonly role = "server";
  readonly timeoutMs: number;
  /** The HTTP/2 connections of the case. */
  readonly peers: Http2Peer[] = [];
  /** The WebSocket2 connections of the case. */
  readonly connections: TestConnection[] = [];
  readonly #target: ServerTarget;
  readonly #lastStreams = new WeakMap<Http2Peer, number>();

  constructor(target: ServerTarget, timeoutMs: number) {
    this.#target = target;
    this.timeoutMs = timeoutMs;
  }

  async connectHttp2(initialWindow?: number): Promise<Http2Peer> {
    const settings = { ENABLE_PUSH: 0, ...(initialWindow === undefined ? {} : { INITIAL_WINDOW_SIZE: initialWindow }) };
    const peer = await connectPeer(this.#target.address, { timeoutMs: this.timeoutMs, settings });
    this.peers.push(peer);
    return peer;
  }

  /** Destroys all HTTP/2 connections. */
  close(): void {
    for (const peer of this.peers) peer.destroy();
  }

  /** Allocates the next stream of an HTTP/2 connection. */
  #nextStream(peer: Http2Peer): number {
    const stream = (this.#lastStreams.get(peer) ?? -1) + 2;
    this.#lastStreams.set(peer, stream);
    return stream;
  }

  #requestOptions({ compression: offer, protocols, messageLimit }: OpenOptions): RequestOptions {
    const { scheme, authority, path } = this.#target;
    return {
      scheme,
      authority,
      path,
      ...(offer === undefined ? {} : { offer }),
      ...(protocols === undefined ? {} : { protocols }),
      ...(messageLimit === undefined ? {} : { messageLimit }),
    };
  }

  requestFields(changes: FieldChanges = {}, more: readonly Http2Field[] = []): Http2Field[] {
    return changeFields(buildRequest(this.#requestOptions({})), changes, more);
  }

  /** Sends a handshake without options. @returns the header section of the response */
  async handshake(): Promise<readonly Http2Field[]> {
    const peer = await this.connectHttp2();
    const stream = this.#nextStream(peer);
    sendHandshakeRequest(peer, stream, this.requestFields());
    return (await peer.next("HEADERS", { stream, description: "a response" })).fields;
  }

  async open(options: OpenOptions = {}): Promise<TestConnection> {
    const peer = options.peer ?? (await this.connectHttp2(options.initialWindow));
    const stream = this.#nextStream(peer);
    const requestOptions = this.#requestOptions(options);
    const request = changeFields(buildRequest(requestOptions), options.fields ?? {});
    const ping = sendHandshakeRequest(peer, stream, request, options.frameOptions);
    const { fields, endStream } = await peer.next("HEADERS", { stream, description: "the 200 that opens the connection" });
    const reply = checkReply(fields, { endStream, ...requestOptions });
    if (!reply.ok) fail(`expected a response that opens the connection, found one that fails the check ${reply.check}: ${reply.seen}`);
    const { timeoutMs } = this;
    const { answerPings = true } = options;
    const { compression: choice, messageLimit: peerLimit } = reply;
    const connection = new TestConnection(peer, stream, { peerRole: "server", choice, peerLimit, timeoutMs, answerPings });
    this.connections.push(connection);
    await connection.expectPong(ping.data, "the opening pong as the first frame");
    if (options.compression !== undefined && reply.compression === null) {
      unimplemented(`the server does not choose from ${offerText(options.compression)}`);
    }
    return connection;
  }
}
