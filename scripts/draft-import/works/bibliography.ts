/**
 * Writes the bibliography of an imported draft.
 *
 * @module
 */
import { stringify } from "yaml";
import type { YamlMap } from "../front/persons.ts";
import type { ReportLine } from "../source/source-line.ts";
import type { CitedWorks, ListedWork } from "./cited-works.ts";

/** Returns the entry of a work with a number, and the entries that it needs, such as the works of a group. */
export type FindWork = (name: string) => Readonly<Record<string, YamlMap>> | undefined;

/** Returns the entry of a work. Without a title, a placeholder stands for it, marked as incomplete. */
function entryOf({ name, display, fields }: ListedWork, found: YamlMap | undefined): YamlMap {
  const known = { ...found, ...fields };
  const shown = display === undefined ? {} : { display };
  if (known.title !== undefined || known.group !== undefined) return { ...known, ...shown };
  return { title: name.replace(/^(?<series>RFC|BCP|STD)(?=\d)/, "$<series> "), incomplete: true, ...known, ...shown };
}

/**
 * Writes the works as YAML. Works without a title get a placeholder, which the build names until the author replaces it.
 *
 * @param find - knows works with a number
 */
export function bibliographyText(works: CitedWorks, find: FindWork, report: ReportLine): string {
  const entries = works.all.flatMap((work) => {
    const { [work.name]: found, ...others } = find(work.name) ?? {};
    return [[work.name, entryOf(work, found)] as const, ...Object.entries(others).filter(([name]) => works.find(name) === undefined)];
  });
  const incomplete = entries.flatMap(([name, entry]) => (entry.incomplete === true ? [name] : []));
  if (incomplete.length > 0) {
    const what = "have the name as a title in references.yaml, since title, authors and date are not known";
    report(undefined, "reference", `${incomplete.length} works ${what}; expected ws2 draft reference add ${incomplete.join(" ")}`);
  }
  for (const work of works.all.filter((each) => !works.isCited(each))) {
    report(
      work.at,
      "reference",
      `${work.display ?? work.name} is not cited, and the draft will not list it; cite it, or remove it from references.yaml`,
    );
  }
  return entries.length === 0 ? "{}\n" : stringify(Object.fromEntries(entries), { lineWidth: 0 });
}
