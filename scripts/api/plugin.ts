/**
 * The TypeDoc plugin: adds facts of the model to the pages of schema elements, with links to the built draft.
 *
 * @module
 */
import type { Application, Context, DeclarationReference, DeclarationReflection, ProjectReflection, Reflection, SomeType } from "typedoc";
import { Comment, Converter, makeRecursiveVisitor, PageEvent, ParameterType, ReferenceType, ReflectionKind } from "typedoc";
import type { Model } from "../../reference/layout/model.ts";
import * as schema from "../../reference/schema/index.ts";
import { aliasNames, aliasType, structType } from "./aliases.ts";
import { EXPORT_SCHEME, resolveDraftLinks, resolveExportLinks } from "./cite.ts";
import { elementsOf } from "./elements.ts";
import { elementText } from "./element-text.ts";
import { literals, reflectType } from "./reflect.ts";

const model: Model = schema.websocket2;
const elements = elementsOf(schema);

/** Runs before the components of TypeDoc group, sort and resolve. */
const BEFORE_TYPEDOC = 10_000;

const reflectionsOfKind = (context: Context, kind: ReflectionKind): DeclarationReflection[] =>
  context.project.getReflectionsByKind(kind) as DeclarationReflection[];

const inSchema = ({ sources }: DeclarationReflection): boolean =>
  sources?.some(({ fullFileName }) => fullFileName.includes("/reference/schema/")) ?? false;

/** Adds the text of the model to the comment of an element. */
function describe(variable: DeclarationReflection): void {
  const element = elements.get(variable.name);
  if (element === undefined || !inSchema(variable)) return;
  variable.comment ??= new Comment();
  variable.comment.summary.push({ kind: "text", text: `\n\n${elementText(element, model)}` });
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
  } else if (element.kind === "registry") type.typeArguments = [literals(element.entries.map(({ name }) => name))];
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

/** Names modules as the package exports them. */
function renameModules({ project }: Context): void {
  for (const module of project.children ?? []) module.name = module.name.replace(/^reference\b/, "websocket2");
}

function resolve(context: Context): void {
  renameModules(context);
  const aliases = reflectionsOfKind(context, ReflectionKind.TypeAlias);
  const named = aliasNames(aliases);
  for (const variable of reflectionsOfKind(context, ReflectionKind.Variable)) {
    describe(variable);
    replaceTypeArguments(variable, named, context);
  }
  for (const alias of aliases) expandAlias(alias, context);
}

/** Returns the export with a name, from any module. */
function findExport(project: ProjectReflection, name: string): DeclarationReflection | undefined {
  return project.children?.flatMap(({ children = [] }) => children).find((each) => each.name === name && !each.isReference());
}

/** Resolves a link to an export that the file does not import. */
function linkAcross(reference: DeclarationReference, from: Reflection): string | undefined {
  const [first, ...others] = reference.symbolReference?.path ?? [];
  const found = first !== undefined && others.length === 0 && findExport(from.project, first.path) !== undefined;
  return found ? `${EXPORT_SCHEME}${first.path}` : undefined;
}

function resolveLinks(app: Application, page: PageEvent): void {
  if (page.contents === undefined) return;
  const draft = String(app.options.getValue("draftPage"));
  const pageOf = (name: string): string => {
    const target = findExport(page.project, name);
    return target === undefined ? "" : (app.renderer.router?.getFullUrl(target) ?? "");
  };
  page.contents = resolveExportLinks(resolveDraftLinks(page.contents, page.url, draft), page.url, pageOf);
}

/** Registers the plugin; called by TypeDoc. */
export function load(app: Application): void {
  app.options.addDeclaration({
    name: "draftPage",
    help: "The page of the built draft, relative to the API pages.",
    type: ParameterType.String,
    defaultValue: "../draft/draft.html",
  });
  app.converter.addUnknownSymbolResolver(linkAcross);
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, resolve, BEFORE_TYPEDOC);
  app.renderer.on(PageEvent.END, (page) => resolveLinks(app, page));
}
