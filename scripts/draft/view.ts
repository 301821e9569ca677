/**
 * Directives that show elements of the schema, and the account of what is shown.
 *
 * @module
 */
import type { LeafDirective } from "mdast-util-directive";
import type { ElementModel, Model } from "../../reference/layout/model.ts";
import { ViewError, type Attributes, type Block, type View } from "../generate/blocks.ts";
import { nearest, proposal } from "../generate/near.ts";
import { attributesOf, unknownAttribute } from "./attributes.ts";
import { blockElements } from "./block-elements.ts";
import { showsElement } from "./consequences.ts";
import { placeOfKey } from "./front-matter.ts";
import { whereIs } from "./include.ts";
import type { Place } from "./messages.ts";
import { placeOf } from "./messages.ts";
import type { State } from "./state.ts";
import type { XmlNode } from "./xml.ts";

/** Notes that a view shows an element; the same once more is an error. */
function noteShown(state: State, name: string, id: string, options: Attributes, at: Place): void {
  state.elements.add(id);
  const key = JSON.stringify([name, id, Object.entries(options).sort(([a], [b]) => a.localeCompare(b))]);
  const before = state.shown.get(key);
  if (before === undefined) state.shown.set(key, at);
  else state.report(at, "shown-twice", `::${name} of "${id}" is shown in ${whereIs(state.parts, before)} already`, id);
}

function elementOf(state: State, model: Model, view: View, name: string, id: string, at: Place): ElementModel | undefined {
  const element = Object.hasOwn(model.elements, id) ? model.elements[id] : undefined;
  const ids = Object.values(model.elements).filter(({ kind }) => view.kinds.includes(kind)).map((one) => one.id);
  if (element === undefined) {
    state.report(at, "element", `there is no schema element "${id}"; ${proposal(id, ids)}`);
    // The one that was probably meant is not missing besides.
    state.elements.add(nearest(id, ids) ?? id);
  }
  else if (!view.kinds.includes(element.kind)) {
    state.report(at, "element", `::${name} shows ${view.kinds.join(" or ")}, but "${id}" is a ${element.kind}`, id);
    return undefined;
  }
  return element;
}

function rendered(view: View, elements: readonly ElementModel[], options: Attributes, model: Model): readonly Block[] {
  const [first] = elements;
  if (first === undefined) return [];
  if (elements.length === 1) return view.render(first, options, model);
  if (view.renderMany !== undefined) return view.renderMany(elements, options, model);
  throw new ViewError(first.id, "this view shows one element at a time");
}

function tryRender(state: State, at: Place, task: () => readonly Block[]): readonly Block[] {
  try {
    return task();
  } catch (error) {
    if (!(error instanceof ViewError)) throw error;
    state.report(at, "view", error.message, error.element);
    return [];
  }
}

function checkOptions(state: State, { name }: LeafDirective, view: View, options: Attributes, at: Place): void {
  const known = Object.keys(view.attributes);
  for (const option of Object.keys(options)) {
    if (!known.includes(option)) unknownAttribute(state, at, `"${name}"`, option, ["of", "title", ...known]);
  }
}

/** Shows one or more elements: `::diagram{of=frame #fig-frame}`; `title` replaces the title of the first block. */
export function renderView(state: State, node: LeafDirective, view: View): XmlNode[] {
  const at = placeOf(node);
  const { id: anchor, of = "", title, ...options } = attributesOf(node);
  const ids = of.split(/\s+/).filter((id) => id !== "");
  const { model } = state;
  checkOptions(state, node, view, options, at);
  if (model === undefined || ids.length === 0) {
    const reason = model === undefined ? "the front matter names no model; expected model: with the path of its JSON" : `::${node.name} without an element; expected of=...`;
    state.report(at, "element", reason);
    return [];
  }
  const elements = ids.flatMap((id) => elementOf(state, model, view, node.name, id, at) ?? []);
  for (const { id } of elements) noteShown(state, node.name, id, options, at);
  const blocks = tryRender(state, at, () => rendered(view, elements, options, model));
  return blockElements(state, node, blocks, { element: elements.map(({ id }) => id).join(" "), anchor, title });
}

/** Reports the schema elements that no place shows, and those that are listed as not shown without need. */
export function checkShown(state: State, unshown: readonly string[]): void {
  const ids = Object.keys(state.model?.elements ?? {});
  const at = placeOfKey(state.source, "unshown");
  for (const id of unshown) {
    if (!ids.includes(id)) state.report(at, "unshown", `unshown: there is no schema element "${id}"; ${proposal(id, ids)}`);
    else if (state.elements.has(id)) state.report(at, "unshown", `unshown: "${id}" is shown; expected it out of the list`, id);
  }
  for (const id of ids) {
    if (state.elements.has(id) || unshown.includes(id)) continue;
    const views = Object.entries(state.views).filter(([, view]) => view.kinds.includes(state.model?.elements[id]?.kind ?? "struct"));
    const ways = views.map(([name]) => `::${name}{of=${id}}`).join(" or ");
    const reason = `no place shows schema element "${id}"; expected ${ways}, or its name under unshown: in the front matter`;
    const report = showsElement(state.source, id) ? state.consequence : state.report;
    report(placeOfKey(state.source, "model"), "not-shown", reason, id);
  }
}
