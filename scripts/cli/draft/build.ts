/**
 * `ws2 draft build`: compiles drafts to RFCXML, text and HTML.
 *
 * @module
 */
import { exitCode } from "../../common/program.ts";
import type { Command, CommandIo, ParsedArguments } from "../command.ts";
import { buildAll } from "./build-drafts.ts";
import { draftOperands, draftOperandsHelp, draftPaths, outputOption } from "./operands.ts";

async function run(args: ParsedArguments, io: CommandIo): Promise<number> {
  const formats = args.has("xml-only") ? [] : (["text", "html"] as const);
  return (await buildAll(draftPaths(args), { folder: args.value("output"), formats }, io)) ? exitCode.ok : exitCode.failed;
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
    "xml-only": { summary: "do not run xml2rfc" },
  },
  examples: [
    ["draft build draft-you-name.md", "XML, text and HTML in build/draft-you-name/"],
    ["draft build --xml-only -o out drafts/", "the XML of all drafts of a folder"],
  ],
  run,
};
