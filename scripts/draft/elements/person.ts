/**
 * The authors and contributors of a document.
 *
 * @module
 */
import { z } from "zod";
import { linkAddress } from "../source/link-scheme.ts";
import { isNotLatin } from "../source/characters.ts";
import { el, type XmlElement } from "../xml/xml-node.ts";

/** The surname of an author whose name is to be filled in. */
export const UNKNOWN_NAME = "TODO";

/** One line of text, in any script. */
const singleLine = z.string().min(1).regex(/^[^\n]*$/, "expected one line");
const asciiLine = singleLine.regex(/^[\x20-\x7e]*$/, "expected ASCII");

/** The names that can have an ASCII form beside them. */
const nameFields = ["initials", "surname", "fullname", "organization", "city", "region", "country", "street"] as const;

/** Returns the key of the ASCII form of a name: `asciiSurname`. */
function asciiKey<T extends string>(field: T): `ascii${Capitalize<T>}` {
  return `ascii${field.charAt(0).toUpperCase()}${field.slice(1)}` as `ascii${Capitalize<T>}`;
}

const personFields = z.strictObject({
  initials: singleLine.optional(),
  surname: singleLine.optional(),
  fullname: singleLine.optional(),
  role: z.literal("editor").optional(),
  organization: singleLine.optional(),
  street: z.union([singleLine, z.array(singleLine)]).optional(),
  city: singleLine.optional(),
  region: singleLine.optional(),
  code: z.union([singleLine, z.int().transform(String)]).optional(),
  country: singleLine.optional(),
  asciiInitials: asciiLine.optional(),
  asciiSurname: asciiLine.optional(),
  asciiFullname: asciiLine.optional(),
  asciiOrganization: asciiLine.optional(),
  asciiStreet: z.union([asciiLine, z.array(asciiLine)]).optional(),
  asciiCity: asciiLine.optional(),
  asciiRegion: asciiLine.optional(),
  asciiCountry: asciiLine.optional(),
  phone: asciiLine.optional(),
  email: z.email().optional(),
  uri: linkAddress.optional(),
});

type PersonFields = z.infer<typeof personFields>;

/** Returns what is wrong with the ASCII forms of names: one without its name, one that is missing or of no use. */
export function asciiProblems(given: Readonly<Partial<Record<string, unknown>>>, fields: readonly string[] = nameFields): string[] {
  return fields.flatMap((field) => {
    const key = asciiKey(field);
    const [name, ascii] = [given[field], given[key]].map((value) => value && [value].flat().join("\n")) as (string | undefined)[];
    if (name === undefined) return ascii === undefined ? [] : [`expected ${field} beside ${key}`];
    if (ascii === name) return [`${key} is the same as ${field}; remove it`];
    return ascii === undefined && isNotLatin(name) ? [`${field} is not in Latin letters; expected ${key} beside it`] : [];
  });
}

function personProblems(given: PersonFields): string[] {
  const { initials, surname, fullname, organization } = given;
  const linesOf = (value: string | readonly string[] | undefined): number => [value ?? []].flat().length;
  if ((initials === undefined) !== (surname === undefined)) return ["expected initials and surname together"];
  if (surname === undefined && fullname !== undefined) return ["expected initials and surname beside fullname"];
  if (surname === undefined && organization === undefined) return ["expected initials and surname, or organization"];
  const { asciiSurname, asciiFullname, ...others } = given;
  // The ASCII form of a full name follows from those of its parts.
  const whole = asciiFullname ?? (asciiSurname === undefined ? undefined : `${given.asciiInitials ?? initials ?? ""} ${asciiSurname}`);
  const problems = asciiProblems({ ...others, asciiSurname, ...(fullname === undefined ? {} : { asciiFullname: whole }) });
  const isUneven = given.asciiStreet !== undefined && linesOf(given.asciiStreet) !== linesOf(given.street);
  return isUneven ? [...problems, "expected as many lines in asciiStreet as in street"] : problems;
}

/** An author or contributor: an organization, or a person with initials and surname. */
export const personSchema = personFields.check(({ value, issues }) => {
  for (const message of personProblems(value)) issues.push({ code: "custom", input: value, message });
});

/** A checked author or contributor. */
export type Person = z.infer<typeof personSchema>;

/** Returns an element with a text, and its ASCII form; nothing without a text. */
export function optionalElement(name: string, value: string | undefined, ascii?: string): XmlElement[] {
  return value === undefined ? [] : [el(undefined, name, { ascii }, [value])];
}

function streetElements({ street = [], asciiStreet = [] }: Person): XmlElement[] {
  const ascii = [asciiStreet].flat();
  return [street].flat().flatMap((line, index) => optionalElement("street", line, ascii[index] === line ? undefined : ascii[index]));
}

function addressElement(given: Person): XmlElement[] {
  const postal = [
    ...streetElements(given),
    ...optionalElement("city", given.city, given.asciiCity),
    ...optionalElement("region", given.region, given.asciiRegion),
    ...optionalElement("code", given.code),
    ...optionalElement("country", given.country, given.asciiCountry),
  ];
  const all = [
    ...(postal.length === 0 ? [] : [el(undefined, "postal", {}, postal)]),
    ...optionalElement("phone", given.phone),
    ...optionalElement("email", given.email),
    ...optionalElement("uri", given.uri),
  ];
  return all.length === 0 ? [] : [el(undefined, "address", {}, all)];
}

/** The names of a person as attributes. */
interface NameAttributes {
  readonly initials: string | undefined;
  readonly surname: string | undefined;
  readonly fullname: string | undefined;
  readonly asciiInitials: string | undefined;
  readonly asciiSurname: string | undefined;
  readonly asciiFullname: string | undefined;
}

/** Names of a person, as a draft or a bibliography gives them. */
type PersonNames = Pick<Person, "initials" | "surname" | "fullname" | "asciiInitials" | "asciiSurname" | "asciiFullname">;

/** Returns the names of a person. A full name that is not given, also in ASCII, consists of initials and surname. */
export function nameAttributes({ initials, surname, fullname, asciiInitials, asciiSurname, asciiFullname }: PersonNames): NameAttributes {
  const whole = (first: string | undefined, last: string | undefined): string | undefined =>
    last === undefined ? undefined : [first, last].filter((part) => part !== undefined).join(" ");
  const shown = fullname ?? whole(initials, surname);
  const isWhole = fullname === undefined || initials !== undefined;
  const ascii = asciiFullname ?? (isWhole ? whole(asciiInitials ?? initials, asciiSurname) : undefined);
  return { initials, surname, fullname: shown, asciiInitials, asciiSurname, asciiFullname: ascii === shown ? undefined : ascii };
}

/**
 * Returns the element of a person or an organization.
 *
 * @param name - `author` or `contact`; only an author has a role
 */
export function personElement(name: "author" | "contact", given: Person): XmlElement {
  const { organization, asciiOrganization, role } = given;
  const names = nameAttributes(given);
  // A contact requires a name; an organization uses its own.
  const isOrganization = names.fullname === undefined && name === "contact";
  const called = isOrganization ? { ...names, fullname: organization, asciiFullname: asciiOrganization } : names;
  const inside = called.fullname === organization ? [] : optionalElement("organization", organization, asciiOrganization);
  return el(undefined, name, { ...called, role: name === "author" ? role : undefined }, [...inside, ...addressElement(given)]);
}
