/** Returns the expectation of AVA for a thrown DOMException. */
export function isDomException(name: string) {
  return { any: true, instanceOf: DOMException, name } as const;
}
