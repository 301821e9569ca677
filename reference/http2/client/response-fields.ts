/**
 * Fields of a response that an application may want.
 *
 * @module
 */
import { FIELD_PREFIX, replyField } from "../../schema/headers/index.ts";
import type { FieldLines } from "../../wire/index.ts";

/** Shared by all connections without further fields, which saves memory. */
const NO_FIELDS: FieldLines = [];

const handshakeFields: readonly string[] = replyField.names.filter((name) => replyField.entry(name).columns.accepted !== undefined);

const belongsToHandshake = (name: string): boolean =>
  name.startsWith(":") || name.startsWith(FIELD_PREFIX) || handshakeFields.includes(name);

/** Returns the field lines of a response that opened a connection, without those of the handshake itself. */
export function applicationFieldsOf(fields: FieldLines): FieldLines {
  const further = fields.filter(([name]) => !belongsToHandshake(name));
  return further.length === 0 ? NO_FIELDS : further;
}
