/**
 * The examples as the author wrote them, read from the Markdown by other means than the draft tool's.
 */
import { readFileSync } from "node:fs";

import { parse } from "yaml";

/** The Markdown of the core draft. */
export function markdown(): string {
  return readFileSync("draft/draft-websocket2-over-http2.md", "utf8");
}

/** The values of the examples by their id. */
export function sourceExamples(): Map<string, unknown> {
  const fences = markdown().matchAll(/^```example \{id="([^"]+)"[^}]*\}\n(.*?)^```$/gms);
  return new Map([...fences].map(([, id = "", yaml = ""]) => [id, parse(yaml) as unknown]));
}
