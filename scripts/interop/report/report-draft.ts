/**
 * The draft of a report: its requirements, with their sentences.
 *
 * @module
 */
import type { Manifest } from "../vectors/manifest.ts";
import type { ReportDraft } from "./result.ts";

/** Returns the URL of a published draft. Its anchors are the sections and requirements. @param name - with its revision */
export const draftPage = (name: string): string => `https://datatracker.ietf.org/doc/html/${name}`;

/** Returns the draft of a manifest. @param sentences - by the id of the requirement */
export function reportDraft({ draft: name, requirements }: Manifest, sentences: Readonly<Record<string, string>>): ReportDraft {
  const statements = Object.entries(requirements).map(([id, statement]) => [id, { ...statement, text: sentences[id] }] as const);
  return { name, page: draftPage(name), requirements: Object.fromEntries(statements) };
}
