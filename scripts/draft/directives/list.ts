import type { List } from "mdast";
import type { ContainerDirective } from "mdast-util-directive";
import { z } from "zod";
import { flagAttribute } from "./attributes.ts";
import { containerDirective } from "./directive.ts";
import { listElement } from "../handlers/list.ts";
import { positionOf } from "../diagnostics/diagnostics.ts";
import { registerAnchor, type TransformState } from "../state.ts";

const commonAttributes = { id: z.string().optional(), spacing: z.enum(["normal", "compact"]).optional(), indent: z.string().optional() };

function singleList(state: TransformState, node: ContainerDirective, ordered: boolean): List | undefined {
  const [list, ...others] = node.children;
  if (list?.type === "list" && list.ordered === ordered && others.length === 0) return list;
  state.report(positionOf(node), "directive", `:::${node.name} holds one ${ordered ? "ordered" : "unordered"} list and no other block`);
  return undefined;
}

/** The number styles of RFCXML, alone or after a `%` in other text. */
const numbering = /^[1aAiI]$|%[cCdiIoOpPtTxX]/;

const orderedListAttributes = z.strictObject({
  ...commonAttributes,
  type: z.string().regex(numbering, 'expected 1, a, A, i, I, or text with %d and the like, such as "Step %d:"').optional(),
  start: z.string().regex(/^\d+$/, "expected a number").optional(),
  group: z.string().optional(),
});

/** `:::ol{type=a start=3 group=x}`: an ordered list with its own numbering; `type="Step %d:"` adds text around the number. */
export const ol = containerDirective(orderedListAttributes, (state, node, { id, ...given }) => {
  const list = singleList(state, node, true);
  if (id !== undefined) registerAnchor(state, id, "the list", positionOf(node));
  return list === undefined ? [] : [listElement(state, list, { anchor: id, ...withoutUndefined(given) })];
});

/** `:::ul{empty}`: an unordered list without symbols; with `bare`, also without indentation. */
export const ul = containerDirective(
  z.strictObject({ ...commonAttributes, empty: flagAttribute, bare: flagAttribute }),
  (state, node, { id, bare, empty, ...given }) => {
    const list = singleList(state, node, false);
    if (id !== undefined) registerAnchor(state, id, "the list", positionOf(node));
    const symbols = { empty: empty ?? bare, bare };
    return list === undefined ? [] : [listElement(state, list, { anchor: id, ...symbols, ...withoutUndefined(given) })];
  },
);

/** Removes absent attributes, which would otherwise replace those of the list. */
function withoutUndefined<T extends object>(values: T): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;
}
