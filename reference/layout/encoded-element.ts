/**
 * The elements of a model that have octets.
 *
 * @module
 */
import type { ElementModel, EncodedElementModel } from "./model.ts";

/** Returns whether an element has octets, so that it can be compiled. */
export function isEncoded(element: ElementModel | undefined): element is EncodedElementModel {
  return element?.kind === "struct" || element?.kind === "prefixed" || element?.kind === "continued";
}
