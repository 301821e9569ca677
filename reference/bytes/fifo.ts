/**
 * A queue that gives up its memory as it empties.
 *
 * @module
 */

/** Slots behind which the queue is moved to the front of its array. */
const COMPACT_AFTER = 1024;

/** First in, first out. Most queues hold at most one item at a time, which needs no array. */
export class Fifo<T> {
  /** The item, until a second one waits beside it. */
  #only: T | undefined;
  #items: (T | undefined)[] | undefined;
  #head = 0;

  /** How many items wait. */
  get length(): number {
    if (this.#items === undefined) return this.#only === undefined ? 0 : 1;
    return this.#items.length - this.#head;
  }

  /** The item that comes out next. */
  get first(): T | undefined {
    return this.#items === undefined ? this.#only : this.#items[this.#head];
  }

  /** The item that came in last. */
  get last(): T | undefined {
    return this.#items === undefined ? this.#only : this.#items[this.#items.length - 1];
  }

  /** Puts an item at the end. */
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

  /** Takes the first item. */
  shift(): T | undefined {
    return this.#items === undefined ? this.#shiftOnly() : this.#shiftFrom(this.#items);
  }

  /** Drops all items. */
  clear(): void {
    this.#only = undefined;
    this.#items = undefined;
    this.#head = 0;
  }

  #shiftOnly(): T | undefined {
    const only = this.#only;
    this.#only = undefined;
    return only;
  }

  /** An array is never empty: the last item takes it along. */
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
