/**
 * Shows the facts of the model in the documentation of schema elements, and their types in a readable form.
 *
 * @module
 */
import type { CommentDisplayPart, Context, DeclarationReflection, SomeType } from "typedoc";
import { Comment, makeRecursiveVisitor, ReferenceType, ReflectionKind } from "typedoc";

import { namedEntries } from "../../reference/layout/entries.ts";
import type { Model } from "../../reference/layout/model.ts";
import * as schema from "../../reference/schema/index.ts";
import { limit, type LimitName } from "../../reference/schema/limits.ts";
import { aliasNames, aliasType, structType } from "./aliases.ts";
import { elementsOf } from "./elements.ts";
import { elementText } from "./element-text.ts";
import { limitsTable, limitText } from "./limit-text.ts";
import { nameAliases } from "./name-aliases.ts";
import { literals, reflectType } from "./reflect.ts";

const model: Model = schema.websocket2;
const elements = elementsOf(schema);

const reflectionsOfKind = (context: Context, kind: ReflectionKind): DeclarationReflection[] =>
  context.project.getReflectionsByKind(kind) as DeclarationReflection[];

const inSchema = ({ sources }: DeclarationReflection): boolean =>
  sources?.some(({ fullFileName }) => fullFileName.includes("/reference/schema/")) ?? false;

/** Shows the text of the model in place of the first sentence of a comment, which says the same in other words. */
function describe(variable: DeclarationReflection): void {
  const element = elements.get(variable.name);
  if (element === undefined || !inSchema(variable)) return;
  variable.comment ??= new Comment();
  const [first, ...others] = variable.comment.summary;
  const [description = "", ...body] = elementText(element, model).split("\n\n");
  const further = first?.text.replace(/^.*?[.](?:\s+|$)/s, "") ?? "";
  const lead: CommentDisplayPart = { kind: "text", text: further === "" ? description : `${description} ${further}` };
  variable.comment.summary = [lead, ...others, { kind: "text", text: `\n\n${body.join("\n\n")}` }];
}

/** Shows each limit with its facts. */
function describeLimits({ project }: Context): void {
  const found = project.getReflectionsByKind(ReflectionKind.Interface | ReflectionKind.TypeAlias) as DeclarationReflection[];
  for (const { name, comment, children = [] } of found) {
    if (name !== "ConnectionLimits" && name !== "LimitChanges") continue;
    comment?.summary.push({ kind: "text", text: `\n\n${limitsTable(limit.model)}` });
    for (const property of children) {
      property.comment = new Comment([{ kind: "text", text: limitText(limit.entry(property.name as LimitName)) }]);
    }
  }
}

/** Shows `Struct<Frame>` and `Registry<...names>` instead of the computed type. */
function replaceTypeArguments(
  variable: DeclarationReflection,
  aliases: ReadonlyMap<string, DeclarationReflection>,
  context: Context,
): void {
  const element = elements.get(variable.name);
  const { type } = variable;
  if (!inSchema(variable)) return;
  if (element === undefined || !(type instanceof ReferenceType)) return dropTypeArguments(type, context);
  context.project.removeTypeReflections(type);
  const alias = aliases.get(variable.name);
  if (element.kind === "struct") {
    const value = alias
      ? ReferenceType.createResolvedReference(alias.name, alias, context.project)
      : reflectType(structType(element, model), { project: context.project, parent: variable });
    type.typeArguments = [value];
  } else if (element.kind === "registry") type.typeArguments = [literals(namedEntries(element).map(({ name }) => name))];
  else delete type.typeArguments;
}

/** Shows `HttpField` without type arguments. */
function dropTypeArguments(type: SomeType | undefined, context: Context): void {
  type?.visit(
    makeRecursiveVisitor({
      reference(inner) {
        if (inner.name !== "HttpField") return;
        context.project.removeTypeReflections(inner);
        delete inner.typeArguments;
      },
    }),
  );
}

/** Shows the definition of an alias of an element or of a union of names. */
function expandAlias(alias: DeclarationReflection, context: Context): void {
  const type = aliasType(alias.type, elements, model);
  const names = type === undefined ? literalNames(alias, context) : undefined;
  if (type === undefined && names === undefined) return;
  context.project.removeTypeReflections(alias.type);
  alias.type = type === undefined ? literals(names ?? []) : reflectType(type, { project: context.project, parent: alias });
}

function literalNames(alias: DeclarationReflection, context: Context): string[] | undefined {
  const computed = alias.type?.type === "indexedAccess" || alias.type?.type === "typeOperator";
  const symbol = computed ? context.getSymbolFromReflection(alias) : undefined;
  const type = symbol && context.programs[0]?.getTypeChecker().getDeclaredTypeOfSymbol(symbol);
  if (type === undefined || !type.isUnion()) return undefined;
  const names = type.types.map((each) => (each.isStringLiteral() ? each.value : undefined));
  return names.every((name) => name !== undefined) ? names : undefined;
}

/** Describes all elements of the schema. Runs before TypeDoc resolves types. */
export function describeElements(context: Context): void {
  const aliases = reflectionsOfKind(context, ReflectionKind.TypeAlias);
  const named = aliasNames(aliases);
  for (const variable of reflectionsOfKind(context, ReflectionKind.Variable)) {
    describe(variable);
    replaceTypeArguments(variable, named, context);
  }
  nameAliases(context.project, aliases, elements);
  for (const alias of aliases) expandAlias(alias, context);
  describeLimits(context);
}
