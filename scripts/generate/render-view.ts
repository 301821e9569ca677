/**
 * Renders elements of a model by the name of a view. Generators of documents use this module only.
 *
 * @module
 */
import type { ElementModel, Model } from "../../reference/layout/model.ts";
import type { ViewAttributes, ViewBlock, View } from "./blocks.ts";
import { ViewError } from "./blocks.ts";
import { suggest } from "../common/suggest.ts";
import { views } from "./views.ts";

/** Returns the ids in the attribute `of` of a directive, in order. */
export function elementIds(of: string): readonly string[] {
  return of.split(/\s+/).filter((id) => id !== "");
}

/**
 * Returns the blocks of a view.
 *
 * @param name - the name of the view
 * @param attributes - `of`, one id or several separated by spaces, and attributes of the view
 * @throws {@link ViewError} if the view, an element or an attribute does not exist, or the view cannot show the element
 */
export function renderView(name: string, attributes: ViewAttributes, model: Model): readonly ViewBlock[] {
  const { of = "", ...options } = attributes;
  const view = viewOf(name, of);
  const elements = elementIds(of).map((id) => elementOf(id, name, view, model));
  for (const option of Object.keys(options)) checkOption(option, name, view, of);
  const [first, ...others] = elements;
  if (first === undefined) throw new ViewError("", `view "${name}" needs of=ID, the id of an element`);
  if (others.length === 0) return view.render(first, options, model);
  if (view.renderMany === undefined) throw new ViewError(of, `view "${name}" shows one element, not ${elements.length}`);
  return view.renderMany(elements, options, model);
}

function viewOf(name: string, of: string): View {
  const view = Object.hasOwn(views, name) ? views[name] : undefined;
  if (view === undefined) throw new ViewError(of, `there is no view "${name}"; ${suggest(name, Object.keys(views))}`);
  return view;
}

function elementOf(id: string, name: string, view: View, model: Model): ElementModel {
  const element = Object.hasOwn(model.elements, id) ? model.elements[id] : undefined;
  if (element === undefined) throw new ViewError(id, `there is no element "${id}"; ${suggest(id, Object.keys(model.elements))}`);
  if (!view.kinds.includes(element.kind)) {
    throw new ViewError(id, `view "${name}" shows ${view.kinds.join(" or ")}, but "${id}" is a ${element.kind}`);
  }
  return element;
}

function checkOption(option: string, name: string, view: View, of: string): void {
  const known = Object.keys(view.attributes);
  if (!known.includes(option)) throw new ViewError(of, `view "${name}" has no attribute "${option}"; ${suggest(option, known)}`);
}
