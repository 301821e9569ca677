/**
 * The texts of limits: their table, and the documentation of each as a property.
 *
 * @module
 */
import type { LimitModel, LimitsModel } from "../../reference/layout/model.ts";
import { escapeMarkup } from "../common/markup.ts";
import { amount, range, withNoun } from "../generate/units.ts";
import { citationHtml, codeHtml, htmlTable } from "./html.ts";

/** Returns the range of a limit with its unit: `65536 or more octets`, `1 to 5 pings`. */
export function limitRange({ least = 0, most, unit }: Pick<LimitModel, "least" | "most" | "unit">): string {
  return `${range([least, most ?? null])} ${unit}`;
}

/** Returns the default as the option takes it, with its unit, and in a larger unit where there is one. */
function defaultText({ value, unit, within }: LimitModel): string {
  const interval = within === undefined ? "" : ` in ${amount(within, "ms")}`;
  const [number, noun] = [String(value), withNoun(value, unit).slice(String(value).length)];
  const short = amount(value, unit);
  const larger = short === number + noun || short === number ? "" : ` (${short})`;
  return codeHtml(number) + noun + interval + larger;
}

function codes({ fault, status }: LimitModel): string {
  return [fault, status].filter((value) => value !== undefined).join(" ");
}

/** Returns the documentation of a limit as a property, in Markdown. */
export function limitText(limit: LimitModel): string {
  const facts = [
    ["Default", defaultText(limit)],
    ["Range", escapeMarkup(limitRange(limit))],
    ["Code", escapeMarkup(codes(limit))],
    ["Section", citationHtml(limit.cite)],
  ].filter(([, text]) => text !== "");
  const rows = facts.map(([label, text]) => `<dt>${label}</dt><dd>${text}</dd>`).join("");
  return [
    `<strong>${escapeMarkup(limit.title)}.</strong> ${escapeMarkup(limit.description)}`,
    `If it is exceeded: ${escapeMarkup(limit.over)}`,
    `<dl class="facts">${rows}</dl>`,
  ].join("\n\n");
}

function limitRow(limit: LimitModel): readonly string[] {
  const facts = [citationHtml(limit.cite), ...(codes(limit) === "" ? [] : [`Code: ${escapeMarkup(codes(limit))}`])].join(" · ");
  return [
    `${codeHtml(limit.name)}<br/>${escapeMarkup(limit.title)}`,
    defaultText(limit),
    escapeMarkup(limitRange(limit)),
    `${escapeMarkup(limit.description)}<br/><small>If it is exceeded: ${escapeMarkup(limit.over)}<br/>${facts}</small>`,
  ];
}

/** Returns the table of limits as HTML. */
export function limitsTable({ entries }: LimitsModel): string {
  return htmlTable(["Limit", "Default", "Range", "Meaning"], entries.map(limitRow));
}
