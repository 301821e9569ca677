/**
 * The exports of a schema that are elements of its model.
 *
 * @module
 */
import type { ElementModel } from "../../reference/layout/model.ts";

function isElement(value: unknown): value is ElementModel {
  return typeof value === "object" && value !== null && "kind" in value && "id" in value;
}

/**
 * Returns the elements of a module by the name of their export.
 *
 * @param module - the compiled module of a schema
 */
export function elementsOf(module: object): ReadonlyMap<string, ElementModel> {
  const found = Object.entries(module as Record<string, unknown>).flatMap(([name, value]) => {
    const model: unknown = typeof value === "object" && value !== null && "model" in value ? value.model : undefined;
    return isElement(model) ? [[name, model] as const] : [];
  });
  return new Map(found);
}
