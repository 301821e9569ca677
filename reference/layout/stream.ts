/**
 * Streams of structs: the struct, the media type, and the value that ends the stream.
 *
 * @module
 */
import { namedEntries } from "./entries.ts";
import { LayoutError } from "./errors.ts";
import type { DocModel, RegistryModel, StreamEndModel, StreamModel } from "./model.ts";
import type { Struct } from "./struct/struct.ts";
import { takesRest } from "./struct/sizes.ts";

/** A field of a value and one of the names that it can have, for each field that has names. */
export type StreamEndDoc<V> = { [F in keyof V & string]: DocModel & { readonly field: F; readonly equals: V[F] & string } }[keyof V &
  string];

/** The author's description of a stream. */
export interface StreamDoc<V> extends DocModel {
  /** The media type of the octets, lower case, without parameters. */
  readonly mediaType: string;
  /** The value that ends the stream; absent if the stream has no last struct. */
  readonly end?: StreamEndDoc<V>;
}

/** A stream of structs. */
export interface StructStream<V extends object = object> {
  /** The plain-data model. */
  readonly model: StreamModel;
  /** The struct of the stream. */
  readonly element: Struct<V>;
  /** Returns whether a value is the last one: receivers ignore all octets after it. */
  readonly isEnd: (value: V) => boolean;
}

const MEDIA_TYPE = /^[a-z0-9][a-z0-9!#$&^_.+-]*\/[a-z0-9][a-z0-9!#$&^_.+-]*$/;

function checkEnd({ model, uses }: Pick<Struct<object>, "model" | "uses">, { field, equals }: StreamEndModel): void {
  const wire = model.fields.find((each) => each.name === field)?.wire;
  if (wire?.kind !== "code") throw new LayoutError(`${model.id}.${field}`, "ends a stream but is no code of the struct");
  const registry = uses.find((each): each is RegistryModel => each.id === wire.registry);
  if (registry === undefined || !namedEntries(registry).some((entry) => entry.name === equals)) {
    throw new LayoutError(
      `${model.id}.${field}`,
      `ends a stream as ${JSON.stringify(equals)}, which is no name of the registry ${wire.registry}`,
    );
  }
}

/**
 * Returns whether a value is the last one of a stream. Receivers ignore all octets after it.
 *
 * @param stream - `Model.stream` of a model, which may have come from a file
 * @param value - a value of the stream's struct, or its plain form
 *
 * @example
 * ```ts
 * import { websocket2 } from "websocket2";
 * import { isStreamEnd } from "websocket2/layout";
 *
 * const { stream } = websocket2;
 * console.log(stream !== undefined && isStreamEnd(stream, { type: "error", code: "CLOS" })); // true
 * ```
 */
export function isStreamEnd({ end }: StreamModel, value: object): boolean {
  return end !== undefined && (value as Readonly<Record<string, unknown>>)[end.field] === end.equals;
}

/**
 * Declares the stream of a protocol.
 *
 * @param element - the struct of the stream
 * @param doc - the media type, and the value that ends the stream
 * @throws {@link LayoutError} if the struct can be empty or has no end of its own, the media type is malformed, or the end is not
 *   a name of a code of the struct
 *
 * @example
 * ```ts
 * import { code, registry, stream, struct } from "websocket2/layout";
 *
 * const kind = registry({ id: "kind", title: "Kinds", description: "Kinds of note.", cite: "#kinds" }, [
 *   { code: 0, name: "note", meaning: "A note", cite: "#kinds" },
 *   { code: 1, name: "last", meaning: "The end of the notes", cite: "#kinds" },
 * ]);
 * const note = struct({ id: "note", title: "Note", description: "A note.", cite: "#note", fault: "BAD" })
 *   .field("kind", code(8, kind), { description: "What it is.", cite: "#note" });
 * const notes = stream(note, {
 *   description: "Notes until the last.",
 *   cite: "#notes",
 *   mediaType: "application/x-notes",
 *   end: { field: "kind", equals: "last", description: "The last note.", cite: "#notes" },
 * });
 * console.log(notes.isEnd({ kind: "note" }), notes.isEnd({ kind: "last" })); // false true
 * ```
 */
export function stream<V extends object>(element: Struct<V>, doc: StreamDoc<V>): StructStream<V> {
  const { model: struct, uses } = element;
  if (takesRest({ kind: "struct", struct })) {
    throw new LayoutError(struct.id, "takes all the rest, so no other struct can follow it in a stream");
  }
  if (struct.sizes.some(([least]) => least === 0)) throw new LayoutError(struct.id, "can be empty, so a stream of it has no bound");
  if (!MEDIA_TYPE.test(doc.mediaType)) {
    throw new LayoutError(struct.id, `is a stream of the media type ${JSON.stringify(doc.mediaType)}, expected type/subtype in lower case`);
  }
  const { description, cite, mediaType } = doc;
  const end: StreamEndModel | undefined = doc.end;
  if (end !== undefined) checkEnd({ model: struct, uses }, end);
  const model: StreamModel = { element: struct.id, description, cite, mediaType, ...(end === undefined ? {} : { end }) };
  return { model, element, isEnd: (value) => isStreamEnd(model, value) };
}
