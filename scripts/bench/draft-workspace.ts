/**
 * A copy of the draft to edit and build, outside of the repository.
 *
 * @module
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import type { BenchSize } from "./section.ts";

/** A draft of two sections. */
const SMALL_DRAFT = `---
title: A Small Draft
abbrev: Small
docName: draft-small-00
category: info
ipr: trust200902
submissionType: independent
date: 2026-01-02
author:
  - organization: Testers
---

# Abstract

A paragraph.

# One {#one}

A paragraph.

# Two {#two}

See {{one}}.
`;

/** The folders that the draft names. */
const NAMED_FOLDERS = ["build", "spec-tests"];

/** Returns a section with the constructs that most sections have. */
function sectionWith(number: number): string {
  const paragraph = `The endpoint of section ${number} sends a frame and waits for the next one, as \`length\` says,
unless the connection closes.
A receiver that does not know the value treats it as the value before it. See {{one}} and {{part-${number}}}.`;
  return `# Part ${number} {#part-${number}}

${Array.from({ length: 4 }, () => paragraph).join("\n\n")}

- an item with *emphasis*
- an item with a reference to {{two}}

| name | value |
|------|-------|
| a    | 1     |
| b    | 2     |

## Details of Part ${number} {#details-${number}}

${paragraph}
`;
}

/** A copy of the longest draft. */
export class DraftWorkspace {
  /** The path of the draft. */
  readonly draft: string;
  /** An empty folder for what is made of it. */
  readonly output: string;
  readonly #root = mkdtempSync(join(tmpdir(), "bench-draft-"));
  readonly #source: string;

  constructor(size: BenchSize) {
    const folder = join(this.#root, "draft");
    this.output = join(this.#root, "output");
    if (size === "full") {
      cpSync("draft", folder, { recursive: true });
      for (const name of NAMED_FOLDERS) symlinkSync(resolve(name), join(this.#root, name));
      const names = readdirSync(folder).filter((each) => /^draft-.*\.md$/.test(each));
      const name = names.sort((a, b) => statSync(join(folder, b)).size - statSync(join(folder, a)).size)[0];
      if (name === undefined) throw new Error("draft: expected files draft-*.md, found none");
      this.draft = join(folder, name);
      this.#source = readFileSync(this.draft, "utf8");
    } else {
      mkdirSync(folder);
      this.draft = join(folder, "draft-small.md");
      this.#source = SMALL_DRAFT;
      writeFileSync(this.draft, this.#source);
    }
  }

  /** The base of the names of all files that are made of the draft. */
  get outputBase(): string {
    return join(this.output, /^docName: *(\S+)/m.exec(this.#source)?.[1] ?? "");
  }

  /** Removes what was made. */
  clear(): void {
    rmSync(this.output, { recursive: true, force: true });
  }

  /** Adds a word to the first paragraph of the abstract, another one each time. */
  edit(round: number): void {
    writeFileSync(this.draft, this.#source.replace(/(# Abstract\n\n[^\n]*)/, `$1 Edit ${round}.`));
  }

  /** Adds sections to a small draft. @param count - of sections of 1.3 kB each */
  lengthen(count: number): void {
    writeFileSync(this.draft, [this.#source, ...Array.from({ length: count }, (_, at) => sectionWith(at + 1))].join("\n"));
  }

  /** Removes the copy and what was made of it. */
  remove(): void {
    rmSync(this.#root, { recursive: true, force: true });
  }
}
