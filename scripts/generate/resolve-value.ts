/**
 * Resolves paths in prose to values of the schema: `limit.message`, `error.FRAM`, `frame.length`.
 *
 * @module
 */
import type {
  ElementModel,
  EntryModel,
  FieldModel,
  LimitModel,
  Model,
  MachineNameModel,
  RegistryModel,
  StructModel,
} from "../../reference/layout/model.ts";
import { codeText, numberText } from "../../reference/layout/entries.ts";
import { rangesText } from "../../reference/layout/size.ts";
import { suggest } from "../common/suggest.ts";
import { onlyWidth, sizeLabel, fieldSize } from "./field-size.ts";
import { amount, limitValue, rangeOf, withNoun } from "./units.ts";

/** A value in the form that prose shows. */
export interface ProseValue {
  readonly text: string;
  /** Whether it is a name of code or of the wire, which is set as code. */
  readonly code: boolean;
}

/** A path that does not exist. */
export class ValueError extends Error {
  override readonly name = "ValueError";
  /** The id of the element in which the path ends; empty if the element does not exist. */
  readonly element: string;

  /**
   * @param element - the id of the element in which the path ends; empty if the element does not exist
   * @param message - the missing name, and the nearest existing name
   */
  constructor(element: string, message: string) {
    super(message);
    this.element = element;
  }
}

/** The properties of an element or of a part by name; the empty name has the value of a path without a property. */
type ValueProperties = Readonly<Record<string, ProseValue | undefined>>;

const textValue = (text: string | number): ProseValue => ({ text: String(text), code: false });
const codeValue = (text: string | number): ProseValue => ({ text: String(text), code: true });

/**
 * Returns the value of a path.
 *
 * @param path - `ELEMENT`, `ELEMENT.PART` or `ELEMENT.PART.PROPERTY`; a part is an entry, a field, a limit or a state
 * @throws {@link ValueError} if a name does not exist
 */
export function resolveValue(model: Model, path: string): ProseValue {
  const [id = "", ...rest] = path.split(".");
  const element = pickMember(model.elements, id, "", `element "${id}"`);
  const parts = partsOf(element);
  const [name = "", property = ""] = rest;
  if (rest.length > 2) throw new ValueError(id, `"${path}" has too many parts, expected element.part.property`);
  if (rest.length < 2) return pickMember({ ...elementProperties(element), ...defaultValues(parts) }, name, id, `"${name}" in "${id}"`);
  const part = pickMember(parts, name, id, `"${name}" in "${id}"`);
  return pickMember(part, property, id, `property "${property}" of "${id}.${name}"`);
}

/** Returns the value of each part without a property. */
function defaultValues(parts: Readonly<Record<string, ValueProperties>>): ValueProperties {
  return Object.fromEntries(Object.entries(parts).map(([name, properties]) => [name, properties[""]]));
}

/** Returns the member of a table. */
function pickMember<T>(table: Readonly<Record<string, T | undefined>>, name: string, element: string, what: string): T {
  const found = Object.hasOwn(table, name) ? table[name] : undefined;
  if (found !== undefined) return found;
  const known = Object.keys(table).filter((key) => key !== "" && table[key] !== undefined);
  throw new ValueError(element, `there is no ${what}; ${suggest(name, known)}`);
}

function elementProperties(element: ElementModel): ValueProperties {
  const { description } = element;
  const title = textValue(element.title);
  const self = element.kind === "http-field" ? codeValue(element.id) : title;
  return { "": self, title, description: textValue(description), ...ownProperties(element) };
}

/** Returns the properties that only some kinds of elements have. */
function ownProperties(element: ElementModel): ValueProperties {
  if (element.kind === "prefixed" || element.kind === "continued") return { largest: textValue(element.largest) };
  if (element.kind === "struct") return { sizes: textValue(`${rangesText(element.sizes)} octets`) };
  return element.kind === "registry" && element.policy !== undefined ? { policy: textValue(element.policy) } : {};
}

/** Returns the parts of an element by name. */
function partsOf(element: ElementModel): Readonly<Record<string, ValueProperties>> {
  switch (element.kind) {
    case "struct":
      return byName(element.fields, (field) => fieldProperties(field, element));
    case "registry":
      return byName(element.entries, (entry) => entryProperties(entry, element));
    case "limits":
      return byName(element.entries, limitProperties);
    case "machine":
      return byName([...element.actions, ...element.guards, ...element.events, ...element.states], namedProperties);
    default:
      return {};
  }
}

function byName<T extends { readonly name: string }>(
  items: readonly T[],
  properties: (item: T) => ValueProperties,
): Record<string, ValueProperties> {
  return Object.fromEntries(items.map((item) => [item.name, properties(item)]));
}

function fieldProperties(field: FieldModel, struct: StructModel): ValueProperties {
  const size = fieldSize(field, struct);
  const width = onlyWidth(size);
  const ends = field.range === undefined
    ? {}
    : {
        least: textValue(numberText(field.range[0], field.base)),
        most: textValue(numberText(field.range[1], field.base)),
        range: textValue(rangeOf(field, field.range)),
      };
  return {
    "": textValue(field.title),
    title: textValue(field.title),
    description: textValue(field.description),
    size: textValue(width === undefined ? sizeLabel(size) : withNoun(width, "bits")),
    ...(width === undefined ? {} : { bits: textValue(width) }),
    ...ends,
  };
}

function entryProperties(entry: EntryModel, registry: RegistryModel): ValueProperties {
  const { name, code, meaning, status, columns: values } = entry;
  const columns = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, textValue(value)]));
  const text = codeText(registry, entry);
  const onWire = typeof code === "string" ? codeValue(text) : textValue(text);
  return {
    ...columns,
    "": codeValue(name),
    name: codeValue(name),
    code: onWire,
    meaning: textValue(meaning),
    status: columns["status"] ?? textValue(status),
  };
}

function limitProperties(limit: LimitModel): ValueProperties {
  const { title, description, value, unit, within, least, over, fault, status } = limit;
  return {
    "": textValue(limitValue(limit)),
    title: textValue(title),
    description: textValue(description),
    value: textValue(value),
    default: textValue(amount(value, unit)),
    over: textValue(over),
    within: within === undefined ? undefined : textValue(amount(within, "ms")),
    least: least === undefined ? undefined : textValue(amount(least, unit)),
    fault: fault === undefined ? undefined : codeValue(fault),
    status: status === undefined ? undefined : textValue(status),
  };
}

function namedProperties({ name, description }: MachineNameModel): ValueProperties {
  return { "": codeValue(name), name: codeValue(name), description: textValue(description) };
}
