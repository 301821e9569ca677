/**
 * The lab for a server under test: it plays clients.
 *
 * @module
 */
import { buildRequest, checkReply, type RequestOptions } from "../../../reference/wire/index.ts";
import { toHex } from "../../common/octets.ts";
import { connectPeer, type Http2Field, type Http2Peer } from "../h2/index.ts";
import { sendHandshakeRequest } from "../raw-handshake.ts";
import type { OpenOptions, ServerHarness } from "./conformance-case.ts";
import { changeFields, type FieldChanges } from "../h2/change-fields.ts";
import { assert, fail } from "./case-failure.ts";
import { streamEventText } from "./stream-event.ts";
import { TestConnection } from "./test-connection.ts";
import type { ServerTarget } from "./server-target.ts";

/** Plays clients to one server, for one case. */
export class ServerFixture implements ServerHarness {
  readonly role = "server";
  readonly timeoutMs: number;
  /** Every connection of HTTP/2 of the case. */
  readonly peers: Http2Peer[] = [];
  /** Every WebSocket2 connection of the case. */
  readonly connections: TestConnection[] = [];
  readonly #target: ServerTarget;
  readonly #lastStreams = new WeakMap<Http2Peer, number>();

  constructor(target: ServerTarget, patience: number) {
    this.#target = target;
    this.timeoutMs = patience;
  }

  async connectHttp2(window?: number): Promise<Http2Peer> {
    const settings = { ENABLE_PUSH: 0, ...(window === undefined ? {} : { INITIAL_WINDOW_SIZE: window }) };
    const peer = await connectPeer(this.#target.address, { timeoutMs: this.timeoutMs, settings });
    this.peers.push(peer);
    return peer;
  }

  /** The next stream of a connection. */
  nextStream(peer: Http2Peer): number {
    const id = (this.#lastStreams.get(peer) ?? -1) + 2;
    this.#lastStreams.set(peer, id);
    return id;
  }

  #requestOptions({ offer, protocols }: OpenOptions): RequestOptions {
    const { scheme, authority, path } = this.#target;
    return { scheme, authority, path, ...(offer === undefined ? {} : { offer }), ...(protocols === undefined ? {} : { protocols }) };
  }

  requestFields(change: FieldChanges = {}, more: readonly Http2Field[] = []): Http2Field[] {
    return changeFields(buildRequest(this.#requestOptions({})), change, more);
  }

  /** Sends a handshake and awaits the response. */
  async handshake(fields: readonly Http2Field[], endStream = false): Promise<{ peer: Http2Peer; stream: number; reply: readonly Http2Field[]; ended: boolean }> {
    const peer = await this.connectHttp2();
    const stream = this.nextStream(peer);
    sendHandshakeRequest(peer, stream, fields, { endStream });
    const reply = await peer.next("HEADERS", { stream, description: "a response" });
    return { peer, stream, reply: reply.fields, ended: reply.endStream };
  }

  async open(opening: OpenOptions = {}): Promise<TestConnection> {
    const peer = opening.peer ?? (await this.connectHttp2(opening.initialWindow));
    const stream = this.nextStream(peer);
    const options = this.#requestOptions(opening);
    const ping = sendHandshakeRequest(peer, stream, buildRequest(options), opening.frameOptions);
    const { fields, endStream } = await peer.next("HEADERS", { stream, description: "the 200 that opens the connection" });
    const reply = checkReply(fields, { endStream, ...options });
    if (!reply.ok) fail(`expected a response that opens the connection, found one that fails the check ${reply.check}: ${reply.seen}`);
    const link = new TestConnection(peer, stream, { peerRole: "server", choice: reply.compression, timeoutMs: this.timeoutMs, answerPings: opening.answerPings ?? true });
    this.connections.push(link);
    const pong = await link.expect("pong", "the opening pong as the first frame");
    assert(Buffer.compare(pong.data, ping.data) === 0, `expected the opening pong with the Data ${toHex(ping.data)}, found ${streamEventText(pong)}`);
    return link;
  }
}
