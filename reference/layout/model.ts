/**
 * The plain-data description of a layout, which the compiler and all generators read.
 *
 * A model consists of plain data and survives `JSON.stringify` unchanged. The builders (`struct/`, `registry.ts` and others)
 * make models, `compile/` turns them into codecs, and `describe.ts` collects them into a {@link Model}.
 *
 * @module
 */
import type { ContinuedModel } from "./model/continued.ts";
import type { HttpFieldModel } from "./model/http-field.ts";
import type { LimitsModel } from "./model/limits.ts";
import type { MachineModel } from "./model/machine.ts";
import type { PrefixedModel } from "./model/prefixed.ts";
import type { RegistryModel } from "./model/registry.ts";
import type { StreamModel } from "./model/stream.ts";
import type { StructModel } from "./model/struct.ts";

export type * from "./model/continued.ts";
export type * from "./model/doc.ts";
export type * from "./model/http-field.ts";
export type * from "./model/limits.ts";
export type * from "./model/machine.ts";
export type * from "./model/prefixed.ts";
export type * from "./model/registry.ts";
export type * from "./model/stream.ts";
export type * from "./model/struct.ts";
export type * from "./model/wire.ts";

/** An element that has octets. */
export type EncodedElementModel = StructModel | PrefixedModel | ContinuedModel;

/** An element that a document can show. */
export type ElementModel = EncodedElementModel | RegistryModel | HttpFieldModel | LimitsModel | MachineModel;

/** The description of a whole protocol. */
export interface Model {
  /** The version of this format. */
  readonly format: 1;
  /** The protocol's name. */
  readonly name: string;
  /** The stream that each endpoint sends; absent if the protocol has no stream of structs. */
  readonly stream?: StreamModel;
  /** Every element by its id. */
  readonly elements: Readonly<Record<string, ElementModel>>;
}
