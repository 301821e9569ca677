/**
 * Prints vectors one case a line, so that people can read them and compare revisions.
 *
 * @module
 */

/** Returns a value as JSON on one line, with a space after each colon and comma. */
export function oneLineJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(oneLineJson).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).filter(([, each]) => each !== undefined);
  if (members.length === 0) return "{}";
  return `{ ${members.map(([key, each]) => `${JSON.stringify(key)}: ${oneLineJson(each)}`).join(", ")} }`;
}

function bracketedLines(open: string, items: readonly string[], close: string, indent: string): string {
  return `${open}\n${items.map((item) => `${indent}  ${item}`).join(",\n")}\n${indent}${close}`;
}

function groupText(group: Record<string, unknown>): string {
  const { cases, ...head } = group;
  const members = Object.entries(head).map(([key, value]) => `${JSON.stringify(key)}: ${oneLineJson(value)}`);
  const list = bracketedLines("[", (cases as unknown[]).map(oneLineJson), "]", "      ");
  return bracketedLines("{", [...members, `"cases": ${list}`], "}", "    ");
}

/** Returns a file of vectors as text. */
export function suiteText(suite: Record<string, unknown>): string {
  const { format, suite: name, notes, groups } = suite;
  const noteLines = Object.entries(notes as object).map(([flag, note]) => `${JSON.stringify(flag)}: ${oneLineJson(note)}`);
  const members = [
    `"format": ${oneLineJson(format)}`,
    `"suite": ${oneLineJson(name)}`,
    `"notes": ${bracketedLines("{", noteLines, "}", "  ")}`,
    `"groups": ${bracketedLines("[", (groups as Record<string, unknown>[]).map(groupText), "]", "  ")}`,
  ];
  return `${bracketedLines("{", members, "}", "")}\n`;
}
