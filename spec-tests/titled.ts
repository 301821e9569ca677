/**
 * Titles of tests that share a module.
 *
 * @module
 */
import type { TestFn } from "ava";

/** Returns AVA's `test`, with all its variants, with a prefix before each title. */
export function titled<T extends TestFn>(test: T, prefix: string): T {
  return new Proxy(test, {
    apply: (target, self, [title, ...more]: [unknown, ...unknown[]]) =>
      Reflect.apply(target, self, [typeof title === "string" ? prefix + title : title, ...more]) as unknown,
    get: (target, name, receiver) => {
      const value: unknown = Reflect.get(target, name, receiver);
      return typeof value === "function" && name !== "macro" ? titled(value as T, prefix) : value;
    },
  });
}
