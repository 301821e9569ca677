/**
 * Prints messages as vfile-reporter does: by file, each with line and column.
 *
 * @module
 */
import { VFile } from "vfile";
import { reporter } from "vfile-reporter";
import type { Message } from "./messages.ts";

/** The text of a message; the schema element that causes it stands at the end. */
function reasonOf({ reason, element }: Message): string {
  return element === undefined ? reason : `${reason} (schema element "${element}")`;
}

/** Messages as text for a terminal. */
export function format(messages: readonly Message[]): string {
  const files = new Map<string, VFile>();
  for (const message of messages) {
    const file = files.get(message.file) ?? new VFile({ path: message.file });
    files.set(message.file, file);
    const { line, column, rule } = message;
    file.message(reasonOf(message), { place: { line, column }, source: "draft", ruleId: rule }).fatal = true;
  }
  return reporter([...files.values()]);
}
