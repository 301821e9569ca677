/**
 * `ws2 draft import`: changes a document of another dialect to a draft.
 *
 * @module
 */
import { exitCode, UsageError } from "../../common/program.ts";
import { cacheFolders } from "../../draft/bibliography/reference-folders.ts";
import { formatDiagnostics } from "../../draft/diagnostics/format.ts";
import { importKramdownFile } from "../../draft-import/import-file.ts";
import type { Command, CommandIo, ParsedArguments } from "../command.ts";

/** Returns the only document, behind the name of its dialect. */
function documentPath({ positionals }: ParsedArguments): string {
  const [dialect, path, ...others] = positionals;
  if (dialect !== "kramdown")
    {throw new UsageError(`expected the dialect kramdown, found ${dialect === undefined ? "nothing" : `"${dialect}"`}`);}
  if (path === undefined || others.length > 0) throw new UsageError(`expected one document, found ${positionals.length - 1}`);
  return path;
}

async function run(args: ParsedArguments, io: CommandIo): Promise<number> {
  const path = documentPath(args);
  const caches = cacheFolders(io.environment, path);
  const { files, messages } = importKramdownFile(path, { folder: args.value("output"), force: args.has("force"), caches });
  if (messages.length > 0) io.error(`${formatDiagnostics(messages)}\n`);
  if (files !== undefined) io.out(`${files.join("\n")}\n`);
  return files === undefined ? exitCode.failed : exitCode.ok;
}

/** The command. */
export const draftImportCommand: Command = {
  operands: "kramdown DOCUMENT.md",
  description: [
    "Changes a document for kramdown-rfc to a draft, NAME.md, and its bibliography, references.yaml. The document itself stays as it is.",
    "Each construct that has no counterpart is printed with file and line, and what to do about it. Its text is kept wherever there is any.",
    "Title, authors and date of works that have a number only come from the caches that ws2 draft reference add reads. Without them the entry is a placeholder.",
    "Sentences with key words need no identifiers: the front matter has requirements: off.",
  ],
  options: {
    output: {
      short: "o",
      valueName: "FOLDER",
      summary: "the folder of the draft (default: NAME, the name of the draft without its revision)",
    },
    force: { summary: "overwrite the draft and the bibliography if they exist" },
  },
  examples: [
    ["draft import kramdown draft-you-name.md", "the draft in draft-you-name/"],
    ["draft import kramdown -o drafts draft-you-name.md", "drafts/draft-you-name.md and drafts/references.yaml"],
  ],
  run,
};
