/**
 * Changes `{{...}}` of kramdown-rfc: citations, links, entities and names of persons.
 *
 * @module
 */
import { parseAttributes } from "../attributes.ts";
import { validAnchor } from "../anchors.ts";
import type { ImportContext } from "../context.ts";
import type { SourceLine } from "../source/source-line.ts";
import type { PartsFormat } from "../../draft/references/citation.ts";
import type { CitedName } from "../works/cited-works.ts";

/** The text between the braces, taken apart. */
interface Target extends CitedName {
  readonly parts?: string;
  readonly format?: PartsFormat;
  /** The text of the link. */
  readonly text?: string;
}

const partsSource = String.raw`(?<parts>(?:Sections?|Appendix|Appendices) [^{}]+?)`;
const nameSource = String.raw`(?<mark>[!?]?)-?(?:(?<alias>[\w./_-]+)=)?(?<name>[\w./:_-]+)(?: \((?<text>[^{}]*)\))?`;

const targetForms: readonly (readonly [RegExp, PartsFormat | undefined])[] = [
  [new RegExp(`^${partsSource} of ${nameSource}$`), "of"],
  [new RegExp(`^${nameSource}, ${partsSource}$`), "comma"],
  [new RegExp(`^(?<mark>[!?]?)-?(?:(?<alias>[\\w./_-]+)=)?(?<name>[\\w./:_-]+) \\(${partsSource}\\)$`), "parens"],
  [new RegExp(`^${nameSource}$`), undefined],
];

function parseTarget(text: string): Target | undefined {
  for (const [pattern, format] of targetForms) {
    const groups = pattern.exec(text)?.groups;
    if (groups === undefined) continue;
    const { mark = "", alias, name = "", parts, text: shown } = groups;
    return {
      mark: mark as CitedName["mark"],
      name,
      ...(alias === undefined ? {} : { alias }),
      ...(parts === undefined || format === undefined ? {} : { parts, format }),
      ...(shown === undefined ? {} : { text: shown }),
    };
  }
  return undefined;
}

/** Returns the section that the attributes behind the braces name, with its word and a fragment of the address. */
function attributeParts(values: Readonly<Record<string, string>>): { parts: string; format: PartsFormat; fragment: string } | undefined {
  const { section, relative = "", sectionformat = "of" } = values;
  if (section === undefined) return undefined;
  const isNumber = /^(?:\d+|[A-Z])(?:\.\d+)*$/.test(section);
  const name = isNumber ? section : `"${section.replaceAll('"', "")}"`;
  const format = sectionformat === "comma" || sectionformat === "parens" ? sectionformat : "of";
  return { parts: `Section ${name}`, format, fragment: relative };
}

/** Writes a citation of a work. */
function citationText(cited: string, target: Target, values: Readonly<Record<string, string>>): string {
  const given = attributeParts(values) ?? { parts: target.parts, format: target.format, fragment: "" };
  const { parts, format, fragment } = given;
  if (values.format === "title") return `{{title of ${cited.replace(/^[!?]/, "")}}}`;
  // The titles of sections in brackets behind their numbers have no form.
  const plain = parts?.replace(/(?<=[\w.]) \([^()]*\)/g, "");
  const work = `${cited}${fragment}`;
  const before = target.text === undefined ? "" : `${target.text} `;
  if (plain === undefined || format === undefined) return `${before}{{${work}}}`;
  const text = { of: `${plain} of ${work}`, comma: `${work}, ${plain}`, parens: `${work} (${plain})` }[format];
  return `${before}{{${text}}}`;
}

/** The words before an anchor, by the attribute `format` of a link. */
const linkFormats: Readonly<Record<string, string>> = { title: "title of ", counter: "number of " };

/** Writes a link to an anchor of the draft. */
function linkText(context: ImportContext, { name, text, parts }: Target, format: string | undefined, at: SourceLine): string {
  const anchor = validAnchor(name);
  if (parts !== undefined) {
    context.report(
      at,
      "citation",
      `{{${parts} of ${name}}}: ${name} is not a work of the draft; the text is carried over without a link`,
    );
    return `${parts} of ${name}`;
  }
  if (text !== undefined) return `[${text}](#${anchor})`;
  return `{{${format === undefined || !Object.hasOwn(linkFormats, format) ? "" : linkFormats[format]}${anchor}}}`;
}

/** A section number alone, `{{3.1<RFC9110}}`. */
function bareSection(context: ImportContext, section: string, name: string, at: SourceLine): string {
  const cited = context.works.cite({ mark: "", name: name.replace(/^[!?]/, "") }, at);
  const rfc = /^RFC(?<number>\d+)$/.exec(context.works.find(name)?.name ?? "")?.groups?.number;
  if (cited !== undefined && rfc !== undefined) return `[${section}](https://www.rfc-editor.org/rfc/rfc${rfc}#section-${section})`;
  context.report(at, "citation", `{{${section}<${name}}}: the number is carried over without a link`);
  return section;
}

/** The forms that are no citation and no plain link, by pattern. */
const otherForms: readonly (readonly [
  RegExp,
  (context: ImportContext, groups: Readonly<Record<string, string>>, at: SourceLine) => string,
])[] = [
  [/^&(?<entity>[\w.-]+);?$/, (context, { entity = "" }, at) => entityText(context, entity, at)],
  [/^(?<section>[\w.]+)<(?<name>[^<>{}\s]+)$/, (context, { section = "", name = "" }, at) => bareSection(context, section, name, at)],
];

/** Returns the text of `&NAME;` of the front matter. The name of the document, `SELF`, has a form in the draft. */
export function entityText({ entities, report }: ImportContext, name: string, at: SourceLine): string {
  if (name === "SELF") return "{{&SELF}}";
  const known = entities.get(name);
  if (known === undefined) report(at, "entity", `&${name}; is not defined in the front matter; expected entity: ${name}: its text`);
  return known ?? `&${name};`;
}

/**
 * Changes the text between `{{` and `}}`.
 *
 * @param attributes - the text of the attributes that follow, without braces
 */
export function writePlaceholder(context: ImportContext, content: string, attributes: string, at: SourceLine): string {
  const text = content.replace(/[\u00A0\s]+/g, " ").trim();
  for (const [pattern, write] of otherForms) {
    const groups = pattern.exec(text)?.groups;
    if (groups !== undefined) return write(context, groups, at);
  }
  const { values: given } = parseAttributes(attributes);
  const { marks = "", rest = "" } = /^(?<marks><{0,2})(?<rest>.*)$/.exec(text)?.groups ?? {};
  const values = marks === "" ? given : { ...given, format: marks === "<" ? "counter" : "title" };
  const [inner = "", series] = rest.split("@", 2).toReversed();
  const target = parseTarget(inner);
  if (target === undefined) {
    context.report(at, "citation", `{{${text}}} has a form that is not known; it is carried over as it stands`);
    return `{{${text}}}`;
  }
  const isPlain = target.mark === "" && target.alias === undefined && target.parts === undefined;
  const isAnchor = isPlain && context.anchors.titleOf(target.name) !== undefined && context.works.find(target.name) === undefined;
  const cited = isAnchor ? undefined : context.works.cite(target, at);
  const before = series === undefined ? "" : `${series.replace(/^(?<letters>[A-Z]+)/, "$<letters> ")} `;
  return before + (cited === undefined ? linkText(context, target, values.format, at) : citationText(cited, target, values));
}
