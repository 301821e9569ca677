/**
 * The text of a generated module, and the functions of one at run time.
 *
 * @module
 */
import { LayoutError } from "../errors.ts";
import type { StructModel } from "../model.ts";
import type { FieldCheck } from "../runtime/field-check.ts";
import * as runtime from "../runtime/index.ts";
import type { CodecParts, ReadFunction } from "../runtime/codec.ts";
import { rangesText } from "../size.ts";
import { recursiveStructs } from "../struct/recursion.ts";
import type { RequirementOf } from "./checks.ts";
import { type ChecksumFunctions, functionsOf } from "./checksums.ts";
import { camelName, commentLines, dataText, docComment, LINE_WIDTH, objectText, pascalName } from "./code-lines.ts";
import { type ElementsById, ModuleScope } from "./module-scope.ts";
import { readerTexts } from "./reader-text.ts";
import { ValueTypes } from "./value-type.ts";
import { writerTexts } from "./write.ts";

/** The element that is compiled. */
export interface CompiledElement {
  /** The struct. */
  readonly root: StructModel;
  /** The registries that it refers to, by id. */
  readonly elements: ElementsById;
  /** Whether the value is the one field itself, as for a prefix-coded integer. */
  readonly bare: boolean;
  /** The functions of its checksums; a module's text does not need them. */
  readonly functions?: ChecksumFunctions;
}

/** The settings of a module's text. */
export interface SourceOptions {
  /** The language. The default is `javascript`. */
  readonly language?: "javascript" | "typescript";
  /** The module that exports the runtime of codecs. The default is `websocket2/layout`. */
  readonly runtime?: string;
  /** The first lines of the comment on the module; none by default. */
  readonly header?: readonly string[];
  /** Names the requirements in the comments of checks. The default is to name none. */
  readonly requirement?: RequirementOf;
  /** The module that exports the functions of checksums by their names. Without it, a layout that has checksums is refused. */
  readonly functions?: string;
  /**
   * The module of the codec, for a module that has nothing but the function that traces. Without it the module has the codec, which
   * does not trace.
   */
  readonly traceOf?: string;
}

/** The functions that a module can have. */
type ModulePart = "codec" | "trace";

/** A module before it is one text. */
interface ModuleParts {
  readonly scope: ModuleScope;
  readonly types: ValueTypes;
  readonly functions: readonly string[];
}

/** The check that nothing follows the struct. */
function wholeCheck({ id, fault, sizes }: StructModel): FieldCheck {
  return { path: id, code: fault, rule: "size", expected: `${rangesText(sizes)} octets` };
}

function partsOf(subject: CompiledElement, part: ModulePart, { language, requirement }: SourceOptions): ModuleParts {
  const [functions, recursive] = [functionsOf(subject.root), recursiveStructs(subject.root)];
  const scope = new ModuleScope({ ...subject, functions, recursive, typed: language === "typescript", requirement });
  const types = new ValueTypes(subject.elements, recursive);
  const { id } = subject.root;
  for (const verb of ["read", "trace", "write"]) scope.names.take(camelName(verb, id));
  for (const noun of ["bounds", "parts", "codec"]) scope.names.take(camelName(id, noun));
  const [reader = "", ...inner] = readerTexts(scope, types, part === "trace");
  return { scope, types, functions: part === "trace" ? [reader, ...inner] : [reader, ...writerTexts(scope), ...inner] };
}

/** Returns the table of checks as a statement. */
function checksText({ checks, typed }: { readonly checks: ReadonlyMap<string, FieldCheck>; readonly typed: string }): string {
  if (checks.size === 0) return "";
  return `/** The checks in the order of the code, for issues. */\nconst checks = ${dataText(Object.fromEntries(checks))}${typed};`;
}

