/**
 * Values by several keys at once, without keeping the objects among the keys alive.
 *
 * @module
 */

/** Entry below a sequence of keys. */
interface CacheNode<T> {
  readonly objects: WeakMap<object, CacheNode<T>>;
  readonly others: Map<unknown, CacheNode<T>>;
  value?: T;
}

/** Children of an entry. */
interface Children<K, T> {
  get(key: K): CacheNode<T> | undefined;
  set(key: K, child: CacheNode<T>): unknown;
}

function childOf<K, T>(children: Children<K, T>, key: K): CacheNode<T> {
  const child = children.get(key) ?? newNode<T>();
  children.set(key, child);
  return child;
}

const newNode = <T>(): CacheNode<T> => ({ objects: new WeakMap(), others: new Map() });

const isObject = (key: unknown): key is object => (typeof key === "object" && key !== null) || typeof key === "function";

/** Holds one value for each sequence of keys; objects and functions are compared by identity and do not stay in memory. */
export class KeyedCache<T> {
  readonly #root = newNode<T>();

  /**
   * Returns the value of a sequence of keys, which is made at the first call.
   *
   * @param keys - as many at each call
   */
  get(keys: readonly unknown[], make: () => T): T {
    let node = this.#root;
    for (const key of keys) {
      node = isObject(key) ? childOf(node.objects, key) : childOf(node.others, key);
    }
    return (node.value ??= make());
  }
}
