/**
 * Checks the prose of drafts.
 *
 * Reports lines over 80 columns, words of BCP 14 in lower case, sentences over 40 words, repeated words, undefined terms,
 * unknown sections of cited works, if the bibliography lists their `sections`, citations in the abstract, missing sections that
 * every Internet-Draft has, and works that no draft of the set cites.
 * A file lint.yaml beside the drafts lists known names under `names`, and so does NAME.lint.yaml for the draft NAME.md. The
 * words of a draft of the set that the draft cites are known too.
 *
 * @module
 */
import { dirname, join } from "node:path";
import { parse as parseYaml } from "yaml";

import { readText } from "../../draft/source/text-files.ts";
import { isModule, loadModelModule } from "../../draft/model/load-model-module.ts";
import { readFrontMatter } from "../../draft/source/front-matter.ts";
import { diagnosticReporter, sortDiagnostics, type Diagnostic } from "../../draft/diagnostics/diagnostics.ts";
import { FileError } from "../../common/validate-file.ts";
import { readBibliography } from "../../draft/references/bibliography.ts";
import { expandIncludes } from "../../draft/source/expand-includes.ts";
import { siblingsOf } from "../../draft/draft-set.ts";
import { checkIncompleteWorks } from "./incomplete-works.ts";
import { checkRequiredSections } from "./required-sections.ts";
import { checkUncitedWorks } from "./uncited-works.ts";
import { lintProse, type LintContext } from "./lint-prose.ts";

/** Returns all texts of a value and the names of its members. */
function collectTexts(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => [key, ...collectTexts(each)]);
}

function readParsed(path: string | undefined, read: (text: string) => unknown): unknown {
  const text = path === undefined ? undefined : readText(path);
  if (path === undefined || text === undefined) return {};
  try {
    return read(text);
  } catch (error) {
    throw new FileError(`${path}: ${(error as Error).message}`);
  }
}

/** Returns all texts of the model of a draft; the build reports a model that cannot be read. */
function modelTexts(path: string, source: string): string[] {
  const name = readFrontMatter(source, () => undefined)?.model;
  if (name === undefined) return [];
  const model = join(dirname(path), name);
  if (!isModule(model)) return collectTexts(readParsed(model, (text) => JSON.parse(text) as unknown));
  const loaded = loadModelModule(model);
  return "value" in loaded ? collectTexts(loaded.value) : [];
}

function lintContext(path: string, source: string): LintContext {
  const meta = readFrontMatter(source, () => undefined);
  const beside = (name: string | undefined): string | undefined => (name === undefined ? undefined : join(dirname(path), name));
  const works = (readParsed(beside(meta?.references), parseYaml) ?? {}) as Record<string, { sections?: unknown; draft?: unknown } | null>;
  const cited = Object.values(works).flatMap((work) => (typeof work?.draft === "string" ? [beside(work.draft) ?? ""] : []));
  const siblings = cited.filter((other) => other !== path).flatMap((other) => readText(other) ?? []);
  const sections = Object.entries(works).map(
    ([name, work]) => [name, Array.isArray(work?.sections) ? work.sections.map(String) : []] as const,
  );
  const names = [join(dirname(path), "lint.yaml"), path.replace(/\.md$/, ".lint.yaml")].map(
    (file) => (readParsed(file, parseYaml) as { names?: unknown }).names,
  );
  return {
    words: [...modelTexts(path, source), ...collectTexts(works), ...collectTexts(names), ...siblings],
    works: Object.keys(works),
    sections: Object.fromEntries(sections.filter(([, listed]) => listed.length > 0)),
  };
}

/** Reports the works of the bibliography that neither the draft nor another one with the same bibliography cites. */
function lintBibliography(path: string, source: string): Diagnostic[] {
  const fileOf = (markdown: string): string | undefined => readFrontMatter(markdown, () => undefined)?.references;
  const references = fileOf(source);
  if (references === undefined) return [];
  const file = join(dirname(path), references);
  const bibliography = readBibliography({ path: file, text: readText(file) ?? "" }, () => undefined);
  const drafts = [path, ...siblingsOf(path)].flatMap((draft) => {
    const markdown = readText(draft);
    return markdown === undefined || fileOf(markdown) !== references ? [] : [{ draft, markdown }];
  });
  const texts = drafts.map(({ draft, markdown }) => expandIncludes(markdown, draft, readText, []).text);
  const inModels = drafts.flatMap(({ draft, markdown }) => modelTexts(draft, markdown));
  const findings: Diagnostic[] = [];
  if (bibliography === undefined) return [];
  const report = diagnosticReporter(findings, file);
  checkUncitedWorks(bibliography, texts, inModels, report);
  checkIncompleteWorks(bibliography, report);
  return findings;
}

/** Returns the findings for a draft. @throws {@link FileError} if a file cannot be used */
function lintFile(path: string): Diagnostic[] {
  const source = readText(path);
  if (source === undefined) throw new FileError(`${path}: cannot be read`);
  const findings: Diagnostic[] = [];
  checkRequiredSections(expandIncludes(source, path, readText, []).text, diagnosticReporter(findings, path));
  return [...findings, ...lintProse(path, source, lintContext(path, source)), ...lintBibliography(path, source)];
}

/** Returns the findings for some drafts, by place. @throws {@link FileError} if a file cannot be used */
export function lintFiles(paths: readonly string[]): Diagnostic[] {
  return sortDiagnostics(paths.flatMap(lintFile));
}
