/**
 * The content of a refusal: problem details in JSON (RFC 9457) with the name of the failed check.
 *
 * @module
 */
import { serverCheck, type ServerCheck } from "../../schema/headers/index.ts";

/** Returns the problem details of a refusal, application/problem+json without a type (RFC 9457, Section 4.2.1). */
export function problemDetails(check: ServerCheck, status: number): Uint8Array {
  const detail = `WebSocket2 handshake refused. ${serverCheck.entry(check).meaning}.`;
  return new TextEncoder().encode(`${JSON.stringify({ status, detail, check })}\n`);
}

/** The form of the name of a check. Later servers can have further names. */
const CHECK_NAME = /^[a-z][a-z0-9-]{0,63}$/;

/** Returns a value as an object. A value without members becomes an empty object. */
function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

/**
 * Returns the name of the check that a server says has failed, for a report. A client does not act on it.
 *
 * @param content - the content of a refusal, as far as it has been received
 * @returns `undefined` if the content is no JSON object, or its member `check` is no name of letters a to z, digits and hyphens
 *
 * @example
 * ```ts
 * import { buildRefusal, refusedCheckOf } from "websocket2";
 *
 * console.log(refusedCheckOf(buildRefusal({ check: "origin", versions: [1] }).body)); // origin
 * ```
 */
export function refusedCheckOf(content: Uint8Array): string | undefined {
  try {
    const { check } = membersOf(JSON.parse(new TextDecoder().decode(content)));
    return typeof check === "string" && CHECK_NAME.test(check) ? check : undefined;
  } catch {
    return undefined;
  }
}
