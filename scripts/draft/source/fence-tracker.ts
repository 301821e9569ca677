/**
 * Finds the fences of a Markdown text line by line, before it is parsed.
 *
 * @module
 */
const fenceOpening = /^[ >]*(?:(?:[-*+]|\d+[.)]) +)*(?<fence>`{3,}(?=[^`]*$)|~{3,})/;

/** Returns a function that returns for each line in turn whether it is part of a fence. */
export function fenceTracker(): (line: string) => boolean {
  let open: string | undefined;
  return (line) => {
    if (open === undefined) {
      open = fenceOpening.exec(line)?.groups?.fence;
      return open !== undefined;
    }
    const closing = line.replace(/^[\s>]*/, "").trimEnd();
    if (closing.startsWith(open) && closing.replaceAll(open.charAt(0), "") === "") open = undefined;
    return true;
  };
}
