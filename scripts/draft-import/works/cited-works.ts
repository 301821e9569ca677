/**
 * The works that a document lists in its front matter or cites in its text, and their names in the imported draft.
 *
 * @module
 */
import type { SourceLine } from "../source/source-line.ts";

/** A work of the document. */
export interface ListedWork {
  /** The name in the bibliography. */
  readonly name: string;
  /** The name that the draft prints and cites, if it is another one. */
  readonly display?: string;
  readonly normative: boolean;
  /** What the front matter says of the work; empty for a work that has a number only. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** The place of the entry, or of the first citation. */
  readonly at: SourceLine | undefined;
}

/** The marks of a name in `{{...}}`. */
export interface CitedName {
  readonly mark: "!" | "?" | "";
  /** The name that the citation gives the work: `HTTP` in `{{!HTTP=RFC9110}}`. */
  readonly alias?: string;
  readonly name: string;
}

const numberedWork = /^(?:(?:RFC|BCP|STD|FYI)\d+|(?:I-D|DOI|W3C|IANA|IEEE|ISO|3GPP|ANSI|CCITT|FIPS|ITU|NIST|OASIS|PKCS|BIBXML)\..+)$/i;

/** Returns whether a name is that of a work in the databases that kramdown-rfc reads. */
export function isNumberedWork(name: string): boolean {
  return numberedWork.test(name);
}

/** Returns a name in the form that the bibliography accepts. */
export function workName(name: string): string {
  const plain = name.replace(/[^\w./:+()-]/g, "_").replace(/^[^A-Za-z0-9_]+/, "");
  return /^(?:rfc|bcp|std)\d+$/i.test(plain) ? plain.toUpperCase().replace(/^(\w{3})0+/, "$1") : plain;
}

/** All works of a document. */
export class CitedWorks {
  readonly #works = new Map<string, ListedWork>();
  readonly #keys = new Map<string, string>();
  readonly #cited = new Set<string>();

  /** Adds a work under the name that the document uses. A name that is taken keeps its first work. */
  add(key: string, work: ListedWork): void {
    const before = this.#works.get(work.name);
    if (before === undefined) this.#works.set(work.name, work);
    else if (Object.keys(before.fields).length === 0 && Object.keys(work.fields).length > 0) {
      this.#works.set(work.name, { ...work, normative: work.normative || before.normative });
    }
    else if (work.normative && !before.normative) this.#works.set(work.name, { ...before, normative: true });
    if (!this.#keys.has(key)) this.#keys.set(key, work.name);
  }

  /** Returns the work with a name of the document. */
  find(key: string): ListedWork | undefined {
    return this.#works.get(this.#keys.get(key) ?? "");
  }

  /** The works in the order of their entries. */
  get all(): readonly ListedWork[] {
    return [...this.#works.values()];
  }

  /** Returns whether the text cites a work. */
  isCited({ name }: ListedWork): boolean {
    return this.#cited.has(name);
  }

  /**
   * Cites a work. Returns its name as the draft writes it, with `!` at the first citation of a normative work.
   *
   * @returns `undefined` if there is no such work
   */
  cite({ mark, alias, name }: CitedName, at: SourceLine): string | undefined {
    const key = this.find(alias ?? name) === undefined ? name : (alias ?? name);
    if (this.find(key) === undefined && (mark !== "" || alias !== undefined || isNumberedWork(name))) {
      this.#addCited({ mark, name, ...(alias === undefined ? {} : { alias }) }, at);
    }
    const work = this.find(alias ?? name) ?? this.find(key);
    if (work === undefined) return undefined;
    const first = !this.isCited(work);
    this.#cited.add(work.name);
    return `${first && work.normative ? "!" : mark}${work.display ?? work.name}`;
  }

  /** Adds the works to which a text gives other names, `{{!TLS=RFC8446}}`, so that citations before that can use them. */
  addNamedIn(text: string): void {
    for (const { groups = {} } of text.matchAll(/\{\{(?:[^{}]+ of )?(?<mark>[!?])-?(?<alias>[\w./_-]+)=(?<name>[\w./_-]+)/g)) {
      const { mark, alias = "", name = "" } = groups;
      const work = { name: workName(name), normative: mark === "!", fields: {}, at: undefined };
      this.add(alias, { ...work, display: workName(alias) });
      this.add(name, work);
    }
  }

  /** Adds a work that the text names first. */
  #addCited({ mark, alias, name }: CitedName, at: SourceLine): void {
    const work = { name: workName(name), normative: mark === "!", fields: {}, at };
    this.add(alias ?? name, alias === undefined ? work : { ...work, display: workName(alias) });
    this.add(name, work);
  }
}
