/**
 * A first-in, first-out queue that releases its memory as it empties.
 *
 * @module
 */

/** The number of consumed slots after which the array is copied without them. */
const COMPACT_AFTER = 1024;

/** A first-in, first-out queue. It allocates an array only for two items or more, since most queues hold at most one. */
export class Fifo<T> {
  /** The item of a queue of one. */
  #only: T | undefined;
  #items: (T | undefined)[] | undefined;
  #head = 0;

  /** The number of items. */
  get length(): number {
    if (this.#items === undefined) return this.#only === undefined ? 0 : 1;
    return this.#items.length - this.#head;
  }

  /** The oldest item. */
  get first(): T | undefined {
    return this.#items === undefined ? this.#only : this.#items[this.#head];
  }

  /** The newest item. */
  get last(): T | undefined {
    return this.#items === undefined ? this.#only : this.#items[this.#items.length - 1];
  }

  /** Adds an item at the end. */
  push(item: T): void {
    if (this.#items !== undefined) {
      this.#items.push(item);
    } else if (this.#only === undefined) {
      this.#only = item;
    } else {
      this.#items = [this.#only, item];
      this.#only = undefined;
    }
  }

  /** Removes and returns the oldest item; `undefined` from an empty queue. */
  shift(): T | undefined {
    if (this.#items !== undefined) return this.#shiftFrom(this.#items);
    const only = this.#only;
    this.#only = undefined;
    return only;
  }

  /** Removes all items. */
  clear(): void {
    this.#only = undefined;
    this.#items = undefined;
    this.#head = 0;
  }

  /** Removes the oldest item of the array, which is never empty: its last item takes the array with it. */
  #shiftFrom(items: (T | undefined)[]): T | undefined {
    const item = items[this.#head];
    items[this.#head] = undefined;
    this.#head += 1;
    if (this.#head === items.length) {
      this.clear();
    } else if (this.#head > COMPACT_AFTER && this.#head * 2 > items.length) {
      this.#items = items.slice(this.#head);
      this.#head = 0;
    }
    return item;
  }
}
