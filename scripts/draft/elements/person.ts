/**
 * The authors and contributors of a document.
 *
 * @module
 */
import { z } from "zod";
import { el, type XmlElement } from "../xml/xml-node.ts";

const singleLine = z.string().min(1).regex(/^[^\n]*$/, "expected one line");

/** An author or contributor: an organization, or a person with initials and surname. */
export const personSchema = z
  .strictObject({
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
    phone: singleLine.optional(),
    email: z.email().optional(),
    uri: z.url().optional(),
  })
  .check(({ value: { initials, surname, fullname, organization }, issues, value }) => {
    const fail = (message: string): unknown => issues.push({ code: "custom", input: value, message });
    if ((initials === undefined) !== (surname === undefined)) fail("expected initials and surname together");
    else if (surname === undefined && fullname !== undefined) fail("expected initials and surname beside fullname");
    else if (surname === undefined && organization === undefined) fail("expected initials and surname, or organization");
  });

/** A checked author or contributor. */
export type Person = z.infer<typeof personSchema>;

/** Returns an element with a text; nothing without a text. */
export function optionalElement(name: string, value: string | undefined): XmlElement[] {
  return value === undefined ? [] : [el(undefined, name, {}, [value])];
}

function addressElement({ street = [], city, region, code, country, phone, email, uri }: Person): XmlElement[] {
  const lines = (typeof street === "string" ? [street] : street).flatMap((each) => optionalElement("street", each));
  const postal = [
    ...lines,
    ...optionalElement("city", city),
    ...optionalElement("region", region),
    ...optionalElement("code", code),
    ...optionalElement("country", country),
  ];
  const all = [
    ...(postal.length === 0 ? [] : [el(undefined, "postal", {}, postal)]),
    ...optionalElement("phone", phone),
    ...optionalElement("email", email),
    ...optionalElement("uri", uri),
  ];
  return all.length === 0 ? [] : [el(undefined, "address", {}, all)];
}

/**
 * Returns the element of a person or an organization.
 *
 * @param name - `author` or `contact`; only an author has a role
 */
export function personElement(name: "author" | "contact", given: Person): XmlElement {
  const { initials, surname, organization, role } = given;
  const fullname = given.fullname ?? (surname === undefined ? undefined : `${initials ?? ""} ${surname}`);
  // A contact requires a name; an organization uses its own.
  const called = fullname ?? (name === "contact" ? organization : undefined);
  const inside = called === organization ? [] : optionalElement("organization", organization);
  const attributes = { initials, surname, fullname: called, role: name === "author" ? role : undefined };
  return el(undefined, name, attributes, [...inside, ...addressElement(given)]);
}
