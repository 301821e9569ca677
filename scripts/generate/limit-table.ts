/**
 * Limits as a table of Markdown, for pages beside the document.
 *
 * @module
 */
import type { Citation, LimitsModel } from "../../reference/layout/model.ts";
import { limitValue } from "./units.ts";

/**
 * Returns a table of some limits: name, default, what happens when it is exceeded, section.
 *
 * @param names - the limits, in the order of the rows
 * @param section - returns the link to a section in Markdown
 * @throws an Error if a limit does not exist
 */
export function limitTable({ id, entries }: LimitsModel, names: readonly string[], section: (cite: Citation) => string): string {
  const rows = names.map((name) => {
    const limit = entries.find((each) => each.name === name);
    if (limit === undefined) throw new Error(`${id}: has no limit ${name}; expected one of ${entries.map((each) => each.name).join(", ")}`);
    return `| \`${name}\` | ${limitValue(limit)} | ${limit.over} | ${section(limit.cite)} |`;
  });
  return ["| Limit | Default | When exceeded | Section |", "|---|---|---|---|", ...rows].join("\n");
}
