/**
 * The ESLint rules of this repository.
 *
 * @module
 */
import { dirname, relative, resolve } from "node:path";
import type { AST, ESLint, Rule } from "eslint";
import { importGraph, shortestImportPath } from "./cycles.ts";
import { importProblem } from "./layers.ts";
import { isTooWide, MAX_COLUMNS } from "./line-width.ts";
import { readSources, sharedTypeNames, typeNameIndex } from "./type-names.ts";
import { findAvoidedPhrases } from "./words.ts";

/** An import or export with a source, as ESLint passes it. */
type ImportNode = Rule.Node & {
  readonly source?: { readonly value?: unknown } | null;
  readonly importKind?: string;
  readonly exportKind?: string;
};

const isTypeOnly = (node: ImportNode): boolean => node.importKind === "type" || node.exportKind === "type";
const toPosixPath = (path: string): string => path.replaceAll("\\", "/");
const repositoryPath = ({ cwd, filename }: Rule.RuleContext): string => toPosixPath(relative(cwd, filename));

/** Calls back for each import of a file, with the text after `from`. */
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
      // A type of a package is gone at run time.
      if (isTypeOnly(node) && !specifier.startsWith(".")) return;
      const message = importProblem(repositoryPath(context), specifier);
      if (message !== undefined) context.report({ node, message });
    }),
};

const importsOfFile = importGraph();

const cycles: Rule.RuleModule = {
  meta: { type: "problem", docs: { description: "no file imports itself, directly or through other files" } },
  create: (context) =>
    eachImport((node, specifier) => {
      if (isTypeOnly(node) || !specifier.startsWith(".")) return;
      const path = shortestImportPath(resolve(dirname(context.filename), specifier), context.filename, importsOfFile);
      if (path === undefined) return;
      const shown = path.map((file) => toPosixPath(relative(context.cwd, file))).join(" -> ");
      context.report({
        node,
        message: `This import closes a circle: ${shown}. Move the code that both files need into a file of its own.`,
      });
    }),
};

/** Comments, strings and template texts, with their offsets. */
function textsOf({ sourceCode }: Rule.RuleContext): { readonly text: string; readonly start: number }[] {
  const comments = sourceCode.getAllComments();
  const strings = sourceCode.ast.tokens.filter(({ type }) => type === "String" || type === "Template");
  return [...comments, ...strings].flatMap(({ range }: Pick<AST.Token, "range"> | { range?: AST.Range | undefined }) =>
    range === undefined ? [] : [{ text: sourceCode.text.slice(...range), start: range[0] }],
  );
}

const words: Rule.RuleModule = {
  meta: { type: "suggestion", docs: { description: "comments and messages use plain words" } },
  create: (context) => ({
    Program: () => {
      for (const { text, start } of textsOf(context)) {
        for (const { index, phrase, fix } of findAvoidedPhrases(text)) {
          context.report({ loc: context.sourceCode.getLocFromIndex(start + index), message: `"${phrase}": ${fix}.` });
        }
      }
    },
  }),
};

const lineWidth: Rule.RuleModule = {
  meta: { type: "layout", docs: { description: `lines have at most ${MAX_COLUMNS} columns` } },
  create: (context) => ({
    Program: () => {
      for (const [index, line] of context.sourceCode.lines.entries()) {
        if (!isTooWide(line)) continue;
        const loc = { line: index + 1, column: MAX_COLUMNS };
        context.report({
          loc,
          message: `The line has ${line.length} columns, expected at most ${MAX_COLUMNS}: break it, or give a part of it a name.`,
        });
      }
    },
  }),
};

const indexedFolders = ["reference", "scripts"];
let typeNames: ReadonlyMap<string, readonly string[]> | undefined;

const uniqueTypeNames: Rule.RuleModule = {
  meta: { type: "problem", docs: { description: "one file defines a type name" } },
  create: (context) => {
    const file = repositoryPath(context);
    if (!indexedFolders.some((folder) => file.startsWith(`${folder}/`))) return {};
    const index = (typeNames ??= typeNameIndex(readSources(context.cwd, indexedFolders)));
    const check = (node: Rule.Node): void => {
      const name = (node as unknown as { readonly id?: { readonly name: string } | null }).id?.name ?? "";
      const others = Object.hasOwn(sharedTypeNames, name) ? [] : (index.get(name)?.filter((path) => path !== file) ?? []);
      if (others.length === 0) return;
      context.report({
        node,
        message: `${others.join(", ")} defines ${name} too: name each type after its own meaning, or import one definition.`,
      });
    };
    return { ClassDeclaration: check, TSInterfaceDeclaration: check, TSTypeAliasDeclaration: check };
  },
};

/** The rules of this repository, under the prefix `repository/`. */
export const repository: ESLint.Plugin = {
  rules: { layers: layering, "no-cycle": cycles, words, "line-width": lineWidth, "unique-type-names": uniqueTypeNames },
};
