/**
 * The reference connection on a stream of a raw HTTP/2 peer, with hooks for mutants.
 */
import type { ConnectionCore, ResetCode, Stream } from "../../reference/connection/index.ts";
import type { FieldLines } from "../../reference/wire/index.ts";
import { data, type Http2Field, headers, type Http2Peer, reset } from "../../scripts/interop/h2/index.ts";

/** The hooks; an absent hook keeps the behaviour of the reference. */
export interface StreamHooks {
  /** Changes a header section that this end sends. */
  readonly headers?: (fields: FieldLines) => FieldLines;
  /** Returns a function that changes content of this end before it is sent; it may drop octets. Called once for each stream. */
  readonly outgoing?: (stream: MutableStream) => (octets: Uint8Array) => Uint8Array;
  /** Returns a function that changes content of the peer, one DATA frame at a time. Called once for each stream. */
  readonly incoming?: (stream: MutableStream) => (octets: Uint8Array) => Uint8Array;
  /** Changes a header section of the peer. */
  readonly fields?: (fields: readonly Http2Field[]) => readonly Http2Field[];
  /** Replaces END_STREAM. */
  readonly end?: (stream: MutableStream, send: () => void) => void;
  /** Replaces RST_STREAM. */
  readonly reset?: (code: ResetCode, stream: MutableStream, send: (code: ResetCode) => void) => void;
  /** Runs before this end sends a header section. */
  readonly before?: (stream: MutableStream) => void;
  /** Changes the content of a refusal. */
  readonly content?: (octets: Uint8Array) => Uint8Array;
  /** Replaces the delivery of the peer's END_STREAM to the core. */
  readonly peerEnd?: (stream: MutableStream, take: () => void) => void;
  /** `false` returns no window. */
  readonly window?: boolean;
}

const MAX_DATA_OCTETS = 16384;
const WINDOW = 65535;

/** One HTTP/2 stream below a core. */
export class MutableStream implements Stream {
  readonly peer: Http2Peer;
  readonly id: number;
  core!: ConnectionCore;
  /** Whether this end has sent END_STREAM or RST_STREAM. */
  isOver = false;
  readonly #hooks: StreamHooks;
  readonly #outgoing: (octets: Uint8Array) => Uint8Array;
  readonly #incoming: (octets: Uint8Array) => Uint8Array;
  /** Octets that were taken from the core and wait for window. */
  #unsent: Uint8Array = new Uint8Array(0);
  #taken = 0;
  #wantsEnd = false;
  #pumping = false;
  #timer: NodeJS.Timeout | undefined;
  #pausedOctets = 0;
  #isPaused = false;

  constructor(peer: Http2Peer, id: number, hooks: StreamHooks) {
    this.peer = peer;
    this.id = id;
    this.#hooks = hooks;
    this.#outgoing = hooks.outgoing?.(this) ?? ((octets) => octets);
    this.#incoming = hooks.incoming?.(this) ?? ((octets) => octets);
    if (hooks.window === false) peer.withholdWindow(id);
  }

  sendHeaders(fields: FieldLines): void {
    this.#hooks.before?.(this);
    this.peer.send(headers(this.id, this.#hooks.headers?.(fields) ?? fields));
  }

  sendResponse(fields: FieldLines, content: Uint8Array): void {
    const body = this.#hooks.content?.(content) ?? content;
    this.isOver = true;
    this.peer.send(
      headers(this.id, this.#hooks.headers?.(fields) ?? fields, { endStream: body.length === 0 }),
      body.length === 0 ? [] : data(this.id, body, { endStream: true }),
    );
  }

  scheduleWrite(): void {
    queueMicrotask(() => this.pump());
  }

  sendEndStream(): void {
    this.#wantsEnd = true;
    this.pump();
  }

  sendReset(code: ResetCode): void {
    const send = (which: ResetCode): void => {
      if (this.isOver && code === "CANCEL" && this.#wantsEnd) return this.peer.send(reset(this.id, which));
      this.isOver = true;
      this.peer.send(reset(this.id, which));
    };
    if (this.#hooks.reset === undefined) send(code);
    else this.#hooks.reset(code, this, send);
    clearTimeout(this.#timer);
  }

  setReceivePaused(isPaused: boolean): void {
    this.#isPaused = isPaused;
    if (isPaused) return this.peer.withholdWindow(this.id);
    this.#pausedOctets = 0;
    this.peer.releaseWindow(this.id);
  }

  scheduleRead(): void {
    setImmediate(() => {
      this.core.resumeReading();
      this.settle(performance.now());
    });
  }

  windowForPeer(): number {
    return WINDOW - this.#pausedOctets;
  }

  /** Sends END_STREAM, regardless of the state of the core. */
  endAtOnce(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.peer.send(data(this.id, undefined, { endStream: true }));
  }

  /** Sends octets as far as the window allows. */
  pump(): void {
    if (this.#pumping) return;
    this.#pumping = true;
    while (!this.isOver && this.#step());
    this.#pumping = false;
    this.#endIfWanted();
  }

  #step(): boolean {
    const window = Math.min(this.peer.sendWindow(this.id), MAX_DATA_OCTETS);
    if (window <= 0) return false;
    if (this.#unsent.length === 0) {
      const taken = this.core.take(window);
      if (taken === undefined) return false;
      this.#taken = taken.length;
      this.#unsent = this.#outgoing(taken.slice());
    }
    const sent = this.#unsent.subarray(0, window);
    this.#unsent = this.#unsent.subarray(sent.length);
    if (sent.length > 0) this.peer.send(data(this.id, sent));
    if (this.#unsent.length === 0) this.core.sent(this.#taken);
    return true;
  }

  #endIfWanted(): void {
    if (!this.#wantsEnd || this.isOver || this.#unsent.length > 0) return;
    const send = (): void => this.endAtOnce();
    if (this.#hooks.end === undefined) send();
    else this.#hooks.end(this, send);
  }

  /** Receives content of the peer. */
  received(octets: Uint8Array, endStream: boolean): void {
    if (this.#isPaused) this.#pausedOctets += octets.length;
    if (octets.length > 0 || !endStream) this.core.receiveData(this.#incoming(octets.slice()));
    if (!endStream) return;
    const take = (): void => this.core.receiveEndStream();
    if (this.#hooks.peerEnd === undefined) take();
    else this.#hooks.peerEnd(this, take);
  }

  /** Sends octets and sets the timer to the core's deadline; called after every input. */
  settle(now: number): void {
    clearTimeout(this.#timer);
    this.pump();
    const { deadline } = this.core;
    if (deadline === undefined) return;
    this.#timer = setTimeout(
      () => {
        this.core.handleTimeout();
        this.settle(performance.now());
      },
      Math.max(0, deadline - now),
    );
    this.#timer.unref();
  }
}
