/**
 * The topic of a case, from its id.
 *
 * @module
 */

/** Segments of ids that say how a case came about and whom it tests. */
const generalSegments = ["gen", "client", "server"];

/** Returns the topic of an id: `reserved` of `frame/reserved/1`, `close` of `session/gen/client/close/1`. */
export function topicOf(id: string): string {
  const [, ...segments] = id.split("/");
  const own = segments.filter((segment) => !generalSegments.includes(segment));
  return own[0] ?? segments.at(-1) ?? id;
}
