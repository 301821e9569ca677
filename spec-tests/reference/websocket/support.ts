/** What AVA compares a thrown DOMException with. */
export function isDomException(name: string) {
  return { any: true, instanceOf: DOMException, name } as const;
}
