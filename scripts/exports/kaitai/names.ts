/**
 * Identifiers of Kaitai Struct: lower case with underscores, unique in their type.
 *
 * @module
 */
import { ExportError } from "../export.ts";

/** Returns a name of the model as an identifier. @throws {@link ExportError} if the name has no such form */
export function ksyName(place: string, name: string): string {
  const id = name
    .replace(/([a-z0-9])(?=[A-Z])/g, "$1_")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .toLowerCase();
  if (/^[a-z][a-z0-9_]*$/.test(id)) return id;
  throw new ExportError(place, `the name "${name}" gives no identifier of Kaitai Struct: begin it with a letter`);
}

/** Checks that names of the model stay different as identifiers. @throws {@link ExportError} */
export function checkDistinct(place: string, ids: readonly string[]): void {
  const repeated = ids.find((id, index) => ids.indexOf(id) < index);
  if (repeated === undefined) return;
  throw new ExportError(place, `two names give the identifier "${repeated}" of Kaitai Struct: rename one of them`);
}
