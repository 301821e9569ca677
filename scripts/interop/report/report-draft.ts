/**
 * The draft of a report: its statements from the manifest, with their sentences from the built draft.
 *
 * @module
 */
import { existsSync } from "node:fs";
import { join, relative } from "node:path";

import { type Manifest, readRequirements } from "../vectors/manifest.ts";
import type { ReportDraft } from "./result.ts";

/**
 * Returns the draft of a manifest.
 *
 * @param built - the folder of the built draft; may be missing
 * @param from - the folder of the report, to which the link to the draft is relative
 * @throws {@link FileError} if the built list of statements does not match its schema
 */
export function reportDraft({ draft: name, requirements }: Manifest, built: string, from: string): ReportDraft {
  const listed = readRequirements(join(built, `${name.replace(/-\d\d$/, "")}.requirements.json`)) ?? [];
  const texts = new Map(listed.map(({ id, text }) => [id, text]));
  const html = join(built, `${name}.html`);
  const page = existsSync(html) ? relative(from, html).replaceAll("\\", "/") : undefined;
  const statements = Object.entries(requirements).map(([id, statement]) => [id, { ...statement, text: texts.get(id) }] as const);
  return { name, page, requirements: Object.fromEntries(statements) };
}
