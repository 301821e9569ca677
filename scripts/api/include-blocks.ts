/**
 * Includes code of other pages, so that it is written once, where the tests run it.
 *
 * @module
 */

const INCLUDE = /^<!-- include: (\S+) (.+) -->$/gm;

/** A file that has no such block. */
class IncludeError extends Error {
  override readonly name = "IncludeError";
}

/** Returns the first code block whose first line, or whose text, begins with or contains the words. */
function blockOf(markdown: string, words: string): string | undefined {
  const blocks = [...markdown.matchAll(/^```(\S.*)\n([^]*?)^```$/gm)].map(([, info = "", code = ""]) => ({ info, code }));
  const found = blocks.find(({ info }) => info === words) ?? blocks.find(({ code }) => code.includes(words));
  // Targets of make need the repository, and these pages need the package alone.
  const code = found?.code.replaceAll(/^\$ make .*\n/gm, "");
  return found && `\`\`\`${found.info.split(" ")[0]}\n${code}\`\`\``;
}

/**
 * Replaces each line `<!-- include: FILE WORDS -->` by the code block of a Markdown file whose info string is WORDS, such as `ts server`,
 * or else by the first that contains them.
 *
 * @param read - returns the text of a file
 * @throws IncludeError if the file has no such block
 */
export function includeBlocks(markdown: string, read: (file: string) => string): string {
  return markdown.replaceAll(INCLUDE, (_, file: string, words: string) => {
    const block = blockOf(read(file), words);
    if (block === undefined) throw new IncludeError(`${file}: expected a code block "${words}", found none`);
    return block;
  });
}
