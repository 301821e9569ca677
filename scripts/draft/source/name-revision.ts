/**
 * The name under which a revision is submitted, in place of `draft-name-latest`.
 *
 * @module
 */
import { baseNameOf, docNameOf } from "../draft-set.ts";
import { positionOfKey, splitFrontMatter } from "./front-matter.ts";
import type { ReportDiagnostic } from "../diagnostics/diagnostics.ts";

/**
 * Returns a draft under the name of a revision. Reports a draft that has another one; its docName has to be the name, or the same
 * with `latest` for the revision.
 *
 * @param markdown - the draft
 * @param docName - the name, `draft-name-NN`
 */
export function nameRevision(markdown: string, docName: string, report: ReportDiagnostic): string | undefined {
  const found = docNameOf(splitFrontMatter(markdown)?.yaml ?? "");
  const latest = `${baseNameOf(docName)}-latest`;
  if (found === docName) return markdown;
  if (found === latest) return markdown.replace(/^(docName:[ \t]*["']?)draft-[a-z0-9-]+/m, `$1${docName}`);
  const reason = `docName: expected ${docName} or ${latest}, found ${found === undefined ? "none" : found}`;
  report(positionOfKey(markdown, "docName"), "front-matter", reason);
  return undefined;
}
