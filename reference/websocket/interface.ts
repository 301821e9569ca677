/**
 * What Web IDL makes of an interface and a class does not say: constants, and members that show when they are listed.
 *
 * @module
 */

/** The values of `readyState`. */
export const readyStates = { CONNECTING: 0, OPEN: 1, CLOSING: 2, CLOSED: 3 } as const;

/** Gives a class the constants, on itself and on its instances, and makes its members enumerable. */
export function exposeInterface(made: { readonly prototype: object }): void {
  const { prototype } = made;
  for (const name of Object.getOwnPropertyNames(prototype)) {
    if (name !== "constructor") Object.defineProperty(prototype, name, { enumerable: true });
  }
  for (const [name, value] of Object.entries(readyStates)) {
    for (const holder of [made, prototype]) Object.defineProperty(holder, name, { value, enumerable: true });
  }
}
