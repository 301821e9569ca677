/**
 * The local bibliography: the works that a draft can cite, by the name in brackets.
 *
 * @module
 */
import { z } from "zod";
import type { SourcePosition, ReportDiagnostic } from "../diagnostics/diagnostics.ts";
import { checkYaml, parseYaml, type YamlText } from "../yaml/yaml.ts";
import { referenceAnchors } from "./reference-anchors.ts";
import type { SiblingDraft } from "./sibling-draft.ts";
import { workGroupSchema, workNameSchema, workSchema, type Work, type WorkGroup } from "./work-schema.ts";

/** One entry: a work, or a group of works. */
export type BibliographyEntry = Work | WorkGroup;

/** Returns whether an entry is a group of works. */
export function isWorkGroup(entry: BibliographyEntry | undefined): entry is WorkGroup {
  return entry !== undefined && "group" in entry;
}

/** Reads a draft that the bibliography names. @returns the draft, or the reason why it cannot be cited */
export type ReadSibling = (path: string) => SiblingDraft | string;

/** The text of a bibliography and its file. */
export interface BibliographySource {
  readonly path: string;
  readonly text: string;
}

/** All works by name, with their places. */
export interface Bibliography {
  /** The file, for messages; absent if the front matter names none. */
  readonly path: string | undefined;
  readonly entries: Readonly<Record<string, BibliographyEntry>>;
  readonly positionOf: (name: string) => SourcePosition;
  /** The anchors in the XML by name. */
  readonly anchors: ReadonlyMap<string, string>;
}

/** The kinds of entries: what marks one, and the schema of all its entries. */
const kinds = {
  drafts: { key: "draft", schema: z.record(workNameSchema, z.strictObject({ draft: z.string().min(1) })) },
  groups: { key: "group", schema: z.record(workNameSchema, workGroupSchema) },
  works: { key: undefined, schema: z.record(workNameSchema, workSchema) },
} as const;

const isMap = (value: unknown): value is object => typeof value === "object" && value !== null && !Array.isArray(value);

/** Returns the entries of a kind. A value that is not a map stays as it is, for the check. */
function entriesOf(value: unknown, kind: keyof typeof kinds): unknown {
  if (!isMap(value ?? {})) return kind === "works" ? value : {};
  const kindOf = (entry: unknown): unknown =>
    Object.entries(kinds).find(([, { key }]) => key === undefined || (isMap(entry) && Object.hasOwn(entry, key)))?.[0];
  return Object.fromEntries(Object.entries((value ?? {}) as object).filter(([, entry]) => kindOf(entry) === kind));
}

function readEntries<K extends keyof typeof kinds>(
  yaml: YamlText,
  kind: K,
  report: ReportDiagnostic,
): z.output<(typeof kinds)[K]["schema"]> | undefined {
  const schema = kinds[kind].schema as unknown as z.ZodType<z.output<(typeof kinds)[K]["schema"]>>;
  return checkYaml({ ...yaml, value: entriesOf(yaml.value, kind) }, schema, "bibliography", report);
}

/** Returns the entry of a draft, with title, authors, date and name of its front matter. */
function siblingEntry({ meta, sectionNumbers }: SiblingDraft): Work {
  const author = meta.author.map(({ organization, asciiOrganization, ...person }) => {
    const { initials, surname, fullname, asciiInitials, asciiSurname, asciiFullname, role } = person;
    if (initials === undefined || surname === undefined) return { organization, asciiOrganization };
    return { initials, surname, fullname, asciiInitials, asciiSurname, asciiFullname, role };
  });
  const { title, asciiTitle, date, docName } = meta;
  return { title, asciiTitle, author, date, seriesInfo: { "Internet-Draft": docName }, sectionNumbers };
}

/** Reports groups with unknown works, and names that two works have. */
function checkEntries(entries: Readonly<Record<string, BibliographyEntry>>, yaml: YamlText, report: ReportDiagnostic): void {
  const displayed = new Map<string, string>();
  for (const [name, entry] of Object.entries(entries)) {
    for (const [index, member] of (isWorkGroup(entry) ? entry.group : []).entries()) {
      if (Object.hasOwn(entries, member) && !isWorkGroup(entries[member])) continue;
      const reason = `${name}: there is no work "${member}"; expected its entry beside the group`;
      report(yaml.locate([name, "group", index]), "bibliography", reason);
    }
    const { display } = entry;
    if (display === undefined) continue;
    const other = Object.hasOwn(entries, display) && display !== name ? display : displayed.get(display);
    if (other !== undefined) report(yaml.locate([name], "display"), "bibliography", `${name}: "${display}" is the name of ${other}`);
    displayed.set(display, name);
  }
}

/**
 * Reads and checks a bibliography.
 *
 * @param source - its YAML; absent if the draft has none
 * @param report - receives the mistakes, with places in the file
 * @param readSibling - reads the drafts of the set that it names
 */
export function readBibliography(
  source: BibliographySource | undefined,
  report: ReportDiagnostic,
  readSibling: ReadSibling = (path) => `cannot read ${path}`,
): Bibliography | undefined {
  const yaml = parseYaml(source?.text ?? "", report);
  if (yaml === undefined) return undefined;
  const works = readEntries(yaml, "works", report);
  const groups = readEntries(yaml, "groups", report);
  const drafts = readEntries(yaml, "drafts", report);
  if (works === undefined || groups === undefined || drafts === undefined) return undefined;
  const siblings = Object.entries(drafts).flatMap(([name, { draft: path }]) => {
    const draft = readSibling(path);
    if (typeof draft !== "string") return [[name, siblingEntry(draft)] as const];
    report(yaml.locate([name], "draft"), "bibliography", `${name}: ${draft}`);
    return [];
  });
  const entries = { ...works, ...groups, ...Object.fromEntries(siblings) };
  checkEntries(entries, yaml, report);
  const anchors = referenceAnchors(Object.keys(entries));
  return { path: source?.path, entries, positionOf: (name) => yaml.locate([], name), anchors };
}
