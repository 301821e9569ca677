/**
 * One connection on one stream of HTTP: binds a core to what is below it, in both roles and all versions of HTTP alike.
 *
 * @module
 */
import type { Writable } from "node:stream";

import type { ConnectionCore, ResetCode, Stream } from "../connection/index.ts";
import { limit } from "../schema/limits.ts";
import type { Fields } from "../wire/index.ts";
import type { Receiver } from "./inbound.ts";
import { Outbound, type Sender } from "./outbound.ts";
import { surroundings } from "./surroundings.ts";
import { type Sleeper, WakeTimer } from "./timer.ts";

/** The stream below a core: when it gets its turn, and what becomes of it. */
export abstract class Binding<C extends ConnectionCore> implements Stream, Sender, Receiver, Sleeper {
  #core: C | undefined;
  #outbound: Outbound | undefined;
  readonly #timer = new WakeTimer(this);
  /** When a stream is given up that has outlived its connection, in ms of the clock. */
  #givenUp: number | undefined;
  /** Inputs that are being worked on. */
  #depth = 0;
  #ready = false;
  #scheduled = false;

  /**
   * How long a stream may outlive its connection, in ms: what was handed over, END_STREAM behind it, may wait for window, which a peer
   * that has ended its own side need never give.
   */
  patience = limit.value("closeAtMost");
  /** Called when the stream is gone, once. */
  onend: (() => void) | undefined;
  /** Called when octets have gone out. */
  onprogress: (() => void) | undefined;

  /** The core that is bound. */
  get core(): C {
    return this.#core as C;
  }

  set core(core: C) {
    this.#core = core;
  }

  /** Where output goes, once it can. */
  protected set output(stream: Writable) {
    this.#outbound = new Outbound(stream, this);
  }

  /** Whether there is a stream, or was. */
  get began(): boolean {
    return this.#outbound !== undefined;
  }

  /** Gives the core an input; behind it goes out what can, and the timer is set. */
  input(work: (core: C) => void): void {
    const core = this.#core;
    if (core === undefined || core.state === "closed") return;
    this.#depth += 1;
    try {
      work(core);
    } finally {
      this.#depth -= 1;
      if (this.#depth === 0) this.#settle(core);
    }
  }

  #settle(core: C): void {
    if (this.#ready) {
      this.#ready = false;
      this.#outbound?.flush();
    }
    if (core.state === "closed") this.#givenUp ??= surroundings.clock() + this.patience;
    this.#timer.set(this.#givenUp ?? core.deadline);
  }

  /** @see {@link Sender.take} */
  take(most: number): Uint8Array | undefined {
    return this.core.take(most);
  }

  /** @see {@link Sender.sent} */
  sent(octets: number): void {
    this.input((core) => core.sent(octets));
    this.onprogress?.();
  }

  /** @see {@link Receiver.receive} */
  receive(octets: Uint8Array): void {
    this.input((core) => core.receive(octets));
  }

  /** @see {@link Receiver.endStream} */
  endStream(): void {
    this.input((core) => core.endStream());
  }

  /** The stream is gone. @param last - the last input */
  protected gone(last: (core: C) => void): void {
    this.input(last);
    this.#timer.stop();
    // Who waits for room to write has waited long enough.
    this.onprogress?.();
    this.onend?.();
  }

  /** @see {@link Sleeper.clock} */
  get clock(): () => number {
    return surroundings.clock;
  }

  /** @see {@link Sleeper.wake} */
  wake(): void {
    if (this.#givenUp === undefined) this.input((core) => core.wake());
    else if (surroundings.clock() >= this.#givenUp) this.reset("NO_ERROR");
    else this.#timer.set(this.#givenUp);
  }

  /** @see {@link Stream.ready} */
  ready(): void {
    this.#ready = true;
    if (this.#depth > 0 || this.#scheduled) return;
    this.#scheduled = true;
    process.nextTick(Binding.#settleScheduled, this);
  }

  /** One function for all connections, so that a broadcast allocates none. */
  static #settleScheduled<C extends ConnectionCore>(binding: Binding<C>): void {
    binding.#scheduled = false;
    if (binding.#core !== undefined) binding.#settle(binding.#core);
  }

  /** @see {@link Stream.again} */
  again(): void {
    setImmediate(() => this.input((core) => core.goOn()));
  }

  /** @see {@link Stream.headers} */
  abstract headers(fields: Fields): void;
  /** @see {@link Stream.respond} */
  abstract respond(fields: Fields, content: Uint8Array): void;
  /** @see {@link Stream.end} */
  abstract end(): void;
  /** @see {@link Stream.reset} */
  abstract reset(code: ResetCode): void;
  /** @see {@link Stream.withhold} */
  abstract withhold(withheld: boolean): void;
  /** @see {@link Stream.peerWindow} */
  abstract peerWindow(): number;
}
