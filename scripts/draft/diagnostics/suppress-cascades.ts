/**
 * Tells a mistake from what only follows from another one: a block that failed shows nothing, defines nothing and cites
 * nothing, but what it was meant to do stands in the source.
 *
 * @module
 */
import { diagnosticReporter, sortDiagnostics, type Diagnostic, type ReportDiagnostic } from "./diagnostics.ts";

/** Where to report mistakes, and what may be nothing but their consequence. */
export interface DiagnosticReporters {
  readonly error: ReportDiagnostic;
  readonly cascade: ReportDiagnostic;
}

/** Messages of a draft: mistakes, and what may be nothing but their consequence. */
export class CascadeSuppressor {
  readonly #errors: Diagnostic[] = [];
  readonly #cascades: Diagnostic[] = [];

  /** The list that mistakes go into. */
  get errors(): Diagnostic[] {
    return this.#errors;
  }

  /** Reports to a file, as `mistake` or as what may be a consequence. */
  reportersFor(file: string): DiagnosticReporters {
    return { error: diagnosticReporter(this.#errors, file), cascade: diagnosticReporter(this.#cascades, file) };
  }

  /** What to print: the consequences only where there is no mistake that they can come from. */
  diagnostics(): Diagnostic[] {
    return sortDiagnostics(this.#errors.length > 0 ? this.#errors : this.#cascades);
  }
}

const escapeRegExp = (text: string): string => text.replace(/[^A-Za-z0-9]/g, "\\$&");

/** Whether the source gives something an anchor. */
export function sourceDefinesAnchor(source: string, anchor: string): boolean {
  return new RegExp(`\\{[^{}]*#${escapeRegExp(anchor)}(?![\\w-])`).test(source);
}

/** Whether a directive in the source shows an element. */
export function sourceShowsElement(source: string, id: string): boolean {
  return new RegExp(`::[^\\n]*\\bof=(?:${escapeRegExp(id)}(?![\\w-])|"[^"\\n]*(?<![\\w-])${escapeRegExp(id)}(?![\\w-]))`).test(source);
}

/** Whether the source names a work in braces. */
export function sourceCitesWork(source: string, name: string): boolean {
  return new RegExp(`\\{\\{[^{}]*(?<![\\w.-])${escapeRegExp(name)}(?![\\w-])`).test(source);
}
