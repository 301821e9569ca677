/**
 * ESLint rules for the folders of this repository.
 *
 * @module
 */
import { dirname, relative, resolve } from "node:path";
import type { ESLint, Rule } from "eslint";
import { importGraph, wayTo } from "./cycles.ts";
import { wrongImport } from "./layers.ts";

/** An import or export with a source, as ESLint hands it over. */
type Sourced = Rule.Node & { readonly source?: { readonly value?: unknown } | null; readonly importKind?: string; readonly exportKind?: string };

const isType = (node: Sourced): boolean => node.importKind === "type" || node.exportKind === "type";
const slashes = (path: string): string => path.replaceAll("\\", "/");

/** Calls back for each import of a file, with what stands behind `from`. */
function eachImport(check: (node: Sourced, specifier: string) => void): Rule.RuleListener {
  const visit = (node: Rule.Node): void => {
    const specifier = (node as Sourced).source?.value;
    if (typeof specifier === "string") check(node as Sourced, specifier);
  };
  return { ImportDeclaration: visit, ImportExpression: visit, ExportNamedDeclaration: visit, ExportAllDeclaration: visit };
}

const layering: Rule.RuleModule = {
  meta: { type: "problem", docs: { description: "imports run downward only" } },
  create: (context) =>
    eachImport((node, specifier) => {
      // A type of a package binds nothing at run time.
      if (isType(node) && !specifier.startsWith(".")) return;
      const message = wrongImport(slashes(relative(context.cwd, context.filename)), specifier);
      if (message !== undefined) context.report({ node, message });
    }),
};

const graph = importGraph();

const cycles: Rule.RuleModule = {
  meta: { type: "problem", docs: { description: "no file imports itself, by whatever way" } },
  create: (context) =>
    eachImport((node, specifier) => {
      if (isType(node) || !specifier.startsWith(".")) return;
      const way = wayTo(resolve(dirname(context.filename), specifier), context.filename, graph);
      if (way === undefined) return;
      const shown = way.map((path) => slashes(relative(context.cwd, path))).join(" -> ");
      context.report({ node, message: `This import closes a circle: ${shown}. Move what both need into a file of its own.` });
    }),
};

/** The rules `repository/layers` and `repository/no-cycle`. */
export const repository: ESLint.Plugin = { rules: { layers: layering, "no-cycle": cycles } };
