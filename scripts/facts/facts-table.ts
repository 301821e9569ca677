import type { ProjectFact } from "./project-facts.ts";

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |\n`;

/** Returns facts as a table in Markdown: figure, parts, and a link to the file that proves them. */
export function factsTable(facts: readonly ProjectFact[]): string {
  const link = (path: string): string => `[${path.split("/").at(-1) ?? path}](${path})`;
  return [
    row(["", "", "Source"]),
    row(["---", "---", "---"]),
    ...facts.map(({ value, unit, detail, source }) => row([`**${value}** ${unit}`, detail, link(source)])),
  ].join("");
}
