/**
 * The end of a stream in the octets of a case: its receiver ignores what is behind the last struct.
 *
 * @module
 */
import type { Model } from "../../../reference/layout/index.ts";
import type { DecodedItem } from "../../frames/decode-items.ts";

/**
 * Returns the structs up to the one that ends the stream, such as an error frame.
 *
 * @param type - the id of the element that was decoded
 */
export function itemsUntilEnd(items: readonly DecodedItem[], type: string, { stream }: Pick<Model, "stream">): readonly DecodedItem[] {
  if (stream?.element !== type || stream.end === undefined) return items;
  const { field, equals } = stream.end;
  const last = items.findIndex(({ result }) => result.ok && (result.value as Readonly<Record<string, unknown>>)[field] === equals);
  return last < 0 ? items : items.slice(0, last + 1);
}
