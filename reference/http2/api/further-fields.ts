/**
 * Fields of a handshake that are not its own, which an application may want.
 *
 * @module
 */
import { FIELD_PREFIX, replyField, requestField } from "../../schema/headers/index.ts";
import type { FieldLines } from "../../wire/index.ts";

/** Shared by all connections without further fields, which saves memory. */
export const NO_FIELDS: FieldLines = [];

const replyNames: readonly string[] = replyField.names.filter((name) => replyField.entry(name).columns.accepted !== undefined);

/** The origin stays readable: it is the only optional field, and tells the application about the client. */
const requestNames: readonly string[] = requestField.names.filter((name) => requestField.entry(name).columns.presence !== "optional");

function without(fields: FieldLines, names: readonly string[]): FieldLines {
  const further = fields.filter(([given]) => {
    const name = given.toLowerCase();
    return !(name.startsWith(":") || name.startsWith(FIELD_PREFIX) || names.includes(name));
  });
  return further.length === 0 ? NO_FIELDS : further;
}

/** Returns the field lines of a response that opened a connection, without those of the handshake itself. */
export function furtherReplyFields(fields: FieldLines): FieldLines {
  return without(fields, replyNames);
}

/** Returns the field lines of a request, without those of the handshake itself. */
export function furtherRequestFields(fields: FieldLines): FieldLines {
  return without(fields, requestNames);
}
