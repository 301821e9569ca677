/**
 * What a report can say of the draft: what the manifest knows, and the sentences where the built draft is at hand.
 *
 * @module
 */
import { existsSync } from "node:fs";
import { join, relative } from "node:path";

import { type Manifest, readRequirements } from "../vectors/manifest.ts";
import type { ReportDraft } from "./result.ts";

/**
 * The draft of a manifest.
 *
 * @param built - the folder that the draft is built into; nothing needs to be there
 * @param from - the folder of the report, from which the draft's page is linked
 * @throws FileError where the built list of statements is not as expected
 */
export function reportDraft({ draft: name, requirements }: Manifest, built: string, from: string): ReportDraft {
  const texts = new Map((readRequirements(join(built, "requirements.json")) ?? []).map(({ id, text }) => [id, text]));
  const html = join(built, `${name}.html`);
  const page = existsSync(html) ? relative(from, html).replaceAll("\\", "/") : undefined;
  const statements = Object.entries(requirements).map(([id, statement]) => [id, { ...statement, text: texts.get(id) }] as const);
  return { name, page, requirements: Object.fromEntries(statements) };
}
