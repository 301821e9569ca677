/**
 * What stands in double braces: a value of the schema, a citation, a link, an index entry.
 *
 * @module
 */
import { resolveValue, ValueError } from "../../generate/value.ts";
import { aliasForm, cite, isWork, type Mark } from "../cite.ts";
import { datumAt, isPrintable } from "../data.ts";
import type { Place } from "../messages.ts";
import { linkTo, type State } from "../state.ts";
import { linkValue } from "../value-link.ts";
import { el, text, type XmlNode } from "../xml.ts";

type Groups = Readonly<Record<string, string>>;
type Form = readonly [pattern: RegExp, render: (state: State, groups: Groups, at: Place) => XmlNode[]];

const name = "(?<mark>[!?]?)(?<name>[A-Za-z_][\\w.-]*)";
const part = "(?:Section|Appendix) (?<section>[A-Z0-9]+(?:\\.[0-9]+)*)";

const forms: readonly Form[] = [
  [/^=(?<path>[\w.+-]+)$/, value],
  [/^\$(?<path>[\w.+-]+)$/, datum],
  [/^\^(?<item>[^,]+)(?:, *(?<subitem>[^,]+))?$/, index],
  [aliasForm, (state, { name: work = "", mark }, at) => cite(state, work, mark as Mark, at)],
  [new RegExp(`^${part} of ${name}$`), citation("of")],
  [new RegExp(`^${name}, ${part}$`), citation("comma")],
  [new RegExp(`^${name}$`), reference],
];

function value(state: State, groups: Groups, at: Place): XmlNode[] {
  if (state.model === undefined) {
    state.report(at, "value", "the front matter names no model; expected model: with the path of its JSON");
    return [];
  }
  try {
    const found = resolveValue(state.model, groups.path ?? "");
    return [linkValue(state, groups.path ?? "", at, found.code ? el(at, "tt", {}, [found.text]) : text(at, found.text))];
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    state.report(at, "value", error.message, error.element === "" ? undefined : error.element);
    return [];
  }
}

/** A value of a JSON file: `$name.key.key`. */
function datum(state: State, { path = "" }: Groups, at: Place): XmlNode[] {
  const found = datumAt(state, path, at, `{{$${path}}}`);
  if (found === undefined) return [];
  if (isPrintable(found.value)) return [text(at, String(found.value))];
  state.report(at, "data", `{{$${path}}} is neither text nor a number`);
  return [];
}

function index(_state: State, { item, subitem }: Groups, at: Place): XmlNode[] {
  return [el(at, "iref", { item, subitem })];
}

function citation(format: "of" | "comma"): Form[1] {
  return (state, groups, at) => cite(state, groups.name ?? "", groups.mark as Mark, at, { section: groups.section ?? "", format });
}

function reference(state: State, groups: Groups, at: Place): XmlNode[] {
  const target = groups.name ?? "";
  return groups.mark !== "" || isWork(state, target) ? cite(state, target, groups.mark as Mark, at) : [linkTo(state, target, at)];
}

const expected = "{{anchor}}, {{RFC9113}}, {{!RFC9113}}, {{?RFC9113}}, {{!HTTP2=RFC9113}}, {{Section 1 of RFC9113}}, {{=element.name}}, {{$data.name}}, {{^index entry}}";

/**
 * Transforms what stands between `{{` and `}}`.
 *
 * @param content the text, white space collapsed.
 */
export function placeholder(state: State, content: string, at: Place): XmlNode[] {
  for (const [pattern, render] of forms) {
    const groups = pattern.exec(content)?.groups;
    if (groups !== undefined) return render(state, { ...groups }, at);
  }
  state.report(at, "placeholder", `"{{${content}}}" is none of ${expected}`);
  return [];
}
