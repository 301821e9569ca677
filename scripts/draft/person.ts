/**
 * Persons and organizations that have a part in a document.
 *
 * @module
 */
import { z } from "zod";
import { el, type XmlElement } from "./xml.ts";

const line = z.string().min(1).regex(/^[^\n]*$/, "expected one line");

/** An author or contributor: an organization, or a person with initials and surname. */
export const person = z
  .strictObject({
    initials: line.optional(),
    surname: line.optional(),
    fullname: line.optional(),
    role: z.literal("editor").optional(),
    organization: line.optional(),
    street: z.union([line, z.array(line)]).optional(),
    city: line.optional(),
    region: line.optional(),
    code: z.union([line, z.int().transform(String)]).optional(),
    country: line.optional(),
    phone: line.optional(),
    email: z.email().optional(),
    uri: z.url().optional(),
  })
  .check(({ value: { initials, surname, fullname, organization }, issues, value }) => {
    const fail = (message: string): unknown => issues.push({ code: "custom", input: value, message });
    if ((initials === undefined) !== (surname === undefined)) fail("expected initials and surname together");
    else if (surname === undefined && fullname !== undefined) fail("expected initials and surname beside fullname");
    else if (surname === undefined && organization === undefined) fail("expected initials and surname, or organization");
  });

/** An author or contributor, checked. */
export type Person = z.infer<typeof person>;

/** An element that holds a text, where there is one. */
export function optional(name: string, value: string | undefined): XmlElement[] {
  return value === undefined ? [] : [el(undefined, name, {}, [value])];
}

function address({ street = [], city, region, code, country, phone, email, uri }: Person): XmlElement[] {
  const lines = (typeof street === "string" ? [street] : street).flatMap((each) => optional("street", each));
  const postal = [...lines, ...optional("city", city), ...optional("region", region), ...optional("code", code), ...optional("country", country)];
  const all = [
    ...(postal.length === 0 ? [] : [el(undefined, "postal", {}, postal)]),
    ...optional("phone", phone),
    ...optional("email", email),
    ...optional("uri", uri),
  ];
  return all.length === 0 ? [] : [el(undefined, "address", {}, all)];
}

/**
 * Writes a person or an organization.
 *
 * @param name `author` or `contact`; only an author has a role.
 */
export function personElement(name: "author" | "contact", given: Person): XmlElement {
  const { initials, surname, organization, role } = given;
  const fullname = given.fullname ?? (surname === undefined ? undefined : `${initials ?? ""} ${surname}`);
  // A contact has to have a name; an organization has its own.
  const called = fullname ?? (name === "contact" ? organization : undefined);
  const inside = called === organization ? [] : optional("organization", organization);
  const attributes = { initials, surname, fullname: called, role: name === "author" ? role : undefined };
  return el(undefined, name, attributes, [...inside, ...address(given)]);
}
