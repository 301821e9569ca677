/**
 * A first-in, first-out queue that releases its memory as it empties.
 *
 * @module
 */

/** The number of consumed slots after which the array is copied without them. */
const COMPACT_AFTER = 1024;

/** A first-in, first-out queue. It allocates an array only for two items or more, since most queues hold at most one. */
export class Fifo<T> {
  /** The oldest item; `undefined` in an empty queue. Only the queue sets it. */
  first: T | undefined;
  /** All items, the oldest at the index `#head`; `undefined` for a queue of at most one. */
  #items: (T | undefined)[] | undefined;
  #head = 0;

  /** The number of items. */
  get length(): number {
    if (this.#items === undefined) return this.first === undefined ? 0 : 1;
    return this.#items.length - this.#head;
  }

  /** The newest item. */
  get last(): T | undefined {
    return this.#items === undefined ? this.first : this.#items[this.#items.length - 1];
  }

  /** Adds an item at the end. */
  push(item: T): void {
    if (this.#items !== undefined) this.#items.push(item);
    else if (this.first === undefined) this.first = item;
    else this.#items = [this.first, item];
  }

  /** Removes and returns the oldest item; `undefined` from an empty queue. */
  shift(): T | undefined {
    const oldest = this.first;
    if (this.#items === undefined) this.first = undefined;
    else this.#advance(this.#items);
    return oldest;
  }

  /** Removes all items. */
  clear(): void {
    this.first = undefined;
    this.#items = undefined;
    this.#head = 0;
  }

  /** Advances to the next item of the array. The last item takes the array with it. */
  #advance(items: (T | undefined)[]): void {
    items[this.#head] = undefined;
    this.#head += 1;
    if (this.#head === items.length) {
      this.clear();
      return;
    }
    this.first = items[this.#head];
    if (this.#head > COMPACT_AFTER && this.#head * 2 > items.length) {
      this.#items = items.slice(this.#head);
      this.#head = 0;
    }
  }
}
