/**
 * One WebSocket2 connection to a peer under test: frames out, items in.
 *
 * @module
 */
import type { Message } from "../../../reference/connection/index.ts";
import type { CompressionChoice, Frame } from "../../../reference/schema/index.ts";
import { encodeFrame } from "../../../reference/wire/index.ts";
import { data, dataCut, Inbox, NothingCame, type Peer, type PeerEvent, reset, type ErrorCode, raw, flag } from "../h2/index.ts";
import { demand, fail, wrongCode } from "./finding.ts";
import { type Item, type ItemOf, itemText, type Kind, messageText, sameMessage } from "./item.ts";
import { Unpacker } from "./unpack.ts";

/** What was agreed and how this end behaves. */
export interface LinkOptions {
  /** The role of the peer under test. */
  readonly peer: "client" | "server";
  readonly choice: CompressionChoice | null;
  /** Answers pings by itself; yes unless given. */
  readonly pong?: boolean;
  /** How long a step waits, in ms. */
  readonly patience: number;
}

/** The plain close as octets. */
export const CLOS = encodeFrame({ type: "error", code: "CLOS" });

/** A DATA frame with more octets than these is part of a long message, not of pings and pongs. */
export const FEW = 100;

function lastWords(item: Item): string | undefined {
  return item.is === "lost" || item.is === "reset" || item.is === "fault" ? itemText(item) : undefined;
}

/** One WebSocket2 connection to a peer under test. */
export class Link {
  readonly peer: Peer;
  readonly stream: number;
  readonly options: LinkOptions;
  /** Everything that the peer did, in order. */
  readonly log: Item[] = [];
  /** Whether this end has sent END_STREAM, and whether RST_STREAM. */
  ended = false;
  wasReset = false;
  /** Whether the log is not held against the rules on ends, since the case waits for a timeout. */
  waitsForTimeout = false;
  readonly #inbox = new Inbox<Item>(lastWords);
  readonly #unpacker: Unpacker;
  #pings = 0;
  /** Octets of content so far. */
  #octets = 0;

  constructor(peer: Peer, stream: number, options: LinkOptions) {
    this.peer = peer;
    this.stream = stream;
    this.options = options;
    this.#unpacker = new Unpacker(options.choice);
    // What came before belongs to this connection as well.
    for (const event of peer.unread) this.#take(event);
    peer.listen((event) => this.#take(event));
  }

  #take(event: PeerEvent): void {
    const mine = "stream" in event && event.stream === this.stream;
    if (event.type === "DATA" && mine) {
      this.#octets += event.octets.length;
      for (const item of this.#unpacker.push(event.octets)) this.#add(item);
      if (event.endStream) this.#add(this.#end());
    }
    if (event.type === "HEADERS" && mine && event.endStream) this.#add(this.#end());
    if (event.type === "RST_STREAM" && mine) this.#add({ is: "reset", code: event.code });
    if (event.type === "LOSS" || event.type === "MALFORMED") this.#add({ is: "lost", why: event.why });
  }

  #end(): Item {
    return { is: "end", open: this.#unpacker.isInside, early: !this.ended && !this.wasReset };
  }

  #add(item: Item): void {
    this.log.push(item);
    this.#inbox.add(item);
    const over = this.ended || this.wasReset;
    if (item.is === "ping" && this.options.pong !== false && !over) this.frames({ type: "ping", kind: "pong", data: item.data });
  }

  /** Sends octets in one DATA frame. */
  send(...octets: readonly Uint8Array[]): void {
    this.peer.send(data(this.stream, Buffer.concat(octets)));
  }

  /** Sends octets in DATA frames cut at offsets. */
  sendCut(octets: Uint8Array, cuts: readonly number[]): void {
    this.peer.send(dataCut(this.stream, octets, cuts));
  }

  /** Sends frames in one DATA frame. */
  frames(...frames: readonly Frame[]): void {
    this.send(...frames.map(encodeFrame));
  }

  /** Sends octets as the peer's window allows. */
  sendAll(octets: Uint8Array): Promise<void> {
    return this.peer.sendAll(this.stream, octets);
  }

  /** Ends this side, with last octets or without. */
  end(octets?: Uint8Array): void {
    this.ended = true;
    this.peer.send(data(this.stream, octets, { endStream: true }));
  }

  /** Ends this side by a trailer section. */
  endByTrailers(): void {
    this.ended = true;
    // A literal field without a name in any table: "t" is "t".
    this.peer.send(raw("HEADERS", this.stream, Uint8Array.of(0, 1, 0x74, 1, 0x74), flag.END_HEADERS | flag.END_STREAM));
  }

