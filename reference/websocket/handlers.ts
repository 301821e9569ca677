/**
 * Event handler attributes, such as `onmessage`: a listener that keeps its place among the others while it is replaced.
 *
 * @module
 */

/** What an event handler attribute holds; an object that cannot be called is held and not called. */
export type Handler<E extends Event> = ((this: unknown, event: E) => unknown) | null;

interface Held {
  handler: Handler<never>;
  readonly listener: (event: Event) => void;
}

/** The event handler attributes of one target. */
export class Handlers {
  readonly #target: EventTarget;
  readonly #held = new Map<string, Held>();

  /** @param target - dispatches the events */
  constructor(target: EventTarget) {
    this.#target = target;
  }

  /** The handler of a type of event; `null` without one. */
  get<E extends Event>(type: string): Handler<E> {
    return (this.#held.get(type)?.handler ?? null) as Handler<E>;
  }

  /** Sets the handler of a type of event; what is neither a function nor an object removes it. */
  set(type: string, handler: unknown): void {
    const held = this.#held.get(type);
    const none = handler === null || (typeof handler !== "function" && typeof handler !== "object");
    if (none) this.#remove(type, held);
    else if (held === undefined) this.#add(type, handler as Handler<never>);
    else held.handler = handler as Handler<never>;
  }

  #add(type: string, handler: Handler<never>): void {
    const listener = (event: Event): void => {
      if (typeof held.handler === "function") held.handler.call(this.#target, event as never);
    };
    const held: Held = { handler, listener };
    this.#held.set(type, held);
    this.#target.addEventListener(type, held.listener);
  }

  #remove(type: string, held: Held | undefined): void {
    if (held === undefined) return;
    this.#held.delete(type);
    this.#target.removeEventListener(type, held.listener);
  }
}
