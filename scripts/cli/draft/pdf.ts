/**
 * `ws2 draft pdf`: builds drafts, with PDF.
 *
 * @module
 */
import { exitCode } from "../../common/program.ts";
import { UsageError } from "../../common/usage-error.ts";
import { pdfProblem } from "../../draft/xml2rfc/find-xml2rfc.ts";
import type { Command, CommandIo, ParsedArguments } from "../command.ts";
import { buildAll } from "./build-drafts.ts";
import { draftOperands, draftOperandsHelp, draftPaths, outputOption, outsideOption } from "./operands.ts";

async function run(args: ParsedArguments, io: CommandIo): Promise<number> {
  const paths = draftPaths(args);
  const problem = pdfProblem(io.environment);
  if (problem !== undefined) throw new UsageError(problem);
  const formats = ["text", "html", "pdf"] as const;
  const good = await buildAll(paths, { folder: args.value("output"), formats, allowOutside: args.has("allow-outside") }, io);
  return good ? exitCode.ok : exitCode.failed;
}

/** The command. */
export const draftPdfCommand: Command = {
  operands: draftOperands,
  description: ["Builds drafts as ws2 draft build does, and as PDF. xml2rfc needs WeasyPrint for that.", draftOperandsHelp],
  options: { output: outputOption, "allow-outside": outsideOption },
  examples: [["draft pdf draft-you-name.md", "XML, text, HTML and PDF in build/draft-you-name/"]],
  run,
};
