/**
 * The module of limits: an interface with a doc comment for each limit, which editors show, and the defaults.
 *
 * @module
 */
import type { LimitModel, LimitsModel } from "../../reference/layout/index.ts";

/** Returns a heading of the draft by its anchor, such as `#limits`. */
export type SectionTitle = (anchor: string) => string | undefined;

const COLUMNS = 134;

const numberText = (value: number): string => value.toLocaleString("en-US");

/** Breaks text into lines of a doc comment. */
function wrap(text: string): string[] {
  const lines = [""];
  for (const word of text.split(" ")) {
    const last = lines[lines.length - 1] as string;
    if (last === "") lines[lines.length - 1] = word;
    else if (last.length + 1 + word.length <= COLUMNS) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function docLines(limit: LimitModel, titleOf: SectionTitle): string[] {
  const { title, description, value, unit, least = 0, most, within, over, cite } = limit;
  const amount = (octets: number): string => `${numberText(octets)} ${unit}`;
  const interval = within === undefined ? "" : ` in ${numberText(within)} ms`;
  const section = titleOf(cite);
  const facts = [
    `Default: ${amount(value)}${interval}.`,
    `Least: ${amount(least)}.`,
    ...(most === undefined ? [] : [`Greatest: ${amount(most)}.`]),
    ...(section === undefined ? [] : [`Section "${section}".`]),
  ];
  return [...wrap(`${title}: ${description}`), "", ...wrap(`If it is exceeded: ${over}`), "", ...wrap(facts.join(" "))];
}

/** Returns the text of the module. @param titleOf - finds the section that a limit cites */
export function limitsModule(table: LimitsModel, header: readonly string[], titleOf: SectionTitle): string {
  const lines = [
    "/**",
    ` * ${table.title}: their documentation and their defaults.`,
    " *",
    ...header.map((line) => ` * ${line}`),
    " *",
    " * @module",
    " */",
    "/** The limits of a connection by name. */",
    "export interface ConnectionLimits {",
    ...table.entries.flatMap((limit) => [
      "  /**",
      ...docLines(limit, titleOf).map((line) => `   * ${line}`.trimEnd()),
      "   */",
      `  readonly ${limit.name}: number;`,
    ]),
    "}",
    "",
    "/** The default of each limit. */",
    "export const defaultLimits: ConnectionLimits = {",
    ...table.entries.map(({ name, value }) => `  ${name}: ${value},`),
    "};",
    "",
  ];
  return lines.join("\n");
}
