/**
 * `CloseEvent`, which Node.js provides from version 23 on.
 *
 * @module
 */
import { exposeMembers } from "./web-idl.ts";

/** Members of a {@link CloseEvent}. */
export interface CloseEventInit {
  /** Whether the event bubbles. The default is `false`. */
  readonly bubbles?: boolean;
  /** Whether `preventDefault` has an effect. The default is `false`. */
  readonly cancelable?: boolean;
  /** Whether the event crosses the boundary of a shadow tree. The default is `false`. */
  readonly composed?: boolean;
  /** Whether both ends closed the connection without a fault. The default is `false`. */
  readonly wasClean?: boolean;
  /** Close code. The default is 0. */
  readonly code?: number;
  /** Reason that the peer sent. The default is the empty string. */
  readonly reason?: string;
}

/** Event `close`: the connection ended, or did not open. */
export interface CloseEvent extends Event {
  /** Whether both ends closed the connection without a fault. */
  readonly wasClean: boolean;
  /** Close code. */
  readonly code: number;
  /** Reason that the peer sent; empty if none. */
  readonly reason: string;
}

/** Class of close events. */
export interface CloseEventConstructor {
  /** Prototype of the events. */
  readonly prototype: CloseEvent;
  /**
   * Makes an event.
   *
   * @param type - name of the event
   * @param init - members of the event
   * @throws TypeError without an argument
   */
  new (type: string, init?: CloseEventInit): CloseEvent;
}

/** Converts a number to 16 bits, as an `unsigned short` of Web IDL. Unlike `Number`, the unary plus throws for a BigInt. */
const toUint16 = (value: unknown): number => new Uint16Array([+(value as number)])[0] as number;

/** `CloseEvent` of older versions of Node.js. */
class PortableCloseEvent extends Event {
  readonly #wasClean: boolean;
  readonly #code: number;
  readonly #reason: string;

  constructor(type: string, init: CloseEventInit | null = {}) {
    if (arguments.length === 0) throw new TypeError("expected the name of the event");
    super(type, init ?? {});
    const { code = 0, reason = "", wasClean = false } = init ?? {};
    this.#code = toUint16(code);
    this.#reason = `${reason}`.toWellFormed();
    this.#wasClean = Boolean(wasClean);
  }

  get wasClean(): boolean {
    return this.#wasClean;
  }

  get code(): number {
    return this.#code;
  }

  get reason(): string {
    return this.#reason;
  }
}

Object.defineProperty(PortableCloseEvent, "name", { value: "CloseEvent" });
exposeMembers(PortableCloseEvent);

/** Returns the class of the platform, if any, so that `instanceof` holds for its global name too. */
export function closeEventClass({ CloseEvent }: { readonly CloseEvent?: CloseEventConstructor }): CloseEventConstructor {
  return CloseEvent ?? PortableCloseEvent;
}

/** Class of the event `close`: that of the platform, or an equal one where Node.js has none. */
export const CloseEvent: CloseEventConstructor = closeEventClass(globalThis as { readonly CloseEvent?: CloseEventConstructor });

/** Returns an event `close`. */
export function closeEvent(init: CloseEventInit): CloseEvent {
  return new CloseEvent("close", init);
}
