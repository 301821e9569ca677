/**
 * The TypeDoc plugin: pages for users of the package, with the facts of the model and links to the built draft.
 *
 * @module
 */
import { readFileSync } from "node:fs";

import type { Application, Context, DeclarationReference, ProjectReflection, Reflection } from "typedoc";
import { Converter, PageEvent, ParameterType, RendererEvent } from "typedoc";

import { categorizeExports, sortCategories } from "./arrange.ts";
import { EXPORT_SCHEME } from "./cite.ts";
import { describeElements } from "./describe-elements.ts";
import { completeDocuments, completeLanding } from "./landing.ts";
import { findExport, PageWriter } from "./page-writer.ts";
import { ApiTheme } from "./theme.ts";

/** Runs before the components of TypeDoc group, sort, resolve, and write their files. */
const BEFORE_TYPEDOC = 10_000;

/** Runs after them. */
const AFTER_TYPEDOC = -10_000;

const readText = (file: string): string => readFileSync(file, "utf8");

/** Names modules as the package exports them. */
function renameModules({ children = [] }: ProjectReflection): void {
  for (const module of children) module.name = module.name.replace(/^reference\b/, "websocket2");
}

function prepare(context: Context): void {
  const { project } = context;
  renameModules(project);
  describeElements(context);
  categorizeExports(project);
  completeDocuments(project);
}

function completeReadme({ project }: Context): void {
  project.readme = completeLanding(project.readme ?? [], project.children ?? [], readText);
}

/** Resolves a link to an export that the file does not import. */
function linkAcross(reference: DeclarationReference, from: Reflection): string | undefined {
  const [first, ...others] = reference.symbolReference?.path ?? [];
  const found = first !== undefined && others.length === 0 && findExport(from.project, first.path) !== undefined;
  return found ? `${EXPORT_SCHEME}${first.path}` : undefined;
}

function declareOptions({ options }: Application): void {
  options.addDeclaration({
    name: "draftPage",
    help: "The page of the built draft, relative to the API pages.",
    type: ParameterType.String,
    defaultValue: "../draft/draft.html",
  });
  options.addDeclaration({
    name: "draftSections",
    help: "A JSON file with the numbers of the sections of the draft by their anchors.",
    type: ParameterType.Path,
    defaultValue: "",
  });
}

function sectionNumbers(app: Application): ReadonlyMap<string, string> {
  const file = String(app.options.getValue("draftSections"));
  return new Map(file === "" ? [] : Object.entries(JSON.parse(readText(file)) as Record<string, string>));
}

/** Registers the plugin; called by TypeDoc. */
export function load(app: Application): void {
  /** Runs a step; its mistake is an error of TypeDoc, without a stack. */
  const step = <T>(run: (value: T) => void) => (value: T): void => {
    try {
      run(value);
    } catch (error) {
      app.logger.error((error as Error).message as Parameters<typeof app.logger.error>[0]);
    }
  };
  declareOptions(app);
  app.renderer.defineTheme("websocket2", ApiTheme);
  app.converter.addUnknownSymbolResolver(linkAcross);
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, step(prepare), BEFORE_TYPEDOC);
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, step(completeReadme), AFTER_TYPEDOC);
  app.converter.on(Converter.EVENT_RESOLVE_END, step(({ project }: Context) => sortCategories(project)), AFTER_TYPEDOC);
  let writer: PageWriter | undefined;
  app.renderer.on(
    RendererEvent.BEGIN,
    step(({ project }: RendererEvent) => {
      const draft = { path: String(app.options.getValue("draftPage")), sections: sectionNumbers(app) };
      writer = new PageWriter(project, draft, (target) => app.renderer.router?.getFullUrl(target) ?? "");
    }),
  );
  app.renderer.on(PageEvent.END, step((page: PageEvent) => writer?.complete(page)));
  app.renderer.on(RendererEvent.END, step(({ outputDirectory }: RendererEvent) => writer?.writeFiles(outputDirectory)), AFTER_TYPEDOC);
}
