/**
 * One connection on one stream of HTTP: binds a core to what is below it, in both roles and all versions of HTTP alike.
 *
 * @module
 */
import type { Writable } from "node:stream";

import type { ConnectionCore, ResetCode, Stream } from "../../connection/index.ts";
import { limit } from "../../schema/limits.ts";
import type { FieldLines } from "../../wire/index.ts";
import type { InboundHandler } from "./inbound.ts";
import { Outbound, type OutboundSource } from "./outbound.ts";
import { nodeEnvironment } from "./node-environment.ts";
import { type WakeTarget, WakeTimer } from "./wake-timer.ts";

/** The stream below a core: when it gets its turn, and what becomes of it. */
export abstract class Binding<C extends ConnectionCore> implements Stream, OutboundSource, InboundHandler, WakeTarget {
  #core: C | undefined;
  #outbound: Outbound | undefined;
  readonly #timer = new WakeTimer(this);
  /** When a stream is given up that has outlived its connection, in ms of the clock. */
  #giveUpAt: number | undefined;
  /** Inputs that are being worked on. */
  #depth = 0;
  #outputReady = false;
  #scheduled = false;

  /**
   * How long a stream may outlive its connection, in ms: what was handed over, END_STREAM behind it, may wait for window, which a peer
   * that has ended its own side need never give.
   */
  lingerMs = limit.value("closeAtMost");
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
  get hasStream(): boolean {
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
    if (this.#outputReady) {
      this.#outputReady = false;
      this.#outbound?.flush();
    }
    if (core.state === "closed") this.#giveUpAt ??= nodeEnvironment.clock() + this.lingerMs;
    this.#timer.set(this.#giveUpAt ?? core.deadline);
  }

  /** @see {@link OutboundSource.take} */
  take(most: number): Uint8Array | undefined {
    return this.core.take(most);
  }

  /** @see {@link OutboundSource.sent} */
  sent(octets: number): void {
    this.input((core) => core.sent(octets));
    this.onprogress?.();
  }

  /** @see {@link InboundHandler.receive} */
  receive(octets: Uint8Array): void {
    this.input((core) => core.receiveData(octets));
  }

  /** @see {@link InboundHandler.endStream} */
  endStream(): void {
    this.input((core) => core.receiveEndStream());
  }

  /** The stream is gone. @param last - the last input */
  protected streamClosed(last: (core: C) => void): void {
    this.input(last);
    this.#timer.stop();
    // Who waits for room to write has waited long enough.
    this.onprogress?.();
    this.onend?.();
  }

  /** @see {@link WakeTarget.clock} */
  get clock(): () => number {
    return nodeEnvironment.clock;
  }

  /** @see {@link WakeTarget.wake} */
  wake(): void {
    if (this.#giveUpAt === undefined) this.input((core) => core.handleTimeout());
    else if (nodeEnvironment.clock() >= this.#giveUpAt) this.sendReset("NO_ERROR");
    else this.#timer.set(this.#giveUpAt);
  }

  /** @see {@link Stream.scheduleWrite} */
  scheduleWrite(): void {
    this.#outputReady = true;
    if (this.#depth > 0 || this.#scheduled) return;
    this.#scheduled = true;
    process.nextTick(Binding.#settleScheduled, this);
  }

  /** One function for all connections, so that a broadcast allocates none. */
  static #settleScheduled<C extends ConnectionCore>(binding: Binding<C>): void {
    binding.#scheduled = false;
    if (binding.#core !== undefined) binding.#settle(binding.#core);
  }

  /** @see {@link Stream.scheduleRead} */
  scheduleRead(): void {
    setImmediate(() => this.input((core) => core.resumeReading()));
  }

  /** @see {@link Stream.sendHeaders} */
  abstract sendHeaders(fields: FieldLines): void;
  /** @see {@link Stream.sendResponse} */
  abstract sendResponse(fields: FieldLines, content: Uint8Array): void;
  /** @see {@link Stream.sendEndStream} */
  abstract sendEndStream(): void;
  /** @see {@link Stream.sendReset} */
  abstract sendReset(code: ResetCode): void;
  /** @see {@link Stream.setReceivePaused} */
  abstract setReceivePaused(withheld: boolean): void;
  /** @see {@link Stream.peerWindow} */
  abstract peerWindow(): number;
}
