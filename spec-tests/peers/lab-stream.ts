/**
 * The reference connection on a stream of the lab, with places at which a mutant changes what goes in and out.
 */
import type { ConnectionCore, ResetCode, Stream } from "../../reference/connection/index.ts";
import type { Fields } from "../../reference/wire/index.ts";
import { data, type Field, headers, type Peer, reset } from "../../scripts/interop/h2/index.ts";

/** Where a mutant differs; what is absent is as the reference does it. */
export interface Edges {
  /** The header section that this end sends. */
  readonly headers?: (fields: Fields) => Fields;
  /** Content of this end, in the cut in which it goes out; may come to nothing. One call a connection makes its state. */
  readonly out?: (stream: LabStream) => (octets: Uint8Array) => Uint8Array;
  /** Content of the peer, in the cut in which it came. */
  readonly in?: (stream: LabStream) => (octets: Uint8Array) => Uint8Array;
  /** The header section of the peer. */
  readonly fields?: (fields: readonly Field[]) => readonly Field[];
  /** Does instead of END_STREAM what it likes. */
  readonly end?: (stream: LabStream, send: () => void) => void;
  /** Does instead of RST_STREAM what it likes. */
  readonly reset?: (code: ResetCode, stream: LabStream, send: (code: ResetCode) => void) => void;
  /** Is told of a header section that this end is about to send. */
  readonly before?: (stream: LabStream) => void;
  /** The content of a refusal. */
  readonly content?: (octets: Uint8Array) => Uint8Array;
  /** What the peer's END_STREAM is to the core. */
  readonly peerEnd?: (stream: LabStream, take: () => void) => void;
  /** Whether window is given back. */
  readonly window?: boolean;
}

const MOST = 16384;
const WINDOW = 65535;

/** One stream of HTTP/2 below a core. */
export class LabStream implements Stream {
  readonly peer: Peer;
  readonly id: number;
  core!: ConnectionCore;
  /** Whether this end has sent END_STREAM or RST_STREAM. */
  over = false;
  readonly #edges: Edges;
  readonly #out: (octets: Uint8Array) => Uint8Array;
  readonly #in: (octets: Uint8Array) => Uint8Array;
  /** Octets that were taken and find no window. */
  #rest: Uint8Array = new Uint8Array(0);
  #taken = 0;
  #wantsEnd = false;
  #pumping = false;
  #timer: NodeJS.Timeout | undefined;
  #owed = 0;
  #withheld = false;

  constructor(peer: Peer, id: number, edges: Edges) {
    this.peer = peer;
    this.id = id;
    this.#edges = edges;
    this.#out = edges.out?.(this) ?? ((octets) => octets);
    this.#in = edges.in?.(this) ?? ((octets) => octets);
    if (edges.window === false) peer.withhold(id);
  }

  headers(fields: Fields): void {
    this.#edges.before?.(this);
    this.peer.send(headers(this.id, this.#edges.headers?.(fields) ?? fields));
  }

  respond(fields: Fields, content: Uint8Array): void {
    const body = this.#edges.content?.(content) ?? content;
    this.over = true;
    this.peer.send(headers(this.id, this.#edges.headers?.(fields) ?? fields, { endStream: body.length === 0 }), body.length === 0 ? [] : data(this.id, body, { endStream: true }));
  }

  ready(): void {
    queueMicrotask(() => this.pump());
  }

  end(): void {
    this.#wantsEnd = true;
    this.pump();
  }

  reset(code: ResetCode): void {
    const send = (which: ResetCode): void => {
      if (this.over && code === "CANCEL" && this.#wantsEnd) return this.peer.send(reset(this.id, which));
      this.over = true;
      this.peer.send(reset(this.id, which));
    };
    if (this.#edges.reset === undefined) send(code);
    else this.#edges.reset(code, this, send);
    clearTimeout(this.#timer);
  }

  withhold(withheld: boolean): void {
    this.#withheld = withheld;
    if (withheld) return this.peer.withhold(this.id);
    this.#owed = 0;
    this.peer.release(this.id);
  }

  again(): void {
    setImmediate(() => {
      this.core.goOn();
      this.settle(performance.now());
    });
  }

  peerWindow(): number {
    return WINDOW - this.#owed;
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
    const room = Math.min(this.peer.room(this.id), MOST);
    if (room <= 0) return false;
    if (this.#rest.length === 0) {
      const taken = this.core.take(room);
      if (taken === undefined) return false;
      this.#taken = taken.length;
      this.#rest = this.#out(taken.slice());
    }
    const now = this.#rest.subarray(0, room);
    this.#rest = this.#rest.subarray(now.length);
    if (now.length > 0) this.peer.send(data(this.id, now));
    if (this.#rest.length === 0) this.core.sent(this.#taken);
    return true;
  }

  #endIfWanted(): void {
    if (!this.#wantsEnd || this.over || this.#rest.length > 0) return;
    const send = (): void => this.endAtOnce();
    if (this.#edges.end === undefined) send();
    else this.#edges.end(this, send);
  }

  /** Content of the peer. */
  received(octets: Uint8Array, endStream: boolean): void {
    if (this.#withheld) this.#owed += octets.length;
    if (octets.length > 0 || !endStream) this.core.receive(this.#in(octets.slice()));
    if (!endStream) return;
    const take = (): void => this.core.endStream();
    if (this.#edges.peerEnd === undefined) take();
    else this.#edges.peerEnd(this, take);
  }

  /** After every input: the timer follows the core's deadline. */
  settle(now: number): void {
    clearTimeout(this.#timer);
    this.pump();
    const { deadline } = this.core;
    if (deadline === undefined) return;
    this.#timer = setTimeout(() => {
      this.core.wake();
      this.settle(performance.now());
    }, Math.max(0, deadline - now));
    this.#timer.unref();
  }
}
