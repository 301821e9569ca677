/**
 * Persons of kramdown-rfc, in the front matter and in references.
 *
 * @module
 */

/** A map of YAML. */
export type YamlMap = Readonly<Record<string, unknown>>;

/** Returns whether a value is a map. */
export function isMap(value: unknown): value is YamlMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Returns a list; a single value is a list of one, a missing one an empty list. */
export function asList(value: unknown): readonly unknown[] {
  if (value === null || value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** Returns a value as one line; `undefined` for a map or nothing. */
export function asLine(value: unknown): string | undefined {
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return undefined;
  const text = String(value).replace(/\s+/g, " ").trim();
  return text === "" ? undefined : text;
}

const isInitial = (text: string): boolean => /^\p{Lu}[\p{Lu}.-]*\.?$/u.test(text) && text.replace(/[.-]/g, "").length <= 2;
/** Words in lower case that belong to the surname. */
const particle = /^(?:van|von|der|den|de|da|di|du|la|le|ten|ter|zu|al|el|bin|ben)$/;
const suffix = /^(?:Jr|Sr|II|III|IV)\.?$/;

const initialOf = (name: string): string => {
  if (isInitial(name)) return name.endsWith(".") ? name : `${name}.`;
  return name
    .split("-")
    .map((part) => `${part.charAt(0).toUpperCase()}.`)
    .join("-");
};

/** The name of a person. */
export interface PersonName {
  readonly initials: string;
  readonly surname: string;
}

/** Splits a name into initials and surname: `M. Nottingham`, `Anne van Kesteren`, `James F. Dray Jr.`. */
export function splitName(name: string, givenSurname?: string): PersonName | undefined {
  const [given, last] = name.split("|", 2);
  const words = name
    .replaceAll("|", " ")
    .split(/\s+/)
    .filter((word) => word !== "");
  const known = givenSurname ?? last?.trim();
  if (known !== undefined && given !== undefined && known !== "") {
    const before = words.slice(0, Math.max(0, words.length - known.split(/\s+/).length));
    return before.length === 0 ? undefined : { initials: before.map(initialOf).join(" "), surname: known };
  }
  let start = words.length - 1;
  if (suffix.test(words[start] ?? "")) start--;
  while (start > 1 && particle.test(words[start - 1] ?? "")) start--;
  if (start < 1) return undefined;
  const initials = words
    .slice(0, start)
    .flatMap((word) => word.split(/(?<=\.)(?=\p{Lu})/u))
    .map(initialOf);
  return { initials: initials.join(" "), surname: words.slice(start).join(" ") };
}

const nameKeys = [
  "ins",
  "name",
  "fullname",
  "initials",
  "surname",
  "asciiFullname",
  "asciiName",
  "asciiInitials",
  "asciiSurname",
  "asciiIns",
];

/** Returns initials, surname and full name; nothing for an organization. */
export function personName(person: YamlMap): Partial<PersonName> & { readonly fullname?: string } {
  const full = asLine(person.fullname) ?? asLine(person.name);
  const surname = asLine(person.surname);
  const initials = asLine(person.initials);
  const short = asLine(person.ins) ?? full;
  if (surname !== undefined && initials !== undefined) return { initials, surname, ...(full === undefined ? {} : { fullname: full }) };
  const split = short === undefined ? undefined : splitName(short, surname);
  const single = surname ?? short;
  if (split === undefined && single === undefined) return {};
  // A name of one word is a surname without initials.
  const found = split ?? { initials: `${(single ?? "").charAt(0)}.`, surname: single ?? "" };
  const fullname = full?.replace(/\s*\|\s*/, " ");
  return { ...found, ...(fullname === undefined ? {} : { fullname }) };
}

/** The fields of an address, and their names in kramdown-rfc. */
const addressFields: readonly (readonly [name: string, keys: readonly string[]])[] = [
  ["organization", ["organization", "org"]],
  ["city", ["city"]],
  ["region", ["region"]],
  ["code", ["code"]],
  ["country", ["country"]],
  ["phone", ["phone"]],
  ["email", ["email"]],
  ["uri", ["uri"]],
];
const streetKeys = ["postal", "postalLine", "street", "extaddr", "pobox", "cityarea"];
const otherKeys = ["role", "orgabbrev", "contribution", "date"];

/** A person in the front matter of a draft. */
export interface ImportedPerson {
  readonly fields: Readonly<Record<string, unknown>>;
  /** The keys that have no counterpart. */
  readonly lost: readonly string[];
}

/** Changes an author or contributor. Returns `undefined` without a name and an organization. */
export function importPerson(person: YamlMap): ImportedPerson | undefined {
  const street = streetKeys.flatMap((key) => asList(person[key])).flatMap((line) => asLine(line) ?? []);
  const fields = addressFields.flatMap(([name, keys]) => {
    const value = keys.map((key) => asLine(asList(person[key])[0])).find((text) => text !== undefined);
    return value === undefined ? [] : [[name, value] as const];
  });
  const name = personName(person);
  const { organization, ...address } = Object.fromEntries(fields);
  if (name.surname === undefined && organization === undefined) return undefined;
  const known = new Set([...nameKeys, ...streetKeys, ...otherKeys, ...addressFields.flatMap(([, keys]) => keys)]);
  return {
    fields: {
      ...name,
      ...(asLine(person.role) === "editor" ? { role: "editor" } : {}),
      ...(organization === undefined ? {} : { organization }),
      ...(street.length === 0 ? {} : { street: street.length === 1 ? street[0] : street }),
      ...address,
    },
    lost: Object.keys(person).filter((key) => !known.has(key)),
  };
}
