/**
 * ESLint rules for the folders of this repository.
 *
 * @module
 */
import { dirname, relative, resolve } from "node:path";
import type { ESLint, Rule } from "eslint";
import { importGraph, shortestImportPath } from "./cycles.ts";
import { importProblem } from "./layers.ts";

/** An import or export with a source, as ESLint hands it over. */
type ImportNode = Rule.Node & { readonly source?: { readonly value?: unknown } | null; readonly importKind?: string; readonly exportKind?: string };

const isTypeOnly = (node: ImportNode): boolean => node.importKind === "type" || node.exportKind === "type";
const toPosixPath = (path: string): string => path.replaceAll("\\", "/");

/** Calls back for each import of a file, with what stands behind `from`. */
function eachImport(check: (node: ImportNode, specifier: string) => void): Rule.RuleListener {
  const visit = (node: Rule.Node): void => {
    const specifier = (node as ImportNode).source?.value;
    if (typeof specifier === "string") check(node as ImportNode, specifier);
  };
  return { ImportDeclaration: visit, ImportExpression: visit, ExportNamedDeclaration: visit, ExportAllDeclaration: visit };
}

const layering: Rule.RuleModule = {
  meta: { type: "problem", docs: { description: "imports run downward only" } },
  create: (context) =>
    eachImport((node, specifier) => {
      // A type of a package binds nothing at run time.
      if (isTypeOnly(node) && !specifier.startsWith(".")) return;
      const message = importProblem(toPosixPath(relative(context.cwd, context.filename)), specifier);
      if (message !== undefined) context.report({ node, message });
    }),
};

const importsOfFile = importGraph();

const cycles: Rule.RuleModule = {
  meta: { type: "problem", docs: { description: "no file imports itself, by whatever way" } },
  create: (context) =>
    eachImport((node, specifier) => {
      if (isTypeOnly(node) || !specifier.startsWith(".")) return;
      const way = shortestImportPath(resolve(dirname(context.filename), specifier), context.filename, importsOfFile);
      if (way === undefined) return;
      const shown = way.map((path) => toPosixPath(relative(context.cwd, path))).join(" -> ");
      context.report({ node, message: `This import closes a circle: ${shown}. Move what both need into a file of its own.` });
    }),
};

/** The rules `repository/layers` and `repository/no-cycle`. */
export const repository: ESLint.Plugin = { rules: { layers: layering, "no-cycle": cycles } };
