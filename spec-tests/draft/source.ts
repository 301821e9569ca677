/**
 * The examples as the author wrote them, read from the Markdown by other means than the draft tool's.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { parse } from "yaml";

/** The Markdown of the draft. */
export function markdown(): string {
  const name = readdirSync("draft").find((file) => /^draft-.*\.md$/.test(file));
  if (name === undefined) throw new Error("draft/ holds no draft");
  return readFileSync(join("draft", name), "utf8");
}

/** The values of the examples by their id. */
export function sourceExamples(): Map<string, unknown> {
  const fences = markdown().matchAll(/^```example \{id="([^"]+)"[^}]*\}\n(.*?)^```$/gms);
  return new Map([...fences].map(([, id = "", yaml = ""]) => [id, parse(yaml) as unknown]));
}
