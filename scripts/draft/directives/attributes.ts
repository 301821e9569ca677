/**
 * Reads and checks the attributes of directives and fences, by strict Zod objects.
 *
 * @module
 */
import type { Code } from "mdast";
import type { Directives } from "mdast-util-directive";
import { z } from "zod";
import { suggest } from "../../common/suggest.ts";
import { pathText } from "../../common/validate-file.ts";
import { valueProblems } from "../../common/zod-messages.ts";
import { parseAttributeText } from "../source/attribute-text.ts";
import type { SourcePosition } from "../diagnostics/diagnostics.ts";
import { positionOf } from "../diagnostics/diagnostics.ts";
import type { TransformState } from "../state.ts";

/** A switch: `{compact}` or `{compact=true}`. */
export const flagAttribute = z
  .enum(["true", "false", ""], "expected true, false or nothing")
  .transform((value) => (value === "false" ? undefined : true))
  .optional();

/** Reports an unknown attribute of a directive or fence. */
export function reportUnknownAttribute(
  state: TransformState,
  at: SourcePosition,
  owner: string,
  name: string,
  known: readonly string[],
): void {
  state.report(at, "attribute", `unknown attribute "${name}" of ${owner}; ${suggest(name, known)}`);
}

function parseAttributes<T extends z.ZodObject>(
  state: TransformState,
  at: SourcePosition,
  owner: string,
  schema: T,
  values: object,
): z.infer<T> | undefined {
  const result = schema.safeParse(values);
  if (result.success) return result.data;
  for (const { path, key, message } of valueProblems(result.error, values)) {
    if (key === undefined) state.report(at, "attribute", `attribute "${pathText(path)}" of ${owner}: ${message}`);
    else reportUnknownAttribute(state, at, owner, key, Object.keys(schema.shape));
  }
  return undefined;
}

/** Returns the attributes of a directive as written. */
export function directiveAttributes(node: Directives): Record<string, string> {
  return Object.fromEntries(Object.entries(node.attributes ?? {}).map(([key, value]) => [key, value ?? ""]));
}

/** Reads the attributes of a directive. */
export function readDirectiveAttributes<T extends z.ZodObject>(state: TransformState, node: Directives, schema: T): z.infer<T> | undefined {
  return parseAttributes(state, positionOf(node), `"${node.name}"`, schema, directiveAttributes(node));
}

/** Reads the attributes of a fence, which follow the language: `{#anchor title="..."}`. */
export function readFenceAttributes<T extends z.ZodObject>(state: TransformState, node: Code, schema: T): z.infer<T> | undefined {
  const at = positionOf(node);
  const meta = (node.meta ?? "").trim();
  const braces = /^\{(?<inner>[^{}]*)\}$/.exec(meta);
  const read = meta === "" ? parseAttributeText("") : parseAttributeText(braces?.groups?.inner ?? meta);
  if (typeof read === "string" || (meta !== "" && braces === null)) {
    const reason = typeof read === "string" ? `fence: ${read}` : `expected attributes in braces after the language, found "${meta}"`;
    state.report(at, "attribute", reason);
    return undefined;
  }
  const { id, classes, values } = read;
  for (const name of classes) reportUnknownAttribute(state, at, `fence "${node.lang ?? ""}"`, `.${name}`, Object.keys(schema.shape));
  return parseAttributes(state, at, `fence "${node.lang ?? ""}"`, schema, { ...(id === undefined ? {} : { id }), ...values });
}
