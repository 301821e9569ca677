/**
 * What Web IDL makes of an interface and a class does not say: constants, and members that show when they are listed.
 *
 * @module
 */

/** The values of `readyState`. */
export const readyStates = { CONNECTING: 0, OPEN: 1, CLOSING: 2, CLOSED: 3 } as const;

/** Makes the members of a class enumerable, and has its instances call themselves by its name. */
export function exposeMembers({ name, prototype }: { readonly name: string; readonly prototype: object }): void {
  for (const member of Object.getOwnPropertyNames(prototype)) {
    if (member !== "constructor") Object.defineProperty(prototype, member, { enumerable: true });
  }
  Object.defineProperty(prototype, Symbol.toStringTag, { value: name, configurable: true });
}

/** The same, and gives the class the constants, on itself and on its instances. */
export function exposeInterface(made: { readonly name: string; readonly prototype: object }): void {
  exposeMembers(made);
  for (const [name, value] of Object.entries(readyStates)) {
    for (const holder of [made, made.prototype]) Object.defineProperty(holder, name, { value, enumerable: true });
  }
}
