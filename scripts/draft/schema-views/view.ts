/**
 * Directives that show elements of the schema, and the list of the elements that a draft shows.
 *
 * @module
 */
import type { LeafDirective } from "mdast-util-directive";
import type { ElementModel, Model } from "../../../reference/layout/model.ts";
import { ViewError, type ViewAttributes, type ViewBlock, type View } from "../../generate/blocks.ts";
import { nearest, suggest } from "../../common/suggest.ts";
import { directiveAttributes, reportUnknownAttribute } from "../directives/attributes.ts";
import { blockElements } from "../elements/blocks.ts";
import { sourceShowsElement } from "../diagnostics/suppress-cascades.ts";
import { positionOfKey } from "../source/front-matter.ts";
import { describeLocation } from "../source/expand-includes.ts";
import type { SourcePosition } from "../diagnostics/diagnostics.ts";
import { positionOf } from "../diagnostics/diagnostics.ts";
import { NO_MODEL, type TransformState } from "../state.ts";
import type { XmlNode } from "../xml/xml-node.ts";

/** Records that a view shows an element. Reports a repetition. */
function recordView(state: TransformState, name: string, id: string, options: ViewAttributes, at: SourcePosition): void {
  state.shownElements.add(id);
  const key = JSON.stringify([name, id, Object.entries(options).sort(([a], [b]) => a.localeCompare(b))]);
  const before = state.shownViews.get(key);
  if (before === undefined) state.shownViews.set(key, at);
  else state.report(at, "shown-twice", `::${name} of "${id}" is already shown in ${describeLocation(state.segments, before)}`, id);
}

function findElement(
  state: TransformState,
  model: Model,
  view: View,
  name: string,
  id: string,
  at: SourcePosition,
): ElementModel | undefined {
  const element = Object.hasOwn(model.elements, id) ? model.elements[id] : undefined;
  const ids = Object.values(model.elements)
    .filter(({ kind }) => view.kinds.includes(kind))
    .map((one) => one.id);
  if (element === undefined) {
    state.report(at, "element", `unknown schema element "${id}"; ${suggest(id, ids)}`);
    // The element that the author probably meant does not count as missing.
    state.shownElements.add(nearest(id, ids) ?? id);
  } else if (!view.kinds.includes(element.kind)) {
    state.report(at, "element", `::${name} shows ${view.kinds.join(" or ")}, but "${id}" is a ${element.kind}`, id);
    return undefined;
  }
  return element;
}

function renderBlocks(view: View, elements: readonly ElementModel[], options: ViewAttributes, model: Model): readonly ViewBlock[] {
  const [first] = elements;
  if (first === undefined) return [];
  if (elements.length === 1) return view.render(first, options, model);
  if (view.renderMany !== undefined) return view.renderMany(elements, options, model);
  throw new ViewError(first.id, "this view shows one element at a time");
}

function catchViewError(state: TransformState, at: SourcePosition, task: () => readonly ViewBlock[]): readonly ViewBlock[] {
  try {
    return task();
  } catch (error) {
    if (!(error instanceof ViewError)) throw error;
    state.report(at, "view", error.message, error.element);
    return [];
  }
}

function checkViewOptions(state: TransformState, { name }: LeafDirective, view: View, options: ViewAttributes, at: SourcePosition): void {
  const known = Object.keys(view.attributes);
  for (const option of Object.keys(options)) {
    if (!known.includes(option)) reportUnknownAttribute(state, at, `"${name}"`, option, ["of", "title", ...known]);
  }
}

/** Renders a view: `::diagram{of=frame #fig-frame}`. `title` replaces the title of the first block. */
export function renderView(state: TransformState, node: LeafDirective, view: View): XmlNode[] {
  const at = positionOf(node);
  const { id: anchor, of = "", title, ...options } = directiveAttributes(node);
  const ids = of.split(/\s+/).filter((id) => id !== "");
  const { model } = state;
  checkViewOptions(state, node, view, options, at);
  if (model === undefined || ids.length === 0) {
    const reason =
      model === undefined
        ? NO_MODEL
        : `::${node.name} without an element; expected of=...`;
    state.report(at, "element", reason);
    return [];
  }
  const elements = ids.flatMap((id) => findElement(state, model, view, node.name, id, at) ?? []);
  for (const { id } of elements) recordView(state, node.name, id, options, at);
  const blocks = catchViewError(state, at, () => renderBlocks(view, elements, options, model));
  return blockElements(state, node, blocks, { element: elements.map(({ id }) => id).join(" "), anchor, title });
}

/**
 * Reports elements that the draft does not show, and needless entries of `unshown`.
 *
 * @param others - the texts of other drafts with the same model; an element that they show is not reported
 */
export function checkUnshownElements(state: TransformState, unshown: readonly string[], others: readonly string[]): void {
  const ids = Object.keys(state.model?.elements ?? {});
  const at = positionOfKey(state.source, "unshown");
  for (const id of unshown) {
    if (!ids.includes(id)) state.report(at, "unshown", `unshown: unknown schema element "${id}"; ${suggest(id, ids)}`);
    else if (state.shownElements.has(id)) state.report(at, "unshown", `unshown: "${id}" is shown; remove it from the list`, id);
  }
  for (const id of ids) {
    if (state.shownElements.has(id) || unshown.includes(id) || others.some((text) => sourceShowsElement(text, id))) continue;
    const views = Object.entries(state.views).filter(([, view]) => view.kinds.includes(state.model?.elements[id]?.kind ?? "struct"));
    const ways = views.map(([name]) => `::${name}{of=${id}}`).join(" or ");
    const reason = `the schema element "${id}" is not shown; expected ${ways}, or its id under unshown: in the front matter`;
    const report = sourceShowsElement(state.source, id) ? state.reportCascade : state.report;
    report(positionOfKey(state.source, "model"), "not-shown", reason, id);
  }
}
