/**
 * The record of rendered XML, so that xml2rfc does not run again for the same XML.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { existsSync, statSync } from "node:fs";
import { writeFileAtomic } from "../../common/files.ts";
import { readText } from "../source/text-files.ts";

/** The file extension of each format. */
const extensions = { text: "txt", html: "html", pdf: "pdf" } as const;

/** An output format of xml2rfc. */
export type OutputFormat = keyof typeof extensions;

/** The digest of the input of each format. */
type Digests = Partial<Readonly<Record<OutputFormat, string>>>;

const pathBeside = (xmlPath: string, extension: string): string => xmlPath.replace(/\.xml$/, `.${extension}`);

const recordPath = (xmlPath: string): string => pathBeside(xmlPath, "rendered.json");

/** Returns the paths of the given forms of an XML file. */
export function renderedFiles(xmlPath: string, forms: readonly OutputFormat[]): string[] {
  return forms.map((form) => pathBeside(xmlPath, extensions[form]));
}

function readRecord(xmlPath: string): Digests {
  try {
    return JSON.parse(readText(recordPath(xmlPath)) ?? "{}") as Digests;
  } catch {
    return {};
  }
}

/**
 * Returns the digest of all inputs of a rendering.
 *
 * @param command - the path of xml2rfc; a new installation has a new time
 * @param finish - the source of the code that changes its output
 */
export function renderDigest(xml: string, command: string, finish: string): string {
  const installed = statSync(command, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return createHash("sha256").update(JSON.stringify([xml, command, installed, finish])).digest("hex");
}

/** Returns the formats that are missing or outdated. */
export function staleForms(xmlPath: string, forms: readonly OutputFormat[], digest: string): OutputFormat[] {
  const record = readRecord(xmlPath);
  return forms.filter((form) => record[form] !== digest || !existsSync(pathBeside(xmlPath, extensions[form])));
}

/** Records rendered formats. */
export function recordForms(xmlPath: string, forms: readonly OutputFormat[], digest: string): void {
  const record = { ...readRecord(xmlPath), ...Object.fromEntries(forms.map((form) => [form, digest])) };
  writeFileAtomic(recordPath(xmlPath), `${JSON.stringify(record)}\n`);
}
