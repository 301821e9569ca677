/**
 * What to write in place of double braces that mean nothing here.
 *
 * @module
 */

/** A form that authors write, and the form for it here; `$<name>` is a group of the pattern. */
const meantForms: readonly (readonly [pattern: RegExp, expected: string])[] = [
  [/^<<(?<anchor>[\w.-]+)$/, "{{title of $<anchor>}}"],
  [/^<(?<anchor>[\w.-]+)$/, "{{number of $<anchor>}}"],
  [/^-(?<name>[\w./-]+)$/, "{{$<name>}}"],
  [/^(?<mark>[!?]?)(?<series>RFC|BCP|STD) (?<number>\d+)$/, "{{$<mark>$<series>$<number>}}"],
  [/^[@&](?<name>[!?]?[\w./-]+)$/, "{{$<name>}}"],
  [/^&SELF;$/, "{{&SELF}}"],
  [/^(?:Section|Appendix) (?<anchor>[a-z][\w.-]*)$/, "{{$<anchor>}}, which prints the number of the section"],
  [
    /^(?:Section|Appendix|Sections|Appendices) [\w.-]+(?:,? and [\w.-]+)?$/,
    "the anchor of a section of this document, or a work: {{Section 3 of RFC9110}}",
  ],
  [/^(?<work>[!?]?\S+?),? (?:§|[Ss]ec(?:tion|t)?\.?) ?(?<number>[\dA-Z][\w.]*)$/, "{{Section $<number> of $<work>}}"],
  [/^(?:[Ss]ec(?:tion|t)?\.?|§) ?(?<number>[\dA-Z][\w.]*) of (?<work>[!?]?\S+)$/, "{{Section $<number> of $<work>}}"],
  [
    /^(?:[Ss]ections?|[Aa]ppendix|[Aa]ppendices) .+/,
    '{{Section 3 of RFC9110}}, {{Sections 3 and 4.1 of RFC9110}}, or {{Section "title" of NAME}}',
  ],
  [/.+, ?(?:[Ss]ections?|[Aa]ppendix|[Aa]ppendices) .+/, "{{RFC9110, Section 3}} or {{RFC9110, Sections 3 and 4.1}}"],
];

const allForms = [
  "{{anchor}}",
  "{{title of anchor}}",
  "{{number of anchor}}",
  '{{"text" of anchor}}',
  "{{RFC9113}}",
  "{{!RFC9113}}",
  "{{?RFC9113}}",
  "{{!HTTP2=RFC9113}}",
  "{{Section 1 of RFC9113}}",
  "{{Section anchor of DRAFT}}",
  "{{&SELF}}",
  "{{=element.name}}",
  "{{$data.name}}",
  "{{^index entry}}",
];

/** Returns the form that the author may have meant, or all forms. */
export function expectedPlaceholder(content: string): string {
  for (const [pattern, expected] of meantForms) {
    const groups = pattern.exec(content)?.groups;
    if (groups !== undefined) return `expected ${expected.replace(/\$<(\w+)>/g, (_, name: string) => groups[name] ?? "")}`;
    if (pattern.test(content)) return `expected ${expected}`;
  }
  return `expected one of ${allForms.join(", ")}`;
}
