/**
 * The configuration of the endpoint under test, in words.
 *
 * @module
 */
import { html, type Html } from "../../common/html.ts";
import { oneLineJson } from "../../interop/format/suite-text.ts";
import type { LocatedCase } from "../../interop/vectors/select-cases.ts";

function memberText(name: string, value: unknown): string {
  if (typeof value === "number") return value.toLocaleString("en-US");
  if (typeof value === "string") return value;
  return name === "limits" || typeof value === "object" ? oneLineJson(value) : String(value);
}

/** Returns the configuration; `undefined` for cases without one. */
export function configurationHtml({ group }: Pick<LocatedCase, "group">): Html | undefined {
  if (!("config" in group)) return undefined;
  const members = Object.entries(group.config as object).filter(([, value]) => value !== undefined);
  const shown = members.map(([name, value], index) => html`${index > 0 && ", "}${name} <code>${memberText(name, value)}</code>`);
  return html`<p>Configuration: ${shown}</p>\n`;
}
