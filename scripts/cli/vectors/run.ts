/**
 * `ws2 vectors run`: an implementation against the interop vectors.
 *
 * @module
 */
import { join, relative } from "node:path";

import type { Model } from "../../../reference/layout/index.ts";
import { UsageError, exitCode } from "../../common/program.ts";
import { requirementCoverage } from "../../interop/vectors/coverage.ts";
import { FileError } from "../../common/validate-file.ts";
import type { SuiteFile } from "../../interop/vectors/read-suites.ts";
import { readManifest } from "../../interop/vectors/manifest.ts";
import type { TestReport } from "../../interop/report/result.ts";
import { Adapter, AdapterProtocolError } from "../../interop/runner/adapter-process.ts";
import { MAX_LOST_IN_A_ROW, type VectorRun, runVectors } from "../../interop/runner/run-vectors.ts";
import { allCases, isSelected } from "../../interop/vectors/select-cases.ts";
import { type ParsedArguments, type Command, type CommandIo, integerOption } from "../command.ts";
import { interruptedNotes, runExitCode, listenForInterruption } from "../report/interruption.ts";
import { checkOutputFile, readReportForm, reportOptions, createResultReporter, writeReport, verboseOption } from "../report/result-reporter.ts";
import { readDraftInfo, vectorsFolderOf, folderOption, readSelection, selectionOptions, readVectors } from "./options.ts";

const DEFAULT_TIMEOUT_MS = 5000;

/** Why a run was given up, where it was. */
const gaveUpNotes = ({ gaveUp }: VectorRun): string[] => (gaveUp ? [`The adapter gave no reply that could be used in ${MAX_LOST_IN_A_ROW} cases in a row.`] : []);

/** The statements of the draft that no case checks. */
function uncheckedRequirementLines(files: readonly SuiteFile[], folder: string): string[] {
  const manifest = readManifest(folder);
  const file = relative(process.cwd(), join(folder, "manifest.json"));
  if (manifest === undefined) return [`${file} is not there: run make vectors.`];
  const { checked, unchecked, unknown } = requirementCoverage(files, manifest);
  const lines = unchecked.map((id) => {
    const { level, section, title } = manifest.requirements[id] as (typeof manifest.requirements)[string];
    return `  ${id}  ${level.padEnd(10)}  ${section} ${title}`;
  });
  return [
    `${checked.length} statements of ${manifest.draft} are checked by a case, ${unchecked.length} by none${unchecked.length > 0 ? ":" : "."}`,
    ...lines,
    ...(unknown.length > 0 ? [`Cases name statements that ${manifest.draft} does not have: ${unknown.join(", ")}.`] : []),
    "",
  ];
}

/** The report of a run. @param out - the file that it will stand in */
function vectorReport(args: ParsedArguments, { adapter, results, requests, sampled }: VectorRun, out: string | undefined): TestReport {
  const notes = [
    `${requests} requests were made.`,
    ...(sampled === 0 ? [] : [`${sampled} large cases were not split at every octet, but near their edges.`]),
  ];
  return { title: "Interop vectors", peer: adapter, results, notes, draft: readDraftInfo(args, out) };
}

function readAdapterCommand(args: ParsedArguments): string {
  if (args.positionals.length > 0) throw new UsageError(`expected no arguments, found ${args.positionals.join(" ")}`);
  const command = args.value("adapter");
  if (command === undefined) throw new UsageError("expected --adapter COMMAND");
  return command;
}

async function run(args: ParsedArguments, io: CommandIo, model: Model): Promise<number> {
  const command = readAdapterCommand(args);
  const timeout = integerOption(args, "timeout", 1, 3_600_000) ?? DEFAULT_TIMEOUT_MS;
  const form = readReportForm(args);
  const files = readVectors(args, model);
  const selection = readSelection(args, files);
  checkOutputFile(args);
  const total = allCases(files).filter((placed) => isSelected(selection, placed)).length;
  const adapter = new Adapter({ command, timeoutMs: timeout });
  const { signal, release } = listenForInterruption(io);
  try {
    const done = await runVectors(files, adapter, selection, { done: createResultReporter(args, io, { form, total }), signal });
    io.progress?.("");
    const statements = args.has("statements") ? uncheckedRequirementLines(files, vectorsFolderOf(args)).join("\n") : "";
    const report = vectorReport(args, done, args.value("out"));
    writeReport(args, io, { ...report, notes: [...report.notes, ...gaveUpNotes(done), ...interruptedNotes(done.results.length, total)] }, form, statements);
    return runExitCode(done.results, signal);
  } catch (error) {
    if (signal.aborted) return exitCode.interrupted;
    if (error instanceof AdapterProtocolError || error instanceof FileError) throw new UsageError(error.message);
    throw error;
  } finally {
    io.progress?.("");
    release();
    adapter.discard();
  }
}

/** Makes the command for a protocol. */
export function vectorsRunCommand(model: Model): Command {
  return {
    name: "vectors run",
    summary: "check an implementation against the interop vectors",
    operands: "",
    description: [
      "Starts the adapter of an implementation, asks it for every case and compares its answers. Octets are fed whole, octet by octet, and cut in two at every place; large cases only near the places where something begins.",
      `A case passes, fails, reports a wrong error, is skipped, or ends in a crash or timeout of the adapter, which is then started again; ${MAX_LOST_IN_A_ROW} cases in a row without a usable reply end the run. The exit code is 0 where none failed and some passed, 1 otherwise, 2 where the adapter cannot be used. Ctrl-C ends early and prints what there is, with exit code 130; a second one ends at once.`,
      "A failure names the statements of the draft that the case checks; ws2 vectors show ID has their sentences and the octets field by field. The HTML page has all of it.",
    ],
    options: {
      adapter: { short: "a", valueName: "COMMAND", summary: "the command line that starts the adapter, for the shell" },
      ...selectionOptions,
      ...reportOptions,
      timeout: { valueName: "MS", summary: `how long a reply may take, in ms (${DEFAULT_TIMEOUT_MS} unless given)` },
      ...folderOption,
      statements: { summary: "list the statements of the draft that no case checks" },
      ...verboseOption,
    },
    examples: [
      ["vectors run --adapter 'ws2 adapter'", "this package's own codec"],
      ["vectors run --adapter 'python3 adapter.py' --suite frame", "another implementation, its frames only"],
      ["vectors run --adapter ./adapter --id frame/error/length-129", "one case"],
      ["vectors run --adapter ./adapter --requirement R-056", "what one statement of the draft asks"],
      ["vectors run --adapter ./adapter --report junit --out vectors.xml", "for continuous integration"],
    ],
    run: (args, io) => run(args, io, model),
  };
}
