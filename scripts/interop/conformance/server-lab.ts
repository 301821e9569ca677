/**
 * The lab for a server under test: it plays clients.
 *
 * @module
 */
import { randomBytes } from "node:crypto";

import { buildRequest, checkReply, type RequestOptions } from "../../../reference/wire/index.ts";
import { connectPeer, data, type Field, headers, type Peer } from "../h2/index.ts";
import { encodeFrame } from "../../../reference/wire/index.ts";
import type { Opening, ServerLab } from "./case.ts";
import { changed, type Change } from "./fields.ts";
import { demand, fail } from "./finding.ts";
import { itemText } from "./item.ts";
import { Link } from "./link.ts";
import type { Target } from "./target.ts";

/** The ping that opens a connection. */
export function openingPing(): { readonly octets: Uint8Array; readonly data: Uint8Array } {
  const bytes = new Uint8Array(randomBytes(8));
  return { octets: encodeFrame({ type: "ping", kind: "ping", data: bytes }), data: bytes };
}

/** Plays clients to one server, for one case. */
export class ServerUnderTest implements ServerLab {
  readonly role = "server";
  readonly patience: number;
  /** Every connection of HTTP/2 of the case. */
  readonly peers: Peer[] = [];
  /** Every WebSocket2 connection of the case. */
  readonly links: Link[] = [];
  readonly #target: Target;
  readonly #streams = new WeakMap<Peer, number>();

  constructor(target: Target, patience: number) {
    this.#target = target;
    this.patience = patience;
  }

  async session(window?: number): Promise<Peer> {
    const settings = { ENABLE_PUSH: 0, ...(window === undefined ? {} : { INITIAL_WINDOW_SIZE: window }) };
    const peer = await connectPeer(this.#target.address, { patience: this.patience, settings });
    this.peers.push(peer);
    return peer;
  }

  /** The next stream of a connection. */
  nextStream(peer: Peer): number {
    const id = (this.#streams.get(peer) ?? -1) + 2;
    this.#streams.set(peer, id);
    return id;
  }

  #options({ offer, protocols }: Opening): RequestOptions {
    const { scheme, authority, path } = this.#target;
    return { scheme, authority, path, ...(offer === undefined ? {} : { offer }), ...(protocols === undefined ? {} : { protocols }) };
  }

  request(change: Change = {}, more: readonly Field[] = []): Field[] {
    return changed(buildRequest(this.#options({})), change, more);
  }

  /** Sends a handshake and awaits the response. */
  async handshake(fields: readonly Field[], endStream = false): Promise<{ peer: Peer; stream: number; reply: readonly Field[]; ended: boolean }> {
    const peer = await this.session();
    const stream = this.nextStream(peer);
    peer.send(headers(stream, fields, { endStream }), endStream ? [] : data(stream, openingPing().octets));
    const reply = await peer.next("HEADERS", { stream, as: "a response" });
    return { peer, stream, reply: reply.fields, ended: reply.endStream };
  }

  async open(opening: Opening = {}): Promise<Link> {
    const peer = opening.on ?? (await this.session(opening.window));
    const stream = this.nextStream(peer);
    const ping = openingPing();
    const options = this.#options(opening);
    peer.send(headers(stream, buildRequest(options), opening.dressing), data(stream, ping.octets));
    const { fields, endStream } = await peer.next("HEADERS", { stream, as: "the 200 that opens the connection" });
    const reply = checkReply(fields, { endStream, ...options });
    if (!reply.ok) fail(`expected a response that opens the connection, found one that fails the check ${reply.check}: ${reply.seen}`);
    const link = new Link(peer, stream, { peer: "server", choice: reply.compression, patience: this.patience, pong: opening.pong ?? true });
    this.links.push(link);
    const pong = await link.want("pong", "the opening pong as the first frame");
    demand(Buffer.compare(pong.data, ping.data) === 0, `expected the opening pong with the Data ${Buffer.from(ping.data).toString("hex")}, found ${itemText(pong)}`);
    return link;
  }
}
