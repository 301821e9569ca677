/**
 * What prose may write of a schema: `limit.message`, `error.FRAM`, `frame.length`.
 *
 * @module
 */
import type { ElementModel, EntryModel, FieldModel, LimitModel, Model, NamedModel, StructModel } from "../../reference/layout/model.ts";
import { rangesText } from "../../reference/layout/size.ts";
import { proposal } from "./near.ts";
import { onlyWidth, sizeInWords, sizeOf } from "./size.ts";
import { amount, limitValue, range, withNoun } from "./units.ts";

/** A value as prose shows it. */
export interface Value {
  readonly text: string;
  /** Whether it is a name of code or wire, to be set as code. */
  readonly code: boolean;
}

/** A path that names nothing; `element` is the id of the element it was looked for in, or empty. */
export class ValueError extends Error {
  override readonly name = "ValueError";
  readonly element: string;

  /** @param element id of the element; @param message what does not exist and what was meant. */
  constructor(element: string, message: string) {
    super(message);
    this.element = element;
  }
}

/** What can be said of one thing by the name of the property; the empty name is what it says by itself. */
type Properties = Readonly<Record<string, Value | undefined>>;

const words = (text: string | number): Value => ({ text: String(text), code: false });
const codeOf = (text: string | number): Value => ({ text: String(text), code: true });

/**
 * @param path element id, then perhaps the name of a part (an entry, field, limit, state), then perhaps a property.
 * @throws {@link ValueError} where a name does not exist; it proposes the nearest.
 */
export function resolveValue(model: Model, path: string): Value {
  const [id = "", ...rest] = path.split(".");
  const element = pick(model.elements, id, "", `element "${id}"`);
  const parts = partsOf(element);
  const [name = "", property = ""] = rest;
  if (rest.length > 2) throw new ValueError(id, `"${path}" has too many parts, expected element.part.property`);
  if (rest.length < 2) return pick({ ...elementProperties(element), ...selves(parts) }, name, id, `"${name}" in "${id}"`);
  const part = pick(parts, name, id, `"${name}" in "${id}"`);
  return pick(part, property, id, `property "${property}" of "${id}.${name}"`);
}

/** What each part says by itself. */
function selves(parts: Readonly<Record<string, Properties>>): Properties {
  return Object.fromEntries(Object.entries(parts).map(([name, properties]) => [name, properties[""]]));
}

/** The member of a table. */
function pick<T>(table: Readonly<Record<string, T | undefined>>, name: string, element: string, what: string): T {
  const found = Object.hasOwn(table, name) ? table[name] : undefined;
  if (found !== undefined) return found;
  const known = Object.keys(table).filter((key) => key !== "" && table[key] !== undefined);
  throw new ValueError(element, `there is no ${what}; ${proposal(name, known)}`);
}

function elementProperties(element: ElementModel): Properties {
  const { description } = element;
  const title = words(element.title);
  const self = element.kind === "http-field" ? codeOf(element.id) : title;
  return { "": self, title, description: words(description), ...ownProperties(element) };
}

/** What only one kind of element can say. */
function ownProperties(element: ElementModel): Properties {
  if (element.kind === "prefixed") return { largest: words(element.largest) };
  if (element.kind === "struct") return { sizes: words(`${rangesText(element.sizes)} octets`) };
  return element.kind === "registry" && element.policy !== undefined ? { policy: words(element.policy) } : {};
}

/** The parts of an element by their names. */
function partsOf(element: ElementModel): Readonly<Record<string, Properties>> {
  switch (element.kind) {
    case "struct":
      return byName(element.fields, (field) => fieldProperties(field, element));
    case "registry":
      return byName(element.entries, entryProperties);
    case "limits":
      return byName(element.entries, limitProperties);
    case "machine":
      return byName([...element.actions, ...element.guards, ...element.events, ...element.states], namedProperties);
    default:
      return {};
  }
}

function byName<T extends { readonly name: string }>(items: readonly T[], properties: (item: T) => Properties): Record<string, Properties> {
  return Object.fromEntries(items.map((item) => [item.name, properties(item)]));
}

function fieldProperties(field: FieldModel, struct: StructModel): Properties {
  const size = sizeOf(field, struct);
  const width = onlyWidth(size);
  const ends = field.range === undefined ? {} : { least: words(field.range[0]), most: words(field.range[1]), range: words(range(field.range)) };
  return {
    "": words(field.title),
    title: words(field.title),
    description: words(field.description),
    size: words(width === undefined ? sizeInWords(size) : withNoun(width, "bits")),
    ...(width === undefined ? {} : { bits: words(width) }),
    ...ends,
  };
}

function entryProperties({ name, code, meaning, status, more }: EntryModel): Properties {
  const columns = Object.fromEntries(Object.entries(more).map(([key, value]) => [key, words(value)]));
  const onWire = typeof code === "string" ? codeOf(code) : words(code);
  return { ...columns, "": codeOf(name), name: codeOf(name), code: onWire, meaning: words(meaning), status: columns["status"] ?? words(status) };
}

function limitProperties(limit: LimitModel): Properties {
  const { title, description, value, unit, within, least, over, fault, status } = limit;
  return {
    "": words(limitValue(limit)),
    title: words(title),
    description: words(description),
    value: words(value),
    default: words(amount(value, unit)),
    over: words(over),
    within: within === undefined ? undefined : words(amount(within, "ms")),
    least: least === undefined ? undefined : words(amount(least, unit)),
    fault: fault === undefined ? undefined : codeOf(fault),
    status: status === undefined ? undefined : words(status),
  };
}

function namedProperties({ name, description }: NamedModel): Properties {
  return { "": codeOf(name), name: codeOf(name), description: words(description) };
}
