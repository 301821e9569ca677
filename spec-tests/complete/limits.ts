/**
 * Checks that code enforces each limit of the schema, that a conformance case tests it, and that the draft's prose names it.
 */
import ts from "typescript";

import { type Gap, orReason, unexplainedGaps } from "./gap.ts";
import { DRAFT, draftSource, elementsOf, programOf, type Repository } from "./repository.ts";

/** Returns the string literals of a type; none for a type that allows each limit, which is no evidence for one of them. */
function literalsOf(type: ts.Type, names: ReadonlySet<string>): string[] {
  const literals = (type.isUnion() ? type.types : [type]).flatMap((each) => (each.isStringLiteral() ? [each.value] : []));
  return literals.length < names.size ? literals : [];
}

/** Returns whether all properties of a type are limits, as those of a configuration of limits are. */
function holdsLimits(type: ts.Type, names: ReadonlySet<string>): boolean {
  const properties = type.getProperties();
  return properties.length > 0 && properties.every(({ name }) => names.has(name));
}

/** Returns the limits that a node of a program reads: `limits.NAME`, `limits[name]`, `{ NAME } = limits`, `limit.value("NAME")`. */
function limitsRead(node: ts.Node, checker: ts.TypeChecker, names: ReadonlySet<string>): string[] {
  const holds = (owner: ts.Node): boolean => holdsLimits(checker.getTypeAtLocation(owner), names);
  if (ts.isPropertyAccessExpression(node) && names.has(node.name.text) && holds(node.expression)) return [node.name.text];
  if (ts.isElementAccessExpression(node) && holds(node.expression)) {
    return literalsOf(checker.getTypeAtLocation(node.argumentExpression), names);
  }
  if (ts.isObjectBindingPattern(node) && holds(node)) return node.elements.map((each) => (each.propertyName ?? each.name).getText());
  const [argument] = ts.isCallExpression(node) ? node.arguments : [];
  const callee = ts.isCallExpression(node) ? node.expression.getText() : "";
  return argument !== undefined && /\blimit\.(?:value|entry)$/.test(callee) ? literalsOf(checker.getTypeAtLocation(argument), names) : [];
}

/** Returns the limits that the files of a program below a folder read. */
function limitsReadBelow(program: ts.Program, folder: string, names: ReadonlySet<string>, except = /^$/): Set<string> {
  const found = new Set<string>();
  const checker = program.getTypeChecker();
  const visit = (node: ts.Node): void => {
    for (const name of limitsRead(node, checker, names)) found.add(name);
    ts.forEachChild(node, visit);
  };
  const files = program.getSourceFiles().filter(({ fileName }) => fileName.includes(`/${folder}/`) && !except.test(fileName));
  files.forEach(visit);
  return found;
}

/** The folders of the sources that the checks of limits read. */
export const LIMIT_FOLDERS = ["reference", "scripts/interop/conformance"];

/** Returns the gaps of the limits that the prose does not show. */
function proseGaps(repository: Repository): Gap[] {
  const prose = draftSource(repository);
  const paths = elementsOf(repository, "limits").flatMap(({ id, entries }) => entries.map(({ name }) => [name, `${id}.${name}`] as const));
  const missing = paths.filter(([, path]) => !prose.includes(`{{=${path}`)).map(([name, path]): [string, Gap] => {
    const remedy = `write {{=${path}}} in the section of the limit, ${orReason("limitsWithoutProse")}`;
    return [name, { file: DRAFT, missing: `the prose does not show the limit ${name}`, remedy }];
  });
  return unexplainedGaps(new Map(missing), "limitsWithoutProse");
}

/**
 * Returns the gaps of the limits.
 *
 * @param program - a program of at least {@link LIMIT_FOLDERS}
 */
export function limitGaps(repository: Repository, program = programOf(repository, LIMIT_FOLDERS)): Gap[] {
  const names = elementsOf(repository, "limits").flatMap(({ entries }) => entries.map(({ name }) => name));
  const known = new Set(names);
  const enforced = limitsReadBelow(program, "reference", known, /\/reference\/(?:schema|layout)\//);
  const tested = limitsReadBelow(program, "scripts/interop/conformance", known);
  const notEnforced = names.filter((name) => !enforced.has(name)).map((name) => {
    return {
      file: "reference/",
      missing: `no code outside of schema/ reads the limit ${name}`,
      remedy: `enforce it, and read it as limits.${name}`,
    };
  });
  const notTested = names.filter((name) => !tested.has(name)).map((name): [string, Gap] => {
    const remedy = `add a case that reads limit.value("${name}"), ${orReason("limitsWithoutCase")}`;
    return [name, { file: "scripts/interop/conformance/cases/limits.ts", missing: `no conformance case reads the limit ${name}`, remedy }];
  });
  return [...notEnforced, ...unexplainedGaps(new Map(notTested), "limitsWithoutCase"), ...proseGaps(repository)];
}
