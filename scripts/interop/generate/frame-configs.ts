/**
 * From the bounds of a model to the configuration of a group of vectors.
 *
 * @module
 */
import type { Model, SfBareModel, StructModel } from "../../../reference/layout/model.ts";
import type { GroupKey } from "./suite-builder.ts";
import { agreementBound, findLimit } from "./mutations.ts";

/** How bounds become configurations. */
export interface FrameConfigs {
  /** The bound that names the agreed code. */
  readonly agreement: string;
  /** The codes that can be agreed on. */
  readonly methods: readonly string[];
  /** The bound of sizes. */
  readonly limit: { readonly bound: string; readonly value: number; readonly least: number };
  /** The octets of a frame's length that the bound does not count. */
  readonly overhead: number;
  /** The group of cases under some bounds; what is not given has its default. */
  readonly group: (bounds: Readonly<Record<string, number | string>>) => GroupKey;
}

/** The level of each method: the least that a reply may name. */
function leastLevels(model: Model, compression: string): Map<string, number> {
  const field = model.elements[compression];
  const reply = field?.kind === "http-field" ? field.response : undefined;
  if (reply?.type !== "dictionary") throw new Error(`the model has no field ${compression} with a Dictionary in its reply`);
  const least = (item: SfBareModel | undefined): number => (item?.type === "integer" ? (item.least ?? 0) : 0);
  return new Map(Object.entries(reply.of).map(([name, item]) => [name, least(item.type === "inner-list" ? item.items[0] : item)]));
}

/**
 * The configurations of a struct's vectors.
 *
 * @param compression - the HTTP field that names a method and its level
 */
export function frameConfigs(struct: StructModel, model: Model, compression: string): FrameConfigs {
  const bound = struct.fields.flatMap((field) => field.constraints).find((each) => each.rule === "bound");
  if (bound?.rule !== "bound") throw new Error(`${struct.id} has no bound`);
  const known = findLimit(model, bound.bound);
  const byMethod = leastLevels(model, compression);
  const agreement = agreementBound(struct);
  return {
    agreement,
    methods: [...byMethod.keys()],
    limit: { bound: bound.bound, value: known.value, least: known.least ?? known.value },
    overhead: bound.overhead,
    group: (bounds) => {
      const level = byMethod.get(String(bounds[agreement]));
      const method = level === undefined ? "none" : { [String(bounds[agreement])]: level };
      return { op: "decode", config: { compression: method, limit: bounds[bound.bound] ?? known.value, role: "server" } };
    },
  };
}
