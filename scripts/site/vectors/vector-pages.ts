/**
 * The pages of vectors: which case is on which page.
 *
 * @module
 */
import { caseAnchor } from "../../interop/report/html-page.ts";
import type { SuiteFile } from "../../interop/vectors/read-suites.ts";
import { allCases, type LocatedCase } from "../../interop/vectors/select-cases.ts";
import { configOf } from "./case-types.ts";

/** The cases of a page. */
export interface VectorPage {
  /** The path from the root of the site. */
  readonly path: string;
  /** The words in menus and titles: `session, hand-worked, client`. */
  readonly name: string;
  readonly suite: string;
  readonly cases: readonly LocatedCase[];
}

/** What divides a suite into pages: the folder of its file, the role of the endpoint under test. */
type Division = "folder" | "role";

/** Suites whose cases would make a page too long, with what divides them. */
const divisions: Readonly<Record<string, readonly Division[]>> = {
  session: ["role"],
};

/** The words of a folder of vectors; pages of hand-worked cases have no word in their path. */
const folderWords: Readonly<Record<string, string>> = { hand: "worked by hand", generated: "generated" };

/** Returns how the case of a folder came about. */
export const folderWord = (path: string): string => folderWords[path.split("/")[0] ?? ""] ?? path;

/** Returns a part of the path and of the name of a case's page. */
function dividedBy(located: LocatedCase, division: Division): { readonly path: string; readonly name: string } {
  const [folder = ""] = located.path.split("/");
  const { role = "" } = configOf(located);
  if (division === "role") return { path: `-${role}`, name: `, ${role}` };
  return { path: folder === "hand" ? "" : `-${folder}`, name: `, ${folderWord(located.path)}` };
}

function pageOf(located: LocatedCase): Pick<VectorPage, "path" | "name" | "suite"> {
  const { suite } = located.suite;
  const parts = (divisions[suite] ?? []).map((division) => dividedBy(located, division));
  return {
    suite,
    path: `vectors/${suite}${parts.map(({ path }) => path).join("")}.html`,
    name: `${suite}${parts.map(({ name }) => name).join("")}`,
  };
}

/** The path of the page of each case. */
export const casePage = (located: LocatedCase): string => pageOf(located).path;

/** Returns the link to a case from the root of the site. */
export const caseLink = (located: LocatedCase): string => `${casePage(located)}#${caseAnchor(located.case.id)}`;

/** Returns all pages, in the order of suites, hand-worked cases first. */
export function vectorPages(files: readonly SuiteFile[]): VectorPage[] {
  const pages = new Map<string, VectorPage & { readonly cases: LocatedCase[] }>();
  const byHandFirst = [...files].sort((a, b) => Number(b.path.startsWith("hand/")) - Number(a.path.startsWith("hand/")));
  for (const located of allCases(byHandFirst)) {
    const page = pageOf(located);
    const found = pages.get(page.path) ?? { ...page, cases: [] };
    found.cases.push(located);
    pages.set(page.path, found);
  }
  return [...pages.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}
