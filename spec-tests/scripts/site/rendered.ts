/** Renders pages of the site from committed data, once for all tests of a module. */
import type { PageMaker } from "../../../scripts/site/pages.ts";
import { readCommittedInput, type SiteInput } from "../../../scripts/site/site-input.ts";
import { pagePlace } from "../../../scripts/site/site-page.ts";

/** Returns a function that makes a value when it is first called. Tests of a shared module have to be declared before anything is awaited. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** Reads the committed data, without files to take away, which are built. */
export const siteInput = once(async (): Promise<SiteInput> => ({ ...(await readCommittedInput()), downloads: [] }));

/** Returns the content of the pages of a maker, by path. */
export async function renderedPages(make: PageMaker): Promise<Map<string, string>> {
  return new Map(make(await siteInput()).map(({ path, content }) => [path, content(pagePlace(path)).text]));
}
