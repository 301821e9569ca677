/**
 * A protocol described as plain data.
 *
 * @module
 */
import { LayoutError } from "./errors.ts";
import type { ElementModel, Model } from "./model.ts";

/** What can be described: a struct with what it uses, or anything else with a model. */
export interface Describable {
  /** The element. */
  readonly model: ElementModel;
  /** The elements that it refers to; they become part of the model too. */
  readonly uses?: readonly ElementModel[];
}

/**
 * Collects elements, and what they refer to, into one model; the order is that of the arguments.
 *
 * @param name - the protocol's name
 * @throws {@link LayoutError} where two different elements have the same id
 *
 * @example
 * ```ts
 * import { describe, struct, uint } from "websocket2/layout";
 *
 * const reading = struct({ id: "reading", title: "Reading", description: "A reading.", cite: "#reading", fault: "BAD" })
 *   .field("value", uint(16), { description: "The value that was read.", cite: "#reading" });
 * const model = describe("Readings", [reading]);
 * console.log(Object.keys(model.elements)); // [ 'reading' ]
 * ```
 */
export function describe(name: string, elements: readonly Describable[]): Model {
  const byId: Record<string, ElementModel> = {};
  for (const element of elements.flatMap((each) => [each.model, ...(each.uses ?? [])])) {
    const known = byId[element.id];
    if (known !== undefined && known !== element) throw new LayoutError(element.id, `is the id of a ${known.kind} and of another ${element.kind}`);
    byId[element.id] = element;
  }
  return { format: 1, name, elements: byId };
}
