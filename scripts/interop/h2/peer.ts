/**
 * A raw HTTP/2 peer on a socket: sends what it is told to, and hands over what comes.
 *
 * @module
 */
import type { Socket } from "node:net";

import { type AutoReplies, Http2PeerCore, type FrameOrOctets } from "./peer-core.ts";
import type { Http2EventOf, Http2EventType, Http2Event } from "./http2-event.ts";
import { data } from "./frames.ts";
import { EventQueue } from "./event-queue.ts";
import { MAX_FRAME_SIZE } from "./receiver.ts";
import type { Http2Recording } from "./recording.ts";

/** How a peer behaves. */
export interface Http2PeerOptions extends AutoReplies {
  /** How long {@link Http2Peer.next} waits, in ms; 5000 unless given. */
  readonly timeoutMs?: number;
  /** The time in ms, for the recording; that of the process unless given. */
  readonly clock?: () => number;
}

const DEFAULT_TIMEOUT_MS = 5000;

/** Which events of a type are wanted: those of a stream, those that fit. */
export interface EventFilter<T extends Http2EventType> {
  readonly stream?: number;
  readonly matches?: (event: Http2EventOf<T>) => boolean;
  /** In words, for messages. */
  readonly description?: string;
  /** In ms, in place of the peer's own. */
  readonly timeoutMs?: number;
}

/** Behind the loss of the connection, and behind octets that are not HTTP/2, nothing comes. */
function terminalReason(event: Http2Event): string | undefined {
  return event.type === "LOSS" || event.type === "MALFORMED" ? event.why : undefined;
}

/** One end of an HTTP/2 connection. */
export class Http2Peer {
  readonly timeoutMs: number;
  readonly #core: Http2PeerCore;
  readonly #socket: Socket;
  readonly #eventQueue = new EventQueue<Http2Event>(terminalReason);
  readonly #listeners: ((event: Http2Event) => void)[] = [];
  #isLost = false;

  /** @param socket - connected; over TLS with `h2` agreed on */
  constructor(role: "client" | "server", socket: Socket, options: Http2PeerOptions = {}) {
    this.timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    this.#core = new Http2PeerCore(role, options.clock ?? (() => performance.now()), options);
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on("data", (octets: Buffer) => this.#receive(octets));
    socket.on("end", () => this.#connectionLost("the end of the TCP connection"));
    socket.on("close", () => this.#connectionLost("the end of the TCP connection"));
    socket.on("error", (error: NodeJS.ErrnoException) => this.#connectionLost(`the loss of the TCP connection (${error.code ?? error.message})`));
  }

  /** Everything that has gone either way. */
  get recording(): Http2Recording {
    return this.#core.recording;
  }

  /** Events that came and were not asked for. */
  get unread(): readonly Http2Event[] {
    return this.#eventQueue.unread;
  }

  /** Whether the transport connection has ended. */
  get isLost(): boolean {
    return this.#isLost;
  }

  /** Sends frames and octets in one write, whatever the windows of the peer are. */
  send(...parts: readonly FrameOrOctets[]): void {
    this.#write(this.#core.send(...parts));
  }

  /** How many octets of DATA the peer lets this end send on a stream. */
  sendWindow(stream: number): number {
    return this.#core.windows.available(stream);
  }

  /**
   * Sends octets on a stream as DATA, as the windows of the peer allow.
   *
   * @throws NothingCame where the window does not open in time
   */
  async sendAll(stream: number, octets: Uint8Array, { endStream = false } = {}): Promise<void> {
    for (let at = 0; at < octets.length; ) {
      const size = Math.min(octets.length - at, this.sendWindow(stream), MAX_FRAME_SIZE);
      if (size <= 0) {
        await this.next("WINDOW_UPDATE", { description: `window for ${octets.length - at} more octets` });
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
  async next<T extends Http2EventType>(type: T, { stream, matches: fits = () => true, description: as, timeoutMs: patience = this.timeoutMs }: EventFilter<T> = {}): Promise<Http2EventOf<T>> {
    const onStream = (event: Http2Event): boolean => stream === undefined || ("stream" in event && event.stream === stream);
    const words = as ?? `${type}${stream === undefined ? "" : ` on stream ${stream}`}`;
    const wanted = (event: Http2Event): boolean => event.type === type && onStream(event) && fits(event as Http2EventOf<T>);
    return (await this.#eventQueue.next(words, wanted, patience)) as Http2EventOf<T>;
  }

  /**
   * The first event that fits, of whatever type.
   *
   * @throws NothingCame as {@link Http2Peer.next}
   */
  nextMatching(as: string, fits: (event: Http2Event) => boolean, patience = this.timeoutMs): Promise<Http2Event> {
    return this.#eventQueue.next(as, fits, patience);
  }

  /** Calls back for each event as it comes; it waits to be asked for all the same. */
  onEvent(listener: (event: Http2Event) => void): void {
    this.#listeners.push(listener);
  }

  /** From now on gives back no window for a stream, until {@link Http2Peer.releaseWindow}. */
  withholdWindow(stream: number): void {
    this.#core.withholdWindow(stream);
  }

  /** Gives back the window of a stream, also for what came in the meantime. */
  releaseWindow(stream: number): void {
    this.#write(this.#core.releaseWindow(stream));
  }

  /** Stops reading from the socket, so that the peer's TCP window fills up. */
  stopReading(): void {
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
    for (const event of events) this.#emit(event);
  }

  #connectionLost(why: string): void {
    if (this.#isLost) return;
    this.#isLost = true;
    this.recording.note("them", why);
    this.#emit({ type: "LOSS", why });
  }

  #emit(event: Http2Event): void {
    for (const listener of this.#listeners) listener(event);
    this.#eventQueue.add(event);
  }
}