/** Returns the known bounds as a statement. */
function boundsText(scope: ModuleScope): string {
  const name = camelName(scope.settings.root.id, "bounds");
  const items = [...scope.bounds].map(([bound, registry]) => `${bound}: ${registry === undefined ? "null" : scope.codes(registry)}`);
  const comment = docComment("The bounds that a caller can give: `null` for a number, or codes by name.");
  return `${comment}\nconst ${name} = ${objectText(items, LINE_WIDTH - `const ${name} = ;`.length)};`;
}

/** Returns the interface of the bounds as a declaration. */
function boundsType(scope: ModuleScope): string {
  const name = pascalName(scope.settings.root.id, "bounds");
  if (scope.bounds.size === 0) return "";
  const lines = [...scope.bounds].map(
    ([bound, registry]) =>
      `  readonly ${bound}: number;${registry === undefined ? " // Infinity for no limit" : " // a code; -1 where none was agreed on"}`,
  );
  return [`/** The bounds as numbers. */`, `export type ${name} = {`, ...lines, "};"].join("\n");
}

/** Returns the parts of the codec as an expression. @param columns - for one line */
function codecParts(scope: ModuleScope, columns = LINE_WIDTH): string {
  const { root, bare } = scope.settings;
  const name = (verb: string): string => camelName(verb, root.id);
  // A value of its own: bundlers keep what a member of another object could call.
  const whole = `whole: ${dataText(wholeCheck(root))}`;
  const own = [`read: ${name("read")}`, `write: ${name("write")}`, `bounds: ${camelName(root.id, "bounds")}`, whole];
  return objectText([...own, ...(bare ? ["bare: true"] : [])], columns);
}

function importText(scope: ModuleScope, functions: readonly string[], from: string): string[] {
  const types = ["CodecParts", "ReaderState", "UncheckedFields", "WireCodec", "Writable", "WriteTarget"].filter((type) =>
    functions.some((text) => new RegExp(`\\b${type}\\b`).test(text)),
  );
  const names = [...[...scope.runtime].sort(), ...(scope.settings.typed ? types.map((type) => `type ${type}`) : [])];
  if (names.length === 0) return [];
  const line = `import { ${names.join(", ")} } from ${JSON.stringify(from)};`;
  return [line.length <= LINE_WIDTH ? line : `import {\n${names.map((name) => `  ${name},\n`).join("")}} from ${JSON.stringify(from)};`];
}

/** Returns the import of the functions of checksums. @throws LayoutError where no module has them */
function functionsImport({ settings }: ModuleScope, from: string | undefined): string[] {
  const { functions, root } = settings;
  if (functions.length === 0) return [];
  if (from === undefined) {
    throw new LayoutError(root.id, `has checksums by ${functions.join(", ")}; name the module that exports them in the option functions`);
  }
  return [`import { ${functions.join(", ")} } from ${JSON.stringify(from)};`];
}

/** The type of the value of a module. */
function valueType({ scope, types }: ModuleParts): string {
  const { root, bare } = scope.settings;
  const [field] = root.fields;
  return bare && field !== undefined ? types.fieldType(field) : types.nameOf(root);
}

/** Returns the declaration of the codec. */
function codecText(parts: ModuleParts): string[] {
  const { scope } = parts;
  const { root, typed } = scope.settings;
  const [partsName, codecName] = [camelName(root.id, "parts"), camelName(root.id, "codec")];
  const value = valueType(parts);
  const types = scope.bounds.size === 0 ? value : `${value}, ${pascalName(root.id, "bounds")}`;
  const declared = `export const ${partsName}${typed ? `: CodecParts<${types}>` : ""} = `;
  const codecType = typed ? `: WireCodec<${value}>` : "";
  const texts = [
    "/** The parts of the codec. */",
    `${declared}${codecParts(scope, LINE_WIDTH - declared.length - 1)};`,
    "",
    docComment(`Decodes and encodes ${root.title}.`),
    `export const ${codecName}${codecType} = /* @__PURE__ */ ${scope.use("codecOf")}(${partsName});`,
  ];
  return [texts.join("\n")];
}

