/**
 * A raw HTTP/2 peer on a socket.
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

/** Options of a peer. */
export interface Http2PeerOptions extends AutoReplies {
  /** The default timeout of {@link Http2Peer.next}, in ms; 5000 by default. */
  readonly timeoutMs?: number;
  /** The clock of the recording, in ms; `performance.now` by default. */
  readonly clock?: () => number;
  /** {@link defaultReceiveLimits} by default. */
  readonly limits?: ReceiveLimits;
}

/** What a peer under test may send on one HTTP/2 connection before the connection is given up. */
export interface ReceiveLimits {
  readonly octets: number;
  /** Frames in both directions. */
  readonly frames: number;
}

/** Eight times what the largest case takes. */
export const defaultReceiveLimits: ReceiveLimits = { octets: 2 ** 23, frames: 100_000 };

const DEFAULT_TIMEOUT_MS = 5000;

/** Selects events of a type. */
export interface EventFilter<T extends Http2EventType> {
  readonly stream?: number;
  readonly matches?: (event: Http2EventOf<T>) => boolean;
  /** Describes the awaited event, for the error. */
  readonly description?: string;
  /** In ms; the timeout of the peer by default. */
  readonly timeoutMs?: number;
}

/** No event follows the loss of the connection, or octets that are not HTTP/2. */
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
  readonly #limits: ReceiveLimits;
  #receivedOctets = 0;
  #isLost = false;

  /** @param socket - a connected socket; over TLS, with `h2` negotiated */
  constructor(role: "client" | "server", socket: Socket, options: Http2PeerOptions = {}) {
    this.timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    this.#core = new Http2PeerCore(role, options.clock ?? (() => performance.now()), options);
    this.#socket = socket;
    this.#limits = options.limits ?? defaultReceiveLimits;
    socket.setNoDelay(true);
    socket.on("data", (octets: Buffer) => this.#receive(octets));
    socket.on("end", () => this.#connectionLost("the end of the TCP connection"));
    socket.on("close", () => this.#connectionLost("the end of the TCP connection"));
    socket.on("error", (error: NodeJS.ErrnoException) =>
      this.#connectionLost(`the loss of the TCP connection (${error.code ?? error.message})`),
    );
  }

  /** All frames in both directions. */
  get recording(): Http2Recording {
    return this.#core.recording;
  }

  /** The events that {@link next} and {@link nextMatching} have not taken. */
  get unread(): readonly Http2Event[] {
    return this.#eventQueue.unread;
  }

  /** Whether the transport connection has ended. */
  get isLost(): boolean {
    return this.#isLost;
  }

  /** Sends frames and octets in one write, regardless of the peer's windows. */
  send(...parts: readonly FrameOrOctets[]): void {
    this.#write(this.#core.send(...parts));
  }

  /** Returns how many octets of DATA the peer's windows allow on a stream. */
  sendWindow(stream: number): number {
    return this.#core.windows.available(stream);
  }

  /**
   * Sends octets on a stream as DATA, as the peer's windows allow.
   *
   * @throws {@link TimeoutError} if the window does not open in time
   */
  async sendAll(stream: number, octets: Uint8Array, { endStream = false } = {}): Promise<void> {
    for (let offset = 0; offset < octets.length;) {
      const size = Math.min(octets.length - offset, this.sendWindow(stream), MAX_FRAME_SIZE);
      if (size <= 0) {
        await this.next("WINDOW_UPDATE", { description: `window for ${octets.length - offset} more octets` });
        continue;
      }
      this.send(data(stream, octets.subarray(offset, offset + size), { endStream: endStream && offset + size === octets.length }));
      offset += size;
    }
    if (octets.length === 0 && endStream) this.send(data(stream, octets, { endStream }));
  }

  /**
   * Takes the first event of a type that matches the filter. Other events stay queued.
   *
   * @throws {@link TimeoutError} if it does not arrive in time, or the connection is lost
   */
  async next<T extends Http2EventType>(type: T, filter: EventFilter<T> = {}): Promise<Http2EventOf<T>> {
    const { stream, matches = () => true, timeoutMs = this.timeoutMs } = filter;
    const description = filter.description ?? `${type}${stream === undefined ? "" : ` on stream ${stream}`}`;
    const isOnStream = (event: Http2Event): boolean => stream === undefined || ("stream" in event && event.stream === stream);
    const isWanted = (event: Http2Event): boolean => event.type === type && isOnStream(event) && matches(event as Http2EventOf<T>);
    return (await this.nextMatching(description, isWanted, timeoutMs)) as Http2EventOf<T>;
  }

  /**
   * Takes the first event that matches, of any type.
   *
   * @throws {@link TimeoutError} as {@link Http2Peer.next}
   */
  async nextMatching(description: string, matches: (event: Http2Event) => boolean, timeoutMs = this.timeoutMs): Promise<Http2Event> {
    const event = await this.#eventQueue.next(description, matches, timeoutMs);
    this.recording.lastTaken = event;
    return event;
  }

  /** Adds a listener for every event. The event is queued for {@link next} as well. */
  onEvent(listener: (event: Http2Event) => void): void {
    this.#listeners.push(listener);
  }

  /** Stops returning the window of a stream, until {@link Http2Peer.releaseWindow}. */
  withholdWindow(stream: number): void {
    this.#core.withholdWindow(stream);
  }

  /** Returns the window of a stream again, including that of the octets received meanwhile. */
  releaseWindow(stream: number): void {
    this.#write(this.#core.releaseWindow(stream));
  }

  /** Stops reading from the socket, so that the peer's TCP window fills. */
  stopReading(): void {
    this.#socket.pause();
  }

  /** Half-closes the TCP connection after all written octets. */
  end(): void {
    this.#socket.end();
  }

  /** Destroys the TCP connection. */
  destroy(): void {
    this.#socket.destroy();
  }

  #write(octets: Uint8Array): void {
    if (octets.length > 0 && this.#socket.writable) this.#socket.write(octets);
  }

  #receive(octets: Uint8Array): void {
    this.#receivedOctets += octets.length;
    const exceeded = this.#exceededLimit();
    if (exceeded !== undefined) {
      this.#socket.destroy();
      return this.#connectionLost(exceeded);
    }
    const { events, replies } = this.#core.receive(octets);
    this.#write(replies);
    for (const event of events) this.#emit(event);
  }

  /** Describes the limit that the peer exceeds: each frame is kept until the end of the case. */
  #exceededLimit(): string | undefined {
    const { octets, frames } = this.#limits;
    const limited = (what: string): string => `more than ${what} on one HTTP/2 connection, the limit of this runner`;
    if (this.#receivedOctets > octets) return limited(`${octets} octets`);
    return this.recording.entries.length > frames ? limited(`${frames} frames`) : undefined;
  }

  #connectionLost(why: string): void {
    if (this.#isLost) return;
    this.#isLost = true;
    const event: Http2Event = { type: "LOSS", why };
    this.recording.note("them", why, event);
    this.#emit(event);
  }

  #emit(event: Http2Event): void {
    for (const listener of this.#listeners) listener(event);
    this.#eventQueue.add(event);
  }
}
