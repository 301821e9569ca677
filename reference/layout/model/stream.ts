/**
 * The stream of a protocol: structs of one kind, one after the other.
 *
 * @module
 */
import type { DocModel } from "./doc.ts";

/** The last struct of a stream. Receivers ignore all octets after it. */
export interface StreamEndModel extends DocModel {
  /** The field of kind `code` whose value marks the last struct. */
  readonly field: string;
  /** The registry name that the field has in the last struct. */
  readonly equals: string;
}

/** The octets that one endpoint sends: structs of one kind, one after the other. */
export interface StreamModel extends DocModel {
  /** The id of the struct. */
  readonly element: string;
  /** The media type of the octets, lower case, without parameters. */
  readonly mediaType: string;
  /** The struct that ends the stream; absent if the stream has no last struct. */
  readonly end?: StreamEndModel;
}
