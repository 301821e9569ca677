/** Imports small documents for the tests. */
import { formatDiagnostics } from "../../../scripts/draft/diagnostics/format.ts";
import { importKramdown, type ImportedDraft, type KramdownInput } from "../../../scripts/draft-import/import-kramdown.ts";

const front = `---
title: A Test
docname: draft-a-test-00
date: 2026-11-23
author: {org: Testers, email: a@example.org}
`;

/** The imported body of a document. */
export interface ImportedBody {
  readonly body: string;
  readonly references: string;
  readonly frontMatter: string;
  /** The messages without the name of the file and the number of works without titles. */
  readonly messages: readonly string[];
}

/** Imports a document. */
export function importText(text: string, others: Partial<KramdownInput> = {}): ImportedDraft {
  const imported = importKramdown({ text, path: "a.md", fallbackName: "draft-a-test-latest", ...others });
  if (!("markdown" in imported)) throw new TypeError(formatDiagnostics(imported.messages));
  return imported;
}

/** Imports the middle of a document. `more` is more front matter. Lines of messages count from the beginning of the middle. */
export function importMiddle(middle: string, more = "", others: Partial<KramdownInput> = {}): ImportedBody {
  const head = `${front}${more}\n--- abstract\n\nShort.\n\n--- middle\n\n`;
  const { markdown, references, messages } = importText(`${head}# One\n\n${middle}\n`, others);
  const [, frontMatter = "", body = ""] = /^---\n([^]*?)---\n\n# Abstract\n\nShort\.\n\n# One\n\n([^]*)\n$/.exec(markdown) ?? [];
  const offset = head.split("\n").length + 1;
  const own = messages.filter(({ rule }) => rule !== "reference");
  return { body, references, frontMatter, messages: own.map(({ line, rule, reason }) => `${line - offset}: ${reason} [${rule}]`) };
}
