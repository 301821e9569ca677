/**
 * Event handler attributes, such as `onmessage`: a listener that keeps its place among the others while it is replaced.
 *
 * @module
 */

/** What an event handler attribute holds; an object that cannot be called is held and not called. */
export type EventHandler<E extends Event> = ((this: unknown, event: E) => unknown) | null;

interface EventHandlerEntry {
  handler: EventHandler<never>;
  readonly listener: (event: Event) => void;
}

/** The event handler attributes of one target. */
export class EventHandlers {
  readonly #target: EventTarget;
  readonly #entries = new Map<string, EventHandlerEntry>();

  /** @param target - dispatches the events */
  constructor(target: EventTarget) {
    this.#target = target;
  }

  /** The handler of a type of event; `null` without one. */
  get<E extends Event>(type: string): EventHandler<E> {
    return (this.#entries.get(type)?.handler ?? null) as EventHandler<E>;
  }

  /** Sets the handler of a type of event; what is neither a function nor an object removes it. */
  set(type: string, handler: unknown): void {
    const held = this.#entries.get(type);
    const none = handler === null || (typeof handler !== "function" && typeof handler !== "object");
    if (none) this.#remove(type, held);
    else if (held === undefined) this.#add(type, handler as EventHandler<never>);
    else held.handler = handler as EventHandler<never>;
  }

  #add(type: string, handler: EventHandler<never>): void {
    const listener = (event: Event): void => {
      if (typeof held.handler === "function") held.handler.call(this.#target, event as never);
    };
    const held: EventHandlerEntry = { handler, listener };
    this.#entries.set(type, held);
    this.#target.addEventListener(type, held.listener);
  }

  #remove(type: string, held: EventHandlerEntry | undefined): void {
    if (held === undefined) return;
    this.#entries.delete(type);
    this.#target.removeEventListener(type, held.listener);
  }
}
