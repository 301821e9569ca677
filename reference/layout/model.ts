/**
 * The plain-data description of a layout: the one thing that the compiler and every generator read.
 *
 * Nothing here is a class, a function or a Zod type; a model survives `JSON.stringify` unchanged.
 * The builder (`struct.ts` and its neighbours) makes models, `compile/` turns them into codecs,
 * `describe.ts` collects them into a {@link Model}.
 *
 * @module
 */
import type { HttpFieldModel } from "./model/http-field.ts";
import type { LimitsModel } from "./model/limits.ts";
import type { MachineModel } from "./model/machine.ts";
import type { PrefixedModel } from "./model/prefixed.ts";
import type { RegistryModel } from "./model/registry.ts";
import type { StreamModel } from "./model/stream.ts";
import type { StructModel } from "./model/struct.ts";

export type * from "./model/doc.ts";
export type * from "./model/http-field.ts";
export type * from "./model/limits.ts";
export type * from "./model/machine.ts";
export type * from "./model/prefixed.ts";
export type * from "./model/registry.ts";
export type * from "./model/stream.ts";
export type * from "./model/struct.ts";
export type * from "./model/wire.ts";

/** Whatever a document can show. */
export type ElementModel = StructModel | PrefixedModel | RegistryModel | HttpFieldModel | LimitsModel | MachineModel;

/** A whole protocol, described. */
export interface Model {
  /** Version of this form. */
  readonly format: 1;
  /** The protocol's name. */
  readonly name: string;
  /** The octets that each endpoint sends; absent where the protocol has no stream of structs. */
  readonly stream?: StreamModel;
  /** Every element by its id. */
  readonly elements: Readonly<Record<string, ElementModel>>;
}
