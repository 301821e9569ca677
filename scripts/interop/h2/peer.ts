/**
 * A raw HTTP/2 peer on a socket: sends what it is told to, and hands over what comes.
 *
 * @module
 */
import type { Socket } from "node:net";

import { type Manners, PeerCore, type Sendable } from "./core.ts";
import type { EventOf, EventType, PeerEvent } from "./event.ts";
import { data } from "./frames.ts";
import { Inbox } from "./inbox.ts";
import { MAX_FRAME_SIZE } from "./receiver.ts";
import type { Recording } from "./recording.ts";

/** How a peer behaves. */
export interface PeerOptions extends Manners {
  /** How long {@link Peer.next} waits, in ms; 5000 unless given. */
  readonly patience?: number;
  /** The time in ms, for the recording; that of the process unless given. */
  readonly clock?: () => number;
}

const PATIENCE = 5000;

/** Which events of a type are wanted: those of a stream, those that fit. */
export interface Wanted<T extends EventType> {
  readonly stream?: number;
  readonly fits?: (event: EventOf<T>) => boolean;
  /** In words, for messages. */
  readonly as?: string;
  /** In ms, in place of the peer's own. */
  readonly patience?: number;
}

/** Behind the loss of the connection, and behind octets that are not HTTP/2, nothing comes. */
function lastWords(event: PeerEvent): string | undefined {
  return event.type === "LOSS" || event.type === "MALFORMED" ? event.why : undefined;
}

/** One end of an HTTP/2 connection. */
export class Peer {
  readonly patience: number;
  readonly #core: PeerCore;
  readonly #socket: Socket;
  readonly #inbox = new Inbox<PeerEvent>(lastWords);
  readonly #listeners: ((event: PeerEvent) => void)[] = [];
  #lost = false;

  /** @param socket - connected; over TLS with `h2` agreed on */
  constructor(role: "client" | "server", socket: Socket, options: PeerOptions = {}) {
    this.patience = options.patience ?? PATIENCE;
    this.#core = new PeerCore(role, options.clock ?? (() => performance.now()), options);
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on("data", (octets: Buffer) => this.#receive(octets));
    socket.on("end", () => this.#lose("the end of the TCP connection"));
    socket.on("close", () => this.#lose("the end of the TCP connection"));
    socket.on("error", (error: NodeJS.ErrnoException) => this.#lose(`the loss of the TCP connection (${error.code ?? error.message})`));
  }

  /** Everything that has gone either way. */
  get recording(): Recording {
    return this.#core.recording;
  }

  /** Events that came and were not asked for. */
  get unread(): readonly PeerEvent[] {
    return this.#inbox.waiting;
  }

  /** Whether the transport connection has ended. */
  get isLost(): boolean {
    return this.#lost;
  }

  /** Sends frames and octets in one write, whatever the windows of the peer are. */
  send(...parts: readonly Sendable[]): void {
    this.#write(this.#core.send(...parts));
  }

  /** How many octets of DATA the peer lets this end send on a stream. */
  room(stream: number): number {
    return this.#core.windows.room(stream);
  }

  /**
   * Sends octets on a stream as DATA, as the windows of the peer allow.
   *
   * @throws NothingCame where the window does not open in time
   */
  async sendAll(stream: number, octets: Uint8Array, { endStream = false } = {}): Promise<void> {
    for (let at = 0; at < octets.length; ) {
      const size = Math.min(octets.length - at, this.room(stream), MAX_FRAME_SIZE);
      if (size <= 0) {
        await this.next("WINDOW_UPDATE", { as: `window for ${octets.length - at} more octets` });
        continue;
      }
      this.send(data(stream, octets.subarray(at, at + size), { endStream: endStream && at + size === octets.length }));
      at += size;
    }
    if (octets.length === 0 && endStream) this.send(data(stream, octets, { endStream }));
  }

  /**
   * The first event of a type that nobody has taken yet; events that do not fit go on waiting.
   *
   * @throws NothingCame where it does not come in time, or the connection is lost
   */
  async next<T extends EventType>(type: T, { stream, fits = () => true, as, patience = this.patience }: Wanted<T> = {}): Promise<EventOf<T>> {
    const onStream = (event: PeerEvent): boolean => stream === undefined || ("stream" in event && event.stream === stream);
    const words = as ?? `${type}${stream === undefined ? "" : ` on stream ${stream}`}`;
    const wanted = (event: PeerEvent): boolean => event.type === type && onStream(event) && fits(event as EventOf<T>);
    return (await this.#inbox.take(words, wanted, patience)) as EventOf<T>;
  }

  /**
   * The first event that fits, of whatever type.
   *
   * @throws NothingCame as {@link Peer.next}
   */
  when(as: string, fits: (event: PeerEvent) => boolean, patience = this.patience): Promise<PeerEvent> {
    return this.#inbox.take(as, fits, patience);
  }

  /** Calls back for each event as it comes; it waits to be asked for all the same. */
  listen(listener: (event: PeerEvent) => void): void {
    this.#listeners.push(listener);
  }

  /** From now on gives back no window for a stream, until {@link Peer.release}. */
  withhold(stream: number): void {
    this.#core.withhold(stream);
  }

  /** Gives back the window of a stream, also for what came in the meantime. */
  release(stream: number): void {
    this.#write(this.#core.release(stream));
  }

  /** Stops reading from the socket, so that the peer's TCP window fills up. */
  stall(): void {
    this.#socket.pause();
  }

  /** Ends the TCP connection in order. */
  end(): void {
    this.#socket.end();
  }

  /** Ends the TCP connection at once. */
  destroy(): void {
    this.#socket.destroy();
  }

  #write(octets: Uint8Array): void {
    if (octets.length > 0 && this.#socket.writable) this.#socket.write(octets);
  }

  #receive(octets: Uint8Array): void {
    const { events, answer } = this.#core.receive(octets);
    this.#write(answer);
    for (const event of events) this.#hand(event);
  }

  #lose(why: string): void {
    if (this.#lost) return;
    this.#lost = true;
    this.recording.note("them", why);
    this.#hand({ type: "LOSS", why });
  }

  #hand(event: PeerEvent): void {
    for (const listener of this.#listeners) listener(event);
    this.#inbox.add(event);
  }
}
