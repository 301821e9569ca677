/** A small draft, model and bibliography for the text of tests. */
import type { Model } from "../../../reference/layout/model.ts";
import { buildDraft, type BuiltDraft, type DraftInput } from "../../../scripts/draft/build.ts";
import { ViewError, type View } from "../../../scripts/generate/blocks.ts";

export const bibliography = `RFC2119:
  title: Key Words
  author: [{initials: S., surname: Bradner}]
  date: 1997-03
  seriesInfo: {BCP: 14}
RFC8174:
  title: More Key Words
RFC9000:
  title: QUIC
`;

const doc = { description: "A thing.", cite: "#test" } as const;

export const model: Model = {
  format: 1,
  name: "test",
  elements: {
    box: {
      kind: "struct",
      id: "box",
      title: "Box",
      fault: "BAD",
      fields: [
        {
          name: "lid",
          title: "Lid",
          role: "value",
          wire: { kind: "uint", bits: 8, endian: "big", big: false },
          range: [0, 255],
          constraints: [],
          ...doc,
        },
      ],
      sizes: [[1, 1]],
      ...doc,
    },
    colour: {
      kind: "registry",
      id: "colour",
      title: "Colours",
      codeTitle: "Code",
      nameTitle: "Name",
      open: false,
      ordered: false,
      columns: {},
      entries: [{ code: 7, name: "red", meaning: "The colour red.", status: "assigned", columns: {}, cite: "#test" }],
      ...doc,
    },
  },
};

/** Minimal views of each kind. */
export const views: Readonly<Record<string, View>> = {
  picture: {
    kinds: ["struct"],
    attributes: { bits: "how many", case: "which" },
    render: ({ title }) => [
      {
        kind: "figure",
        title,
        ascii: "+-+",
        svg: '<svg xmlns="http://www.w3.org/2000/svg" version="1.2" baseProfile="tiny" viewBox="0 0 1 1" width="1" height="1"/>',
      },
    ],
  },
  rows: {
    kinds: ["registry", "struct"],
    attributes: {},
    render: ({ title }) => [
      {
        kind: "table",
        title,
        parts: ["lid"],
        columns: [
          { title: "A", align: "left" },
          { title: "B", align: "right" },
        ],
        rows: [
          [
            [{ text: "x MUST" }, { code: "y" }],
            [{ cite: "#test" }, { cite: "RFC9000, Section 2" }, { cite: "RFC9000" }],
          ],
        ],
      },
    ],
    renderMany: (elements) => [{ kind: "source", title: "", type: "txt", text: elements.map(({ id }) => id).join("\n") }],
  },
  words: {
    kinds: ["struct"],
    attributes: {},
    render: () => [{ kind: "definitions", items: [{ term: [{ code: "t" }], text: [{ text: "d" }] }] }],
  },
  wrong: {
    kinds: ["struct"],
    attributes: {},
    render: ({ id }) => {
      throw new ViewError(id, "cannot be shown");
    },
  },
  wide: {
    kinds: ["struct"],
    attributes: {},
    render: () => [
      { kind: "figure", title: "", ascii: "x".repeat(70) },
      { kind: "source", title: "S", type: "", text: "\u00e4\u202e" },
    ],
  },
};

const front = `---
title: A Test
docName: draft-a-test-00
category: info
ipr: trust200902
submissionType: IETF
date: 2026-11-23
author:
  - organization: Testers
references: references.yaml
model: model.json
unshown: UNSHOWN
---
`;

const abstract = "# Abstract\n\nShort.\n\n";

/** The settings of a test beside its Markdown. */
export interface DraftFixture extends Partial<DraftInput> {
  /** The elements that need not be shown (default: all). */
  readonly unshown?: readonly string[];
  /** Changes the front matter. */
  readonly change?: (front: string) => string;
  /** Additional lines of the front matter. */
  readonly front?: string;
}

/** Builds a draft around some Markdown. `head` is the number of lines before it. */
export function buildWhole(
  markdown: string,
  { unshown, front: more = "", change = (text) => text, ...given }: DraftFixture = {},
): BuiltDraft & { readonly head: number } {
  const used = Object.keys(model.elements).filter((id) => !new RegExp(`of="?[a-z ]*\\b${id}\\b`).test(markdown));
  const head = change(front.replace("UNSHOWN\n", `${JSON.stringify(unshown ?? used)}\n${more}`));
  const references = { path: "references.yaml", text: "" };
  const renderExample: DraftInput["renderExample"] = (_model, id, value) => ({ lines: [`00  ${id} = ${JSON.stringify(value)}`] });
  const data = { facts: { root: "a0b1", count: 3, list: [] } };
  const input = { path: "a.md", today: "2026-12-01", model, data, views, references, renderExample, ...given };
  return { ...buildDraft({ ...input, markdown: head + markdown }), head: head.split("\n").length - 1 };
}

const opening = `${abstract}# Test {#test}\n\n`;
/** Builds a section with some Markdown in it. */
export function buildSection(markdown: string, given: DraftFixture = {}): BuiltDraft & { readonly head: number } {
  const draft = buildWhole(opening + markdown, { references: { path: "references.yaml", text: bibliography }, ...given });
  return { ...draft, head: draft.head + opening.split("\n").length - 1 };
}

/** Returns the XML of some Markdown in a section. Throws if the draft has mistakes. */
export function sectionXml(markdown: string, given: DraftFixture = {}): string {
  const { xml, messages } = buildSection(markdown, given);
  if (messages.length > 0) throw new Error(messages.map(({ rule, reason }) => `${rule}: ${reason}`).join("\n"));
  const found = /<section anchor="test">\n<name>Test<\/name>\n([^]*)\n<\/section>\n<\/middle>/.exec(xml);
  return found?.[1] ?? xml;
}

/** Returns the mistakes of some Markdown in a section: `line:column rule: reason`, with lines counted from its first. */
export function sectionDiagnostics(markdown: string, given: DraftFixture = {}): string[] {
  const { messages, head } = buildSection(markdown, given);
  return messages.map(
    ({ line, column, rule, reason, element }) =>
      `${line - head}:${column} ${rule}: ${reason}${element === undefined ? "" : ` [${element}]`}`,
  );
}
