/**
 * Arranges the pages of modules: every export has a category and a summary, also one that another module documents.
 *
 * @module
 */
import { relative } from "node:path/posix";

import {
  Comment,
  type CommentDisplayPart,
  CommentTag,
  type DeclarationReflection,
  type ProjectReflection,
  ReferenceReflection,
  type Reflection,
  ReflectionKind,
} from "typedoc";

import { categories, categoryOf } from "./categories.ts";

const text = (content: string): CommentDisplayPart[] => [{ kind: "text", text: content }];

/** Returns the reflection that documents an export. */
function documented(member: DeclarationReflection): DeclarationReflection {
  return member instanceof ReferenceReflection ? (member.getTargetReflectionDeep() as DeclarationReflection) : member;
}

/** Returns the comment that the page shows: that of a function belongs to its first signature. */
const shownComment = ({ comment, signatures }: DeclarationReflection): Comment | undefined => comment ?? signatures?.[0]?.comment;

/** Returns the source file of an export, relative to `reference/`. */
function sourceFile(member: DeclarationReflection): string {
  return relative("reference", documented(member).sources?.[0]?.fileName ?? "");
}

/** Puts an export into a category. @returns the title of the category */
function categorize(member: DeclarationReflection): string {
  const file = sourceFile(member);
  const category = categoryOf(file);
  if (category === undefined) throw new RangeError(`reference/${file}: has no category; add it to scripts/api/categories.ts`);
  if (member instanceof ReferenceReflection) {
    const summary = shownComment(documented(member))?.getShortSummary(true) ?? [];
    member.comment = new Comment(Comment.cloneDisplayParts(summary));
  }
  const comment = shownComment(member) ?? (member.comment = new Comment());
  comment.blockTags.push(new CommentTag("@category", text(category.title)));
  return category.title;
}

/** Describes the categories of a module below their titles. */
function describeCategories(module: DeclarationReflection, titles: ReadonlySet<string>): void {
  module.comment ??= new Comment();
  for (const category of categories) {
    if (titles.has(category.title)) {
      module.comment.blockTags.push(new CommentTag("@categoryDescription", text(`${category.title}\n${category.text}`)));
    }
  }
}

/** Gives each export of each module its category. Runs before TypeDoc sorts. @throws RangeError for an export without one */
export function categorizeExports(project: ProjectReflection): void {
  for (const module of (project.children ?? []).filter((each) => each.kind === ReflectionKind.Module)) {
    describeCategories(module, new Set((module.children ?? []).map(categorize)));
  }
}

/** The order of the kinds in a category: what one calls comes first. */
const KINDS = [ReflectionKind.Class, ReflectionKind.Function, ReflectionKind.Variable, ReflectionKind.Namespace, ReflectionKind.Interface];

function kindOrder(member: DeclarationReflection): number {
  const order = KINDS.indexOf(documented(member).kind);
  return order === -1 ? KINDS.length : order;
}

const titles = categories.map(({ title }) => title);

const byKindAndName = (one: DeclarationReflection, other: DeclarationReflection): number =>
  kindOrder(one) - kindOrder(other) || one.name.localeCompare(other.name, "en");

/** Sorts the categories, and each by kind and name: TypeDoc puts exports that other modules document last. Runs after TypeDoc has sorted. */
export function sortCategories(project: ProjectReflection): void {
  for (const module of project.children ?? []) {
    module.categories?.sort((one, other) => titles.indexOf(one.title) - titles.indexOf(other.title));
    for (const { children } of module.categories ?? []) (children as DeclarationReflection[]).sort(byKindAndName);
  }
}

/** Returns the modules that export each reflection, in the order of the project. */
export function exportingModules(project: ProjectReflection): ReadonlyMap<Reflection, readonly DeclarationReflection[]> {
  const found = new Map<Reflection, DeclarationReflection[]>();
  for (const module of project.children ?? []) {
    for (const member of module.children ?? []) found.set(documented(member), [...(found.get(documented(member)) ?? []), module]);
  }
  return found;
}
