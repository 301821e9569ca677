/**
 * Completes rendered pages, and writes the files beside them.
 *
 * @module
 */
import { rmSync } from "node:fs";
import { join } from "node:path/posix";

import { type DeclarationReflection, type PageEvent, type ProjectReflection, Reflection, ReflectionKind } from "typedoc";

import { writeFileAtomic } from "../common/files.ts";
import { exportingModules } from "./arrange.ts";
import { type DraftPage, pathToRoot, resolveDraftLinks, resolveExportLinks, resolveSourceLinks } from "./cite.ts";
import { importLine } from "./import-line.ts";
import { resolveModuleLinks } from "./landing.ts";
import { guardPage, themeScript } from "./page-policy.ts";
import { linkFileNames, sourceFiles, sourcePageOf, writeSourcePages } from "./source-pages.ts";

/** The folder of the source files. */
const SOURCES = "reference";

/** Returns the export with a name, from any module. */
export function findExport(project: ProjectReflection, name: string): DeclarationReflection | undefined {
  return project.children?.flatMap(({ children = [] }) => children).find((each) => each.name === name && !each.isReference());
}

const TOOLBAR_LINKS = '<div id="tsd-toolbar-links">';

/** Completes the pages of one project. */
export class PageWriter {
  readonly #project: ProjectReflection;
  readonly #draft: DraftPage;
  readonly #urlOf: (target: Reflection) => string;
  readonly #modules: ReturnType<typeof exportingModules>;
  readonly #files = new Set(sourceFiles(SOURCES));

  /**
   * @param draft - the built draft
   * @param urlOf - returns the path of a page from the root of the API pages
   */
  constructor(project: ProjectReflection, draft: DraftPage, urlOf: (target: Reflection) => string) {
    this.#project = project;
    this.#draft = draft;
    this.#urlOf = urlOf;
    this.#modules = exportingModules(project);
  }

  /** Adds what TypeDoc does not know to a page. */
  complete(page: PageEvent): void {
    if (page.contents === undefined) return;
    const { model, url } = page;
    const toRoot = pathToRoot(url);
    const steps: readonly ((html: string) => string)[] = [
      (html) => (model instanceof Reflection ? this.#addImportLine(html, model, toRoot) : html),
      (html) => (model instanceof Reflection && model.isDocument() ? linkFileNames(html, SOURCES, this.#files) : html),
      (html) => html.replace(TOOLBAR_LINKS, `${TOOLBAR_LINKS}<a href="draft:">Draft</a><a href="source:index">Source</a>`),
      (html) => resolveDraftLinks(html, url, this.#draft),
      (html) => resolveExportLinks(html, url, (name) => this.#pageOf(findExport(this.#project, name))),
      (html) => resolveModuleLinks(html, url, (name) => this.#pageOf(this.#project.children?.find((each) => each.name === name))),
      (html) => resolveSourceLinks(html, url, (file) => sourcePageOf(file, this.#files)),
      (html) => guardPage(html, toRoot),
    ];
    page.contents = steps.reduce((html, step) => step(html), page.contents);
  }

  /** Writes the source pages and the script of the theme. @param output - the folder of the API pages */
  writeFiles(output: string): void {
    writeFileAtomic(join(output, themeScript.path), themeScript.text);
    writeSourcePages(output, [...this.#files], { draft: this.#draft.path, title: this.#project.name });
    // Copies of files that documents name: those have source pages.
    rmSync(join(output, "media"), { recursive: true, force: true });
  }

  #pageOf(target: Reflection | undefined): string {
    return target === undefined ? "" : this.#urlOf(target);
  }

  #addImportLine(html: string, model: Reflection, toRoot: string): string {
    const modules = this.#modules.get(model);
    if (modules === undefined) return html;
    const links = modules.map((module) => ({ name: module.name, href: toRoot + this.#urlOf(module) }));
    const line = importLine(model.name, model.kindOf(ReflectionKind.Interface | ReflectionKind.TypeAlias), links);
    return html.replace("</h1>", (end) => `${end}${line}`);
  }
}
