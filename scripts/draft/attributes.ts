/**
 * Attributes of directives and fences, checked by strict Zod objects.
 *
 * @module
 */
import type { Code } from "mdast";
import type { Directives } from "mdast-util-directive";
import { z } from "zod";
import { proposal } from "../generate/near.ts";
import { parseAttributeText } from "./attribute-text.ts";
import type { Place } from "./messages.ts";
import { placeOf } from "./messages.ts";
import type { State } from "./state.ts";
import { words } from "./zod-words.ts";

/** An attribute that is there or not: `{compact}`, `{compact=true}`. */
export const flag = z.enum(["true", "false", ""], "expected true, false or nothing").transform((value) => (value === "false" ? undefined : true)).optional();

/** Reports an attribute that a directive or fence does not have. */
export function unknownAttribute(state: State, at: Place, owner: string, name: string, known: readonly string[]): void {
  state.report(at, "attribute", `unknown attribute "${name}" of ${owner}; ${proposal(name, known)}`);
}

function check<T extends z.ZodObject>(state: State, at: Place, owner: string, schema: T, values: object): z.infer<T> | undefined {
  const result = schema.safeParse(values, { error: words });
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    if (issue.code === "unrecognized_keys") {
      for (const key of issue.keys) unknownAttribute(state, at, owner, key, Object.keys(schema.shape));
    } else state.report(at, "attribute", `attribute "${issue.path.join(".")}" of ${owner}: ${issue.message}`);
  }
  return undefined;
}

/** What the author wrote in the braces of a directive. */
export function attributesOf(node: Directives): Record<string, string> {
  return Object.fromEntries(Object.entries(node.attributes ?? {}).map(([key, value]) => [key, value ?? ""]));
}

/** Reads the attributes of a directive. */
export function readAttributes<T extends z.ZodObject>(state: State, node: Directives, schema: T): z.infer<T> | undefined {
  return check(state, placeOf(node), `"${node.name}"`, schema, attributesOf(node));
}

/** Reads what follows the language in the first line of a fence: `{#anchor title="..."}`. */
export function readMeta<T extends z.ZodObject>(state: State, node: Code, schema: T): z.infer<T> | undefined {
  const at = placeOf(node);
  const meta = (node.meta ?? "").trim();
  const braces = /^\{(?<inner>[^{}]*)\}$/.exec(meta);
  const read = meta === "" ? parseAttributeText("") : parseAttributeText(braces?.groups?.inner ?? meta);
  if (typeof read === "string" || (meta !== "" && braces === null)) {
    const reason = typeof read === "string" ? `fence: ${read}` : `expected attributes in braces after the language, found "${meta}"`;
    state.report(at, "attribute", reason);
    return undefined;
  }
  const { id, classes, values } = read;
  for (const name of classes) unknownAttribute(state, at, `fence "${node.lang ?? ""}"`, `.${name}`, Object.keys(schema.shape));
  return check(state, at, `fence "${node.lang ?? ""}"`, schema, { ...(id === undefined ? {} : { id }), ...values });
}