  /** Resets the stream. */
  reset(code: ErrorCode = "CANCEL"): void {
    this.wasReset = true;
    this.peer.send(reset(this.stream, code));
  }

  /** What the peer does next, of whatever kind; pings left out, since they are answered. */
  async next(awaited: string, patience = this.options.patience): Promise<Item> {
    for (;;) {
      const before = this.#octets;
      try {
        return await this.#inbox.take(awaited, ({ is }) => is !== "ping", patience);
      } catch (error) {
        // A long message may take its time as long as its octets come.
        if (error instanceof NothingCame && !this.peer.isLost && this.#octets > before) continue;
        if (error instanceof NothingCame) fail(error.message);
        throw error;
      }
    }
  }

  /** What the peer does next, which has to be of a kind. */
  async want<K extends Kind>(kind: K, awaited: string, patience?: number): Promise<ItemOf<K>> {
    const item = await this.next(awaited, patience);
    demand(item.is === kind, `expected ${awaited}, found ${itemText(item)}`);
    return item as ItemOf<K>;
  }

  /** The first ping of the peer that nobody has asked for. */
  async ping(awaited: string, patience = this.options.patience): Promise<ItemOf<"ping">> {
    try {
      return (await this.#inbox.take(awaited, ({ is }) => is === "ping", patience)) as ItemOf<"ping">;
    } catch (error) {
      if (error instanceof NothingCame) fail(error.message);
      throw error;
    }
  }

  /** The peer sends a message back. */
  async echo(message: Message): Promise<ItemOf<"message">> {
    const awaited = `the echo of ${messageText(message)}`;
    const item = await this.want("message", awaited);
    demand(sameMessage(item.message, message), `expected ${awaited}, found ${itemText(item)}`);
    return item;
  }

  /** Sends a message as the window allows, and awaits its echo. */
  async roundTrip(message: Message): Promise<ItemOf<"message">> {
    await this.sendAll(encodeFrame(message));
    return this.echo(message);
  }

  /** Sends a ping and awaits its pong: what the peer did before has arrived by then. */
  async barrier(): Promise<void> {
    this.#pings += 1;
    const octets = new Uint8Array(8).fill(0xb0);
    octets[7] = this.#pings;
    this.frames({ type: "ping", kind: "ping", data: octets });
    const pong = await this.want("pong", "the pong of a ping");
    demand(Buffer.compare(pong.data, octets) === 0, `expected a pong with the Data ${Buffer.from(octets).toString("hex")}, found ${itemText(pong)}`);
  }

  /** The peer reports a fault by one of some codes; messages before it were awaited already. */
  async fault(codes: readonly string[]): Promise<ItemOf<"error">> {
    const awaited = `an error frame ${codes.join(" or ")}`;
    const item = await this.want("error", awaited);
    if (!codes.includes(item.code)) wrongCode(`expected ${awaited}, found ${itemText(item)}`);
    return item;
  }

  /** The peer sends CLOS. @param status - what Status it has; not looked at unless given */
  async clos(status?: number | "none"): Promise<ItemOf<"error">> {
    const awaited = status === undefined ? "CLOS" : status === "none" ? "CLOS without a Status" : `CLOS with the Status ${status}`;
    const item = await this.fault(["CLOS"]);
    if (status !== undefined && item.status !== (status === "none" ? undefined : status)) fail(`expected ${awaited}, found ${itemText(item)}`);
    return item;
  }

  /** Both sides end after error frames in both directions: a client first, a server when it has seen that. */
  async bothEnd(): Promise<void> {
    if (this.options.peer === "client") await this.want("end", "END_STREAM behind the error frame");
    if (!this.ended) this.end();
    if (this.options.peer === "server") await this.want("end", "END_STREAM, since this end has sent it and both have sent error frames");
  }

  /** Closes from this side, and sees the peer close. */
  async close(): Promise<void> {
    if (this.options.peer === "server") this.end(CLOS);
    else this.send(CLOS);
    await this.clos("none");
    await this.bothEnd();
  }

  /** Nothing but pings comes for a while. */
  async silence(ms: number, why: string): Promise<void> {
    const found = await this.#inbox.take("nothing", ({ is }) => is !== "ping", ms).catch((error: unknown) => error);
    if (!(found instanceof NothingCame)) fail(`expected ${why}, found ${itemText(found as Item)}`);
  }
}
