/**
 * Binds a core to one HTTP stream, in both roles and over every version of HTTP.
 *
 * @module
 */
import type { Writable } from "node:stream";

import type { ConnectionCore, ResetCode, Stream, TurnTask } from "../../connection/index.ts";
import { limit } from "../../schema/limits.ts";
import type { FieldLines } from "../../wire/index.ts";
import type { InboundHandler } from "./inbound.ts";
import { Outbound, type OutboundObserver, type OutboundSource } from "./outbound.ts";
import { nodeEnvironment, nodeTurns } from "./node-environment.ts";
import type { OctetObserver } from "./octet-observer.ts";
import { type WakeTarget, WakeTimer } from "./wake-timer.ts";

/** Is told about the progress and the end of a stream. */
export interface StreamObserver {
  /** Octets have been sent, or the stream has ended. */
  progress(): void;
  /** The stream has ended. Called once. */
  ended(): void;
}

/** The stream below a core: passes inputs to it, writes its output, and runs its timer. */
export abstract class Binding<C extends ConnectionCore> implements Stream, OutboundObserver, InboundHandler, WakeTarget, TurnTask {
  /** The bound core. It is set before the stream. */
  core!: C;
  /** Is told about the stream. */
  observer: StreamObserver | undefined;
  /** Sees the content in both directions; set before the stream. Only declared, which costs connections without one no memory. */
  declare octetObserver?: OctetObserver;
  #outbound: Outbound | undefined;
  readonly #timer = new WakeTimer(this);
  /** Time at which a stream that outlives its connection is reset, in ms of the clock. */
  #resetAt: number | undefined;
  /** Number of nested calls of {@link Binding.input}. */
  #depth = 0;
  #outputReady = false;
  #scheduled = false;

  /**
   * Time for which a stream may outlive its connection, in ms; the default is the `refusalLinger` limit. The content of a refusal may
   * wait for window, which a peer that has ended its own side may never give.
   */
  lingerMs = limit.value("refusalLinger");

  /** Sets the stream for output. */
  protected set output(stream: Writable) {
    this.#outbound = new Outbound(stream, this.#source, this);
  }

  /** The source of the octets to send: the core, with the observer behind it if there is one. */
  get #source(): OutboundSource {
    const { core, octetObserver } = this;
    if (octetObserver === undefined) return core;
    return {
      take(most) {
        const octets = core.take(most);
        if (octets !== undefined) octetObserver.sent(octets);
        return octets;
      },
    };
  }

  /** The receiver of the content: this binding, with the observer before it if there is one. */
  protected get contentHandler(): InboundHandler {
    const { core, octetObserver } = this;
    if (octetObserver === undefined) return this;
    return {
      receive: (octets) => {
        // The content of a refusal is no frames.
        if (core.state !== "refused") octetObserver.received(octets);
        this.receive(octets);
      },
      endStream: () => this.endStream(),
    };
  }

  /** Whether a stream has been set. */
  get hasStream(): boolean {
    return this.#outbound !== undefined;
  }

  /** Passes an input to the core, then writes its output and sets the timer. Does nothing if the connection is closed. */
  input(call: (core: C) => void): void {
    const { core } = this;
    if (core.state === "closed") return;
    this.#depth += 1;
    try {
      call(core);
    } finally {
      this.#depth -= 1;
      if (this.#depth === 0) this.#settle();
    }
  }

  #settle(): void {
    if (this.#outputReady) {
      this.#outputReady = false;
      this.#outbound?.flush();
    }
    const { deadline } = this.core;
    if (deadline !== undefined) this.#timer.set(deadline);
    else if (this.core.state === "closed") this.#timer.set((this.#resetAt ??= nodeEnvironment.clock() + this.lingerMs));
  }

  /** @see {@link OutboundObserver.sent} */
  sent(octets: number): void {
    this.input((core) => core.sent(octets));
    this.observer?.progress();
  }

  /** @see {@link InboundHandler.receive} */
  receive(octets: Uint8Array): void {
    this.input((core) => core.receiveData(octets));
  }

  /** @see {@link InboundHandler.endStream} */
  endStream(): void {
    this.input((core) => core.receiveEndStream());
  }

  /**
   * Ends the binding when the stream has ended.
   *
   * @param lastInput - reports the end to the core
   */
  protected streamClosed(lastInput: (core: C) => void): void {
    this.input(lastInput);
    this.#timer.stop();
    // Settles writes that wait for the send buffer to drain.
    this.observer?.progress();
    this.observer?.ended();
  }

  /** @see {@link WakeTarget.clock} */
  get clock(): () => number {
    return nodeEnvironment.clock;
  }

  /** @see {@link WakeTarget.keepsProcess} */
  get keepsProcess(): boolean {
    return false;
  }

  /** @see {@link WakeTarget.wake} */
  wake(): void {
    if (this.#resetAt === undefined) this.input((core) => core.handleTimeout());
    else if (nodeEnvironment.clock() >= this.#resetAt) this.sendReset("NO_ERROR");
    else this.#timer.set(this.#resetAt);
  }

  /** @see {@link Stream.scheduleWrite} */
  scheduleWrite(): void {
    this.#outputReady = true;
    if (this.#depth > 0 || this.#scheduled) return;
    this.#scheduled = true;
    process.nextTick(Binding.#settleScheduled, this);
  }

  /** Shared by all connections, so that a broadcast allocates no closures. */
  static #settleScheduled<C extends ConnectionCore>(binding: Binding<C>): void {
    binding.#scheduled = false;
    binding.#settle();
  }

  /** @see {@link Stream.scheduleRead} */
  scheduleRead(): void {
    nodeTurns.schedule(this);
  }

  /** @see {@link TurnTask.takeTurn} */
  takeTurn(): void {
    this.input((core) => core.resumeReading());
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
  abstract setReceivePaused(paused: boolean): void;
  /** @see {@link Stream.windowForPeer} */
  abstract windowForPeer(): number;
}
