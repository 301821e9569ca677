/**
 * Turns the bounds of a model into the configuration of a group of vectors.
 *
 * @module
 */
import type { Model, SfBareModel, StructModel } from "../../../reference/layout/model.ts";
import type { GroupKey } from "./suite-builder.ts";
import { agreementBound, findLimit } from "./mutations.ts";

/** Builds the configurations of a frame's vectors. */
export interface FrameConfigs {
  /** The name of the bound that holds the agreed code. */
  readonly agreement: string;
  /** The codes that endpoints can agree on. */
  readonly methods: readonly string[];
  /** The bound of a frame's size, with its default and its least setting in octets. */
  readonly limit: { readonly bound: string; readonly value: number; readonly least: number };
  /** The octets that the length of a frame counts and the bound does not. */
  readonly overhead: number;
  /** Returns the group of cases under some bounds; a bound that is absent has its default. */
  readonly group: (bounds: Readonly<Record<string, number | string>>) => GroupKey;
}

/** Returns the least parameter of each method that a reply may name. */
function leastParameters(model: Model, compression: string): Map<string, number> {
  const field = model.elements[compression];
  const reply = field?.kind === "http-field" ? field.response : undefined;
  if (reply?.type !== "dictionary") throw new Error(`${compression}: expected an HTTP field with a Dictionary in its response`);
  const least = (item: SfBareModel | undefined): number => (item?.type === "integer" ? (item.least ?? 0) : 0);
  return new Map(Object.entries(reply.of).map(([name, item]) => [name, least(item.type === "inner-list" ? item.items[0] : item)]));
}

/**
 * Returns the configurations of a struct's vectors.
 *
 * @param compression - the id of the HTTP field that names a method and its parameter
 * @throws Error if the struct has no bound, or the model no such field
 */
export function frameConfigs(struct: StructModel, model: Model, compression: string): FrameConfigs {
  const bound = struct.fields.flatMap((field) => field.constraints).find((each) => each.rule === "bound");
  if (bound?.rule !== "bound") throw new Error(`${struct.id} has no bound`);
  const known = findLimit(model, bound.bound);
  const parameters = leastParameters(model, compression);
  const agreement = agreementBound(struct);
  return {
    agreement,
    methods: [...parameters.keys()],
    limit: { bound: bound.bound, value: known.value, least: known.least ?? known.value },
    overhead: bound.overhead,
    group: (bounds) => {
      const parameter = parameters.get(String(bounds[agreement]));
      const method = parameter === undefined ? "none" : { [String(bounds[agreement])]: parameter };
      return { op: "decode", config: { compression: method, limit: bounds[bound.bound] ?? known.value, role: "server" } };
    },
  };
}
