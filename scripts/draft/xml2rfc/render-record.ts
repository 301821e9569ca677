/**
 * The record of what was rendered from which XML, so that an unchanged XML is not rendered again.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { existsSync, statSync } from "node:fs";
import { writeFileAtomic } from "../../common/files.ts";
import { readText } from "../source/text-files.ts";

/** The extension of each form. */
const extensions = { text: "txt", html: "html", pdf: "pdf" } as const;

/** A form that xml2rfc makes. */
export type OutputFormat = keyof typeof extensions;

/** The digest of the XML that each form was rendered from. */
type Digests = Partial<Readonly<Record<OutputFormat, string>>>;

const pathBeside = (xmlPath: string, extension: string): string => xmlPath.replace(/\.xml$/, `.${extension}`);

const recordPath = (xmlPath: string): string => pathBeside(xmlPath, "rendered.json");

function readRecord(xmlPath: string): Digests {
  try {
    return JSON.parse(readText(recordPath(xmlPath)) ?? "{}") as Digests;
  } catch {
    return {};
  }
}

/**
 * Returns the digest of all that a rendering depends on.
 *
 * @param command the xml2rfc. A new installation has a new time.
 * @param finish the text of the code that changes its output.
 */
export function renderDigest(xml: string, command: string, finish: string): string {
  const installed = statSync(command, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return createHash("sha256").update(JSON.stringify([xml, command, installed, finish])).digest("hex");
}

/** Returns the forms that are missing, or were rendered from something else. */
export function staleForms(xmlPath: string, forms: readonly OutputFormat[], digest: string): OutputFormat[] {
  const record = readRecord(xmlPath);
  return forms.filter((form) => record[form] !== digest || !existsSync(pathBeside(xmlPath, extensions[form])));
}

/** Records rendered forms. */
export function recordForms(xmlPath: string, forms: readonly OutputFormat[], digest: string): void {
  const record = { ...readRecord(xmlPath), ...Object.fromEntries(forms.map((form) => [form, digest])) };
  writeFileAtomic(recordPath(xmlPath), `${JSON.stringify(record)}\n`);
}