function headerText({ title, description }: StructModel, header: readonly string[]): string {
  const lines = [`${title}: ${description}`, ...(header.length === 0 ? [] : ["", ...header]), "", "@module"];
  return ["/**", ...lines.flatMap((line) => (line === "" ? [" *"] : commentLines(line))), " */"].join("\n");
}

/** Returns the text of the module of an element, which loads as it is. */
export function moduleText(subject: CompiledElement, options: SourceOptions = {}): string {
  const { traceOf, header = [], runtime: from = "websocket2/layout" } = options;
  const parts = partsOf(subject, traceOf === undefined ? "codec" : "trace", options);
  const { scope, types } = parts;
  const { root, typed } = scope.settings;
  const constants = [
    checksText({ checks: scope.checks, typed: scope.typed(" as const") }),
    ...(traceOf === undefined ? [boundsText(scope)] : []),
  ];
  const own = traceOf === undefined ? 2 : 1;
  const exported = parts.functions.map((text, index) => (index < own ? text.replace(/^function /m, "export function ") : text));
  const codec = traceOf === undefined ? codecText(parts) : [];
  const declarations = typed && traceOf === undefined ? [...types.declarations(), boundsType(scope)] : [];
  const body = [...declarations, ...scope.constants(), ...constants, ...exported, ...codec].filter((text) => text !== "");
  const shared = typed && traceOf !== undefined ? [sharedTypes(parts, traceOf)] : [];
  const checksums = functionsImport(scope, options.functions);
  const imports = [...importText(scope, [...exported, ...codec], from), ...checksums, ...shared.filter((text) => text !== "")];
  const head = [headerText(root, header), ...imports].join("\n");
  return `${[head, ...body].join("\n\n")}\n`;
}

/** Returns the import of the types that the module of the codec exports. */
function sharedTypes({ scope, types }: ModuleParts, from: string): string {
  const { root } = scope.settings;
  const names = [...types.names(), ...(scope.bounds.size === 0 ? [] : [pascalName(root.id, "bounds")])];
  return names.length === 0 ? "" : `import type { ${names.join(", ")} } from ${JSON.stringify(from)};`;
}

/** Makes the functions of a module. @throws LayoutError where the platform forbids code generation */
function evaluated(
  { root: { id }, functions: given = {} }: CompiledElement,
  { scope, functions }: ModuleParts,
  extra: readonly string[],
  result: string,
): unknown {
  const missing = scope.settings.functions.find((name) => typeof given[name] !== "function");
  if (missing !== undefined) {
    throw new LayoutError(id, `has a checksum by ${missing}; expected a function of this name in the option functions`);
  }
  const text = [
    `"use strict";`,
    `const { ${[...scope.runtime].join(", ")} } = runtime;`,
    `const { ${scope.settings.functions.join(", ")} } = given;`,
    ...scope.constants(),
    checksText({ checks: scope.checks, typed: "" }),
    ...extra,
    ...functions,
    `return ${result};`,
  ].join("\n");
  try {
    // eslint-disable-next-line no-new-func -- the text is our own: names are checked, strings are quoted
    return (new Function("runtime", "given", text) as (names: typeof runtime, given: ChecksumFunctions) => unknown)(runtime, given);
  } catch (error) {
    if (!(error instanceof EvalError)) throw error;
    const remedy = "Where it is allowed, write the text of source() to a file; then import that file in place of the layout";
    throw new LayoutError(id, `cannot be compiled: this platform forbids code generation. ${remedy}`);
  }
}

/** Compiles reader and writer at run time. */
export function compiledParts<V>(subject: CompiledElement): CodecParts<V> {
  const parts = partsOf(subject, "codec", {});
  const { scope } = parts;
  const bounds = boundsText(scope);
  return evaluated(subject, parts, [bounds], codecParts(scope)) as CodecParts<V>;
}

/** Compiles the reader that traces at run time. */
export function compiledTrace<V>(subject: CompiledElement): ReadFunction<V> {
  const parts = partsOf(subject, "trace", {});
  return evaluated(subject, parts, [], camelName("trace", subject.root.id)) as ReadFunction<V>;
}
