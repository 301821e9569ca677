/**
 * Tells a mistake from what only follows from another one: a block that failed shows nothing, defines nothing and cites
 * nothing, but what it was meant to do stands in the source.
 *
 * @module
 */
import { reporter, sorted, type Message, type Report } from "./messages.ts";

/** Where to report mistakes, and what may be nothing but their consequence. */
export interface Reports {
  readonly mistake: Report;
  readonly consequence: Report;
}

/** Messages of a draft: mistakes, and what may be nothing but their consequence. */
export class Findings {
  readonly #mistakes: Message[] = [];
  readonly #consequences: Message[] = [];

  /** The list that mistakes go into. */
  get mistakes(): Message[] {
    return this.#mistakes;
  }

  /** Reports to a file, as `mistake` or as what may be a consequence. */
  reports(file: string): Reports {
    return { mistake: reporter(this.#mistakes, file), consequence: reporter(this.#consequences, file) };
  }

  /** What to print: the consequences only where there is no mistake that they can come from. */
  all(): Message[] {
    return sorted(this.#mistakes.length > 0 ? this.#mistakes : this.#consequences);
  }
}

const literal = (text: string): string => text.replace(/[^A-Za-z0-9]/g, "\\$&");

/** Whether the source gives something an anchor. */
export function givesAnchor(source: string, anchor: string): boolean {
  return new RegExp(`\\{[^{}]*#${literal(anchor)}(?![\\w-])`).test(source);
}

/** Whether a directive in the source shows an element. */
export function showsElement(source: string, id: string): boolean {
  return new RegExp(`::[^\\n]*\\bof=(?:${literal(id)}(?![\\w-])|"[^"\\n]*(?<![\\w-])${literal(id)}(?![\\w-]))`).test(source);
}

/** Whether the source names a work in braces. */
export function citesWork(source: string, name: string): boolean {
  return new RegExp(`\\{\\{[^{}]*(?<![\\w.-])${literal(name)}(?![\\w-])`).test(source);
}
