import test from "ava";

import { checkRequiredSections } from "../../../../scripts/author/lint/required-sections.ts";

function found(source: string): string[] {
  const reasons: string[] = [];
  checkRequiredSections(`---\ntitle: A\n---\n${source}`, (_at, _rule, reason) => reasons.push(reason));
  return reasons;
}

test("accepts the sections that every Internet-Draft has", (t) => {
  t.deepEqual(found("# Security and Privacy Considerations\n\nNone.\n\n# IANA Considerations {#iana}\n\nNone.\n"), []);
});

test("reports missing sections that every Internet-Draft has", (t) => {
  t.deepEqual(found("# Security\n\n```\n# IANA Considerations\n```\n"), [
    'there is no section "Security Considerations"; expected one with the risks, or the reason why it adds no risk',
    'there is no section "IANA Considerations"; expected one with "This document has no IANA actions" at least',
  ]);
});
