/**
 * `CloseEvent`, which Node.js provides from version 23 on.
 *
 * @module
 */
import { exposeMembers } from "./web-idl.ts";

/** Members of a {@link CloseEvent}. */
export interface CloseEventInit {
  /** Whether both ends closed the connection without a fault. The default is `false`. */
  readonly wasClean?: boolean;
  /** Close code. The default is 0. */
  readonly code?: number;
  /** Reason that the peer sent. The default is the empty string. */
  readonly reason?: string;
}

/** Event `close`: the connection ended, or did not open. */
export class CloseEvent extends Event {
  readonly #init: CloseEventInit;

  /**
   * @param type - name of the event
   * @param init - members of the event
   */
  constructor(type: string, init: CloseEventInit = {}) {
    super(type);
    this.#init = init;
  }

  /** Whether both ends closed the connection without a fault. */
  get wasClean(): boolean {
    return this.#init.wasClean ?? false;
  }

  /** Close code. */
  get code(): number {
    return this.#init.code ?? 0;
  }

  /** Reason that the peer sent; empty if none. */
  get reason(): string {
    return this.#init.reason ?? "";
  }
}

exposeMembers(CloseEvent);

type CloseEventConstructor = new (type: string, init?: CloseEventInit) => CloseEvent;

/** The class of the platform, if any, so that `instanceof CloseEvent` holds there. */
const PlatformCloseEvent = (globalThis as { readonly CloseEvent?: CloseEventConstructor }).CloseEvent ?? CloseEvent;

/** Returns an event `close`. */
export function closeEvent(init: CloseEventInit): CloseEvent {
  return new PlatformCloseEvent("close", init);
}
