import test from "ava";
import { addIdentifiers } from "../../../scripts/draft/add-identifiers.ts";
import { buildSection } from "./setup.ts";

/** Returns the section with the identifiers that its build asks for, the number of key words left, and whether it builds then. */
function numbered(section: string): { readonly markdown: string; readonly left: number; readonly builds: boolean } {
  const { messages, head } = buildSection(section);
  const asked = messages.filter(({ rule }) => rule === "missing-identifier");
  const places = asked.map(({ line, column }) => ({ line: line - head, column }));
  const { markdown, left } = addIdentifiers(section, places, /\{(R-\d+)\}/.exec(asked[0]?.reason ?? "")?.[1] ?? "");
  return { markdown, left: left.length, builds: buildSection(markdown).messages.length === 0 };
}

const added: readonly (readonly [title: string, before: string, after: string])[] = [
  ["behind a full stop", "You MUST a. Fine. You\nMAY b.", "You MUST a.{R-001} Fine. You\nMAY b.{R-002}"],
  ["after the greatest one", "You MUST a.{R-041} You MAY b, e.g. c. End.", "You MUST a.{R-041} You MAY b, e.g. c.{R-042} End."],
  [
    "behind emphasis",
    "You *MUST a.* Fine. You **MUST b**. You MUST *c*.",
    "You *MUST a.*{R-001} Fine. You **MUST b**.{R-002} You MUST *c*.{R-003}",
  ],
  [
    "behind code, links and citations",
    "It MUST `a. b` {{RFC9000}}. [X. y](#test) MAY go.",
    "It MUST `a. b` {{RFC9000}}.{R-001} [X. y](#test) MAY go.{R-002}",
  ],
  ["in items without full stops", "- You MUST a, and\n- you MAY\n  b", "- You MUST a, and{R-001}\n- you MAY\n  b{R-002}"],
  [
    "in cells and definitions",
    "| a |\n|---|\n| MUST b |\n\n:::dl\nt\n: It MAY c\n:::",
    "| a |\n|---|\n| MUST b{R-001} |\n\n:::dl\nt\n: It MAY c{R-002}\n:::",
  ],
  ["before a list", "You MUST:\n\n- a", "You MUST:{R-001}\n\n- a"],
];
for (const [title, before, after] of added) {
  test(`adds identifiers ${title}`, (t) => t.deepEqual(numbered(before), { markdown: after, left: 0, builds: true }));
}

test("leaves a paragraph without full stop, and changes nothing where nothing is asked", (t) => {
  t.deepEqual(numbered("You MUST a\n\n- b"), { markdown: "You MUST a\n\n- b", left: 1, builds: false });
  t.deepEqual(numbered("You can."), { markdown: "You can.", left: 0, builds: true });
});

test("keeps the front matter", (t) => {
  const places = [5, 17].map((column) => ({ line: 5, column }));
  const found = addIdentifiers("---\ntitle: A\n---\n\nYou MUST a. You MUST b.\n", places, "R-099");
  t.deepEqual(found, {
    markdown: "---\ntitle: A\n---\n\nYou MUST a.{R-099} You MUST b.{R-100}\n",
    added: ["R-099", "R-100"],
    left: [],
  });
});
