/**
 * Properties of a Web IDL interface that a class does not have: constants, and enumerable members.
 *
 * @module
 */

/** Values of `readyState`. */
export const readyStates = { CONNECTING: 0, OPEN: 1, CLOSING: 2, CLOSED: 3 } as const;

/** Value of `readyState`. */
export type ReadyState = (typeof readyStates)[keyof typeof readyStates];

/** Makes the members of a class enumerable and sets `Symbol.toStringTag` to its name. */
export function exposeMembers({ name, prototype }: { readonly name: string; readonly prototype: object }): void {
  for (const member of Object.getOwnPropertyNames(prototype)) {
    if (member !== "constructor") Object.defineProperty(prototype, member, { enumerable: true });
  }
  Object.defineProperty(prototype, Symbol.toStringTag, { value: name, configurable: true });
}

/** Calls {@link exposeMembers} and defines the constants on the class and on its prototype. */
export function exposeInterface(constructor: { readonly name: string; readonly prototype: object }): void {
  exposeMembers(constructor);
  for (const [name, value] of Object.entries(readyStates)) {
    for (const holder of [constructor, constructor.prototype]) Object.defineProperty(holder, name, { value, enumerable: true });
  }
}
