/**
 * Suppresses consequences of mistakes. A block with a mistake shows, defines and cites nothing, so other checks would
 * report it as well; its source still names the element, anchor or work.
 *
 * @module
 */
import { diagnosticReporter, sortDiagnostics, type Diagnostic, type ReportDiagnostic } from "./diagnostics.ts";

/** Reporters for mistakes and for possible consequences of other mistakes. */
export interface DiagnosticReporters {
  readonly error: ReportDiagnostic;
  readonly cascade: ReportDiagnostic;
}

/** The diagnostics of a draft: mistakes and possible consequences. */
export class CascadeSuppressor {
  readonly #errors: Diagnostic[] = [];
  readonly #cascades: Diagnostic[] = [];

  /** The list of the mistakes. */
  get errors(): Diagnostic[] {
    return this.#errors;
  }

  /** Returns reporters for a file. */
  reportersFor(file: string): DiagnosticReporters {
    return { error: diagnosticReporter(this.#errors, file), cascade: diagnosticReporter(this.#cascades, file) };
  }

  /** Returns the diagnostics to print: all mistakes, and the consequences that no mistake explains. */
  diagnostics(): Diagnostic[] {
    return sortDiagnostics(this.#errors.length > 0 ? this.#errors : this.#cascades);
  }
}

const escapeRegExp = (text: string): string => text.replace(/[^A-Za-z0-9]/g, "\\$&");

/** Returns whether the source defines an anchor. */
export function sourceDefinesAnchor(source: string, anchor: string): boolean {
  return new RegExp(`\\{[^{}]*#${escapeRegExp(anchor)}(?![\\w-])`).test(source);
}

/** Returns whether a directive in the source shows an element. */
export function sourceShowsElement(source: string, id: string): boolean {
  return new RegExp(`::[^\\n]*\\bof=(?:${escapeRegExp(id)}(?![\\w-])|"[^"\\n]*(?<![\\w-])${escapeRegExp(id)}(?![\\w-]))`).test(source);
}

/** The works that the paragraph on key words cites. */
const bcp14Works = ["RFC2119", "RFC8174"];

/** Returns whether the source cites a work, itself or by `::bcp14`. */
export function sourceCitesWork(source: string, name: string): boolean {
  if (bcp14Works.includes(name) && /^::bcp14\b/m.test(source)) return true;
  return new RegExp(`\\{\\{[^{}]*(?<![\\w.-])${escapeRegExp(name)}(?![\\w-])`).test(source);
}
