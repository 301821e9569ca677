/**
 * `CloseEvent`, which Node.js has by itself from version 23 on.
 *
 * @module
 */
import { exposeMembers } from "./web-idl.ts";

/** How a connection has ended. */
export interface CloseEventInit {
  /** Whether it was closed by both ends, and without a fault. */
  readonly wasClean?: boolean;
  /** The close code. */
  readonly code?: number;
  /** The reason that the peer gave. */
  readonly reason?: string;
}

/** The event `close`: a connection has ended, or none came of it. */
export class CloseEvent extends Event {
  readonly #init: CloseEventInit;

  /** @param type - the name of the event */
  constructor(type: string, init: CloseEventInit = {}) {
    super(type);
    this.#init = init;
  }

  /** Whether it was closed by both ends, and without a fault. */
  get wasClean(): boolean {
    return this.#init.wasClean ?? false;
  }

  /** The close code. */
  get code(): number {
    return this.#init.code ?? 0;
  }

  /** The reason that the peer gave; empty without one. */
  get reason(): string {
    return this.#init.reason ?? "";
  }
}

exposeMembers(CloseEvent);

type CloseEventConstructor = new (type: string, init?: CloseEventInit) => CloseEvent;

/** The class of the platform where there is one, so that `instanceof CloseEvent` holds there. */
const PlatformCloseEvent = (globalThis as { readonly CloseEvent?: CloseEventConstructor }).CloseEvent ?? CloseEvent;

/** Makes an event `close`. */
export function closeEvent(init: CloseEventInit): CloseEvent {
  return new PlatformCloseEvent("close", init);
}
