/**
 * The description of a protocol as plain data.
 *
 * @module
 */
import { LayoutError } from "./errors.ts";
import type { ElementModel, Model, StreamModel } from "./model.ts";

/** An element with its model: a struct, a registry, an HTTP field, limits, a state machine. */
export interface Describable {
  /** The element. */
  readonly model: ElementModel;
  /** The elements that it refers to, which become part of the model too. */
  readonly uses?: readonly ElementModel[];
}

/**
 * Returns the model of a protocol: the elements, and the elements that they refer to, in the order of the arguments.
 *
 * @param name - the protocol's name
 * @param stream - the stream of the protocol; its struct is one of the elements
 * @throws {@link LayoutError} if two different elements have the same id, or the stream's struct is not among them
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
export function describe(name: string, elements: readonly Describable[], stream?: { readonly model: StreamModel }): Model {
  const byId: Record<string, ElementModel> = {};
  for (const element of elements.flatMap((each) => [each.model, ...(each.uses ?? [])])) {
    const known = byId[element.id];
    if (known !== undefined && known !== element) {
      throw new LayoutError(element.id, `is the id of a ${known.kind} and of another ${element.kind}`);
    }
    byId[element.id] = element;
  }
  if (stream !== undefined && byId[stream.model.element] === undefined) {
    throw new LayoutError(stream.model.element, "is the struct of the stream but no element of the model");
  }
  return { format: 1, name, ...(stream === undefined ? {} : { stream: stream.model }), elements: byId };
}
