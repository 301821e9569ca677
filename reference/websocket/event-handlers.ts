/**
 * Event handler attributes, such as `onmessage`. Replacing a handler keeps its place in the order of the listeners.
 *
 * @module
 */

/** Value of an event handler attribute of a target. An object that is no function is stored and not called. */
export type EventHandler<E extends Event, Target = unknown> = ((this: Target, event: E) => unknown) | null;

interface EventHandlerEntry {
  handler: EventHandler<never>;
  readonly listener: (event: Event) => void;
}

/** Event handler attributes of one target. */
export class EventHandlers {
  readonly #target: EventTarget;
  readonly #entries = new Map<string, EventHandlerEntry>();

  /** @param target - target that dispatches the events */
  constructor(target: EventTarget) {
    this.#target = target;
  }

  /** Returns the handler of a type of event; `null` for none. */
  get<E extends Event, Target = unknown>(type: string): EventHandler<E, Target> {
    return (this.#entries.get(type)?.handler ?? null) as EventHandler<E, Target>;
  }

  /** Sets the handler of a type of event; a value that is neither a function nor an object removes it. */
  set(type: string, handler: unknown): void {
    const entry = this.#entries.get(type);
    const isHandler = typeof handler === "function" || (typeof handler === "object" && handler !== null);
    if (!isHandler) this.#remove(type, entry);
    else if (entry === undefined) this.#add(type, handler as EventHandler<never>);
    else entry.handler = handler as EventHandler<never>;
  }

  #add(type: string, handler: EventHandler<never>): void {
    const listener = (event: Event): void => {
      if (typeof entry.handler === "function") entry.handler.call(this.#target, event as never);
    };
    const entry: EventHandlerEntry = { handler, listener };
    this.#entries.set(type, entry);
    this.#target.addEventListener(type, listener);
  }

  #remove(type: string, entry: EventHandlerEntry | undefined): void {
    if (entry === undefined) return;
    this.#entries.delete(type);
    this.#target.removeEventListener(type, entry.listener);
  }
}
