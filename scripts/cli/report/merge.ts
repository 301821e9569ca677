/**
 * `ws2 report merge`: makes one matrix of several reports.
 *
 * @module
 */
import { join } from "node:path";

import { writeFileAtomic } from "../../common/files.ts";
import { UsageError, exitCode } from "../../common/program.ts";
import { FileError } from "../../common/validate-file.ts";
import { matrixHtml } from "../../interop/matrix/matrix-html.ts";
import { matrixText } from "../../interop/matrix/matrix-text.ts";
import { mergeReports, readReportFile, type ReportFile } from "../../interop/matrix/merge-reports.ts";
import type { Command, CommandIo, ParsedArguments } from "../command.ts";

/** Returns the file of the page: that of the option, or `index.html` in the folder of the option. */
const pageFile = (out: string): string => (/\.html?$/i.test(out) ? out : join(out, "index.html"));

function readReports(files: readonly string[]): ReportFile[] {
  try {
    return files.map(readReportFile);
  } catch (error) {
    if (error instanceof FileError) throw new UsageError(error.message);
    throw error;
  }
}

function merge(args: ParsedArguments, io: CommandIo): number {
  if (args.positionals.length === 0) throw new UsageError("expected one or more reports in JSON");
  const matrix = mergeReports(readReports(args.positionals));
  const out = args.value("out");
  if (out !== undefined) writePage(pageFile(out), matrixHtml(matrix));
  io.out(matrixText(matrix));
  return exitCode.ok;
}

function writePage(file: string, page: string): void {
  try {
    writeFileAtomic(file, page);
  } catch (error) {
    throw new UsageError(`--out: ${(error as Error).message}`);
  }
}

/** The command. */
export const reportMergeCommand: Command = {
  operands: "FILE...",
  description: [
    "Reads reports of ws2 vectors run, ws2 conformance server and ws2 conformance client, of any peers and versions, and prints how many cases each peer passed and which cases a peer did not pass. --out writes the same as one HTML page, with the verdict of each peer in each case, and the frames and requirements of failed cases.",
    "Write the reports with --report json --out FILE. Exit codes: 0 if the matrix was made, whatever the verdicts are; 2 if a file cannot be used.",
  ],
  options: {
    out: { short: "o", valueName: "PATH", summary: "write the page to this file (.html), or to index.html in this folder" },
  },
  examples: [
    ["report merge a.json b.json", "two reports"],
    ["report merge reports/*.json --out site/", "a page in a folder"],
  ],
  run: async (args, io) => merge(args, io),
};
