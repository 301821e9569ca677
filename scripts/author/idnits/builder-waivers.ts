/**
 * Waivers of what idnits finds in each draft that this builder makes, and is right as it is.
 *
 * @module
 */
import type { Waiver } from "./waivers.ts";

const OFFLINE = "idnits runs without network, so it knows the status of no other document";

const waivers: readonly Omit<Waiver, "sometimes">[] = [
  { code: "POSSIBLE_DOWNREF", where: "^(?:Reference to )?RFC \\d+ .*is possible downref$", why: OFFLINE },
  { code: "UNDEFINED_STATUS", where: "RFC \\d+ does not have a defined status or could not be fetched\\.$", why: OFFLINE },
  { code: "UNDEFINED_STATE", where: " draft-[a-z0-9-]+ does not", why: OFFLINE },
  {
    code: "PREFER_BCP14_REF",
    where: "^Consider referencing BCP14 instead of ",
    why: "the paragraph of RFC 8174 cites BCP 14 with both documents, which the text form shows as RFC2119 and RFC8174",
  },
  {
    code: "INVALID_REFERENCES_NAME",
    where: "^rfc\\.back\\.references\\[0\\]\\.name$",
    why: "the group around normative and informative references is called References, as xml2rfc wants it",
  },
  {
    code: "SECTION_TITLE_HAS_UNEXPECTED_INDENTATION",
    where: "^ +Appendix [A-Z]\\. .*[. ] \\d+$",
    why: "these are the lines of the table of contents, which xml2rfc indents",
  },
  {
    code: "SECTION_TITLE_HAS_UNEXPECTED_INDENTATION",
    where: "^ +Appendix [A-Z](?:\\.| [a-z])",
    why: "these are lines of paragraphs that begin with a reference to an appendix",
  },
  {
    code: "DEPRECATED_ELEMENT",
    where: "\\bxref(?:\\[\\d+\\])?\\._attr\\.format$",
    why: "idnits takes the attribute format of xref, which RFC 7991 has, for the element format, which is deprecated",
  },
  {
    code: "DOC_DATE_IN_PAST",
    where: "^The document date is \\d+ days in the past\\.",
    why: "the date is that of the last change, and what is checked does not depend on the day; ws2 draft next sets it",
  },
  {
    code: "REFERENCE_MISSING_IN_REFERENCE_SECTION",
    where: "\\[R-\\d+\\]",
    why: "these are the identifiers of requirements, which stand behind their sentences",
  },
];

/** The waivers. A draft need not use them. */
export const builderWaivers: readonly Waiver[] = waivers.map((waiver) => ({ ...waiver, sometimes: true }));
