/**
 * The reference connection on a stream of the lab, with places at which a mutant changes what goes in and out.
 */
import type { ConnectionCore, ResetCode, Stream } from "../../reference/connection/index.ts";
import type { FieldLines } from "../../reference/wire/index.ts";
import { data, type Http2Field, headers, type Http2Peer, reset } from "../../scripts/interop/h2/index.ts";

/** Where a mutant differs; what is absent is as the reference does it. */
export interface StreamHooks {
  /** The header section that this end sends. */
  readonly headers?: (fields: FieldLines) => FieldLines;
  /** Content of this end, in the cut in which it goes out; may come to nothing. One call a connection makes its state. */
  readonly outgoing?: (stream: MutableStream) => (octets: Uint8Array) => Uint8Array;
  /** Content of the peer, in the cut in which it came. */
  readonly incoming?: (stream: MutableStream) => (octets: Uint8Array) => Uint8Array;
  /** The header section of the peer. */
  readonly fields?: (fields: readonly Http2Field[]) => readonly Http2Field[];
  /** Does instead of END_STREAM what it likes. */
  readonly end?: (stream: MutableStream, send: () => void) => void;
  /** Does instead of RST_STREAM what it likes. */
  readonly reset?: (code: ResetCode, stream: MutableStream, send: (code: ResetCode) => void) => void;
  /** Is told of a header section that this end is about to send. */
  readonly before?: (stream: MutableStream) => void;
  /** The content of a refusal. */
  readonly content?: (octets: Uint8Array) => Uint8Array;
  /** What the peer's END_STREAM is to the core. */
  readonly peerEnd?: (stream: MutableStream, take: () => void) => void;
  /** Whether window is given back. */
  readonly window?: boolean;
}

const MAX_DATA_OCTETS = 16384;
const WINDOW = 65535;

/** One stream of HTTP/2 below a core. */
export class MutableStream implements Stream {
  readonly peer: Http2Peer;
  readonly id: number;
  core!: ConnectionCore;
  /** Whether this end has sent END_STREAM or RST_STREAM. */
  over = false;
  readonly #hooks: StreamHooks;
  readonly #outgoing: (octets: Uint8Array) => Uint8Array;
  readonly #incoming: (octets: Uint8Array) => Uint8Array;
  /** Octets that were taken and find no window. */
  #unsent: Uint8Array = new Uint8Array(0);
  #taken = 0;
  #wantsEnd = false;
  #pumping = false;
  #timer: NodeJS.Timeout | undefined;
  #withheldOctets = 0;
  #withheld = false;

  constructor(peer: Http2Peer, id: number, edges: StreamHooks) {
    this.peer = peer;
    this.id = id;
    this.#hooks = edges;
    this.#outgoing = edges.outgoing?.(this) ?? ((octets) => octets);
    this.#incoming = edges.incoming?.(this) ?? ((octets) => octets);
    if (edges.window === false) peer.withholdWindow(id);
  }

  sendHeaders(fields: FieldLines): void {
    this.#hooks.before?.(this);
    this.peer.send(headers(this.id, this.#hooks.headers?.(fields) ?? fields));
  }

  sendResponse(fields: FieldLines, content: Uint8Array): void {
    const body = this.#hooks.content?.(content) ?? content;
    this.over = true;
    this.peer.send(headers(this.id, this.#hooks.headers?.(fields) ?? fields, { endStream: body.length === 0 }), body.length === 0 ? [] : data(this.id, body, { endStream: true }));
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
      if (this.over && code === "CANCEL" && this.#wantsEnd) return this.peer.send(reset(this.id, which));
      this.over = true;
      this.peer.send(reset(this.id, which));
    };
    if (this.#hooks.reset === undefined) send(code);
    else this.#hooks.reset(code, this, send);
    clearTimeout(this.#timer);
  }

  setReceivePaused(withheld: boolean): void {
    this.#withheld = withheld;
    if (withheld) return this.peer.withholdWindow(this.id);
    this.#withheldOctets = 0;
    this.peer.releaseWindow(this.id);
  }

  scheduleRead(): void {
    setImmediate(() => {
      this.core.resumeReading();
      this.settle(performance.now());
    });
  }

  peerWindow(): number {
    return WINDOW - this.#withheldOctets;
  }

  /** Ends this side at once, whatever the core thinks. */
  endAtOnce(): void {
    if (this.over) return;
    this.over = true;
    this.peer.send(data(this.id, undefined, { endStream: true }));
  }

  /** Sends what waits as far as window allows. */
  pump(): void {
    if (this.#pumping) return;
    this.#pumping = true;
    while (!this.over && this.#step());
    this.#pumping = false;
    this.#endIfWanted();
  }

  #step(): boolean {
    const room = Math.min(this.peer.sendWindow(this.id), MAX_DATA_OCTETS);
    if (room <= 0) return false;
    if (this.#unsent.length === 0) {
      const taken = this.core.take(room);
      if (taken === undefined) return false;
      this.#taken = taken.length;
      this.#unsent = this.#outgoing(taken.slice());
    }
    const now = this.#unsent.subarray(0, room);
    this.#unsent = this.#unsent.subarray(now.length);
    if (now.length > 0) this.peer.send(data(this.id, now));
    if (this.#unsent.length === 0) this.core.sent(this.#taken);
    return true;
  }

  #endIfWanted(): void {
    if (!this.#wantsEnd || this.over || this.#unsent.length > 0) return;
    const send = (): void => this.endAtOnce();
    if (this.#hooks.end === undefined) send();
    else this.#hooks.end(this, send);
  }

  /** Content of the peer. */
  received(octets: Uint8Array, endStream: boolean): void {
    if (this.#withheld) this.#withheldOctets += octets.length;
    if (octets.length > 0 || !endStream) this.core.receiveData(this.#incoming(octets.slice()));
    if (!endStream) return;
    const take = (): void => this.core.receiveEndStream();
    if (this.#hooks.peerEnd === undefined) take();
    else this.#hooks.peerEnd(this, take);
  }

  /** After every input: the timer follows the core's deadline. */
  settle(now: number): void {
    clearTimeout(this.#timer);
    this.pump();
    const { deadline } = this.core;
    if (deadline === undefined) return;
    this.#timer = setTimeout(() => {
      this.core.handleTimeout();
      this.settle(performance.now());
    }, Math.max(0, deadline - now));
    this.#timer.unref();
  }
}
