/**
 * `ws2 draft build`: compiles drafts to RFCXML, text and HTML.
 *
 * @module
 */
import { exitCode, UsageError } from "../../common/program.ts";
import type { Command, CommandIo, ParsedArguments } from "../command.ts";
import { buildAll } from "./build-drafts.ts";
import { draftOperands, draftOperandsHelp, draftPaths, onlyDraftPath, outputOption, outsideOption } from "./operands.ts";

async function run(args: ParsedArguments, io: CommandIo): Promise<number> {
  const formats = args.has("xml-only") ? [] : (["text", "html"] as const);
  const docName = revisionName(args);
  const paths = docName === undefined ? draftPaths(args) : [onlyDraftPath(args)];
  const plan = { folder: args.value("output"), docName, formats, allowOutside: args.has("allow-outside") };
  return (await buildAll(paths, plan, io)) ? exitCode.ok : exitCode.failed;
}

/** Returns the name under which the draft is built. @throws {@link UsageError} */
function revisionName(args: ParsedArguments): string | undefined {
  const name = args.value("as");
  if (name === undefined || /^draft(?:-[a-z0-9]+)+-\d\d$/.test(name)) return name;
  throw new UsageError(`--as: expected draft-NAME-NN with a revision number of two digits, found ${JSON.stringify(name)}`);
}

/** The command. */
export const draftBuildCommand: Command = {
  operands: draftOperands,
  description: [
    "Compiles Internet-Drafts in Markdown to RFCXML, and runs xml2rfc for text and HTML. Each mistake is printed with file, line and column, and the expected text; after a mistake nothing is written.",
    draftOperandsHelp,
    "Beside the XML are NAME.requirements.json and NAME.examples.json, lists for programs. xml2rfc is the one of the variable XML2RFC, or else of PATH.",
  ],
  options: {
    output: outputOption,
    as: { valueName: "NAME", summary: "build the revision draft-NAME-NN; docName has to be this name, or draft-NAME-latest" },
    "xml-only": { summary: "do not run xml2rfc" },
    "allow-outside": outsideOption,
  },
  examples: [
    ["draft build draft-you-name.md", "XML, text and HTML in build/draft-you-name/"],
    ["draft build --as draft-you-name-01 draft-you-name.md", "revision 01 of a draft with docName draft-you-name-latest"],
    ["draft build --xml-only -o out drafts/", "the XML of all drafts of a folder"],
  ],
  run,
};
