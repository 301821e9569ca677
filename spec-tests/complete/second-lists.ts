/**
 * Finds lists of compression methods in the sources that lack a method of the schema, except those whose type the compiler checks.
 */
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";

import ts from "typescript";

import { compressionMethod } from "../../reference/schema/index.ts";
import type { Gap } from "./gap.ts";
import { elementsOf, type Repository } from "./repository.ts";

const REMEDY = "read compressionMethods or widestOffer() of reference/wire/, or declare a Record<CompressionMethod, ...>";

/** Returns the names that an object, an array or a union of literals lists. */
function listedNames(node: ts.Node): string[] {
  if (ts.isObjectLiteralExpression(node)) {
    return node.properties.flatMap(({ name }) => (name === undefined ? [] : [name.getText().replaceAll(/["']/g, "")]));
  }
  if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap((each) => listedItem(each));
  return ts.isUnionTypeNode(node)
    ? node.types.flatMap((each) => (ts.isLiteralTypeNode(each) && ts.isStringLiteral(each.literal) ? [each.literal.text] : []))
    : [];
}

/** Returns the name in an item of an array: a text, or the key of an object with one key. */
function listedItem(item: ts.Expression): string[] {
  if (ts.isStringLiteral(item)) return [item.text];
  const keys = ts.isObjectLiteralExpression(item) ? listedNames(item) : [];
  return keys.length === 1 ? keys : [];
}

/** Returns whether the type of a constant makes the compiler name a missing method. */
function isChecked(node: ts.Node): boolean {
  return ts.isVariableDeclaration(node.parent) && node.parent.type?.getText().includes("CompressionMethod") === true;
}

/** Returns the lists of at least two methods in a file that lack a method. */
function gapsOfFile(file: string, text: string, methods: readonly string[]): Gap[] {
  const gaps: Gap[] = [];
  const visit = (node: ts.Node): void => {
    const names = listedNames(node);
    const listed = methods.filter((method) => names.includes(method));
    const missing = methods.filter((method) => !names.includes(method));
    if (listed.length > 1 && missing.length > 0 && !isChecked(node)) {
      gaps.push({ file, missing: `the list of ${listed.join(" and ")} lacks ${missing.join(" and ")}`, remedy: REMEDY });
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  const [first] = gaps;
  return first !== undefined && file.includes("/generated/") ? [{ ...first, remedy: "run make codec" }] : gaps;
}

/** Returns the gaps of the lists of compression methods below some folders. */
export function secondListGaps(repository: Repository, folders: readonly string[]): Gap[] {
  const registry = elementsOf(repository, "registry").find(({ id }) => id === compressionMethod.model.id);
  const methods = (registry?.entries ?? []).filter(({ name }) => name !== "none").map(({ name }) => name);
  const files = folders.flatMap((folder) => ts.sys.readDirectory(join(repository.root, folder), [".ts"]));
  return files.flatMap((path) => {
    const text = readFileSync(path, "utf8");
    return methods.some((method) => text.includes(method)) ? gapsOfFile(relative(repository.root, path), text, methods) : [];
  });
}
