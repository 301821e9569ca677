/**
 * `ws2 vectors run`: tests an implementation with the interop vectors.
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
import { baselineNotes, markKnown } from "../../interop/report/baseline.ts";
import type { TestReport } from "../../interop/report/result.ts";
import { Adapter, AdapterProtocolError } from "../../interop/runner/adapter-process.ts";
import { MAX_LOST_IN_A_ROW, type VectorRun, runVectors } from "../../interop/runner/run-vectors.ts";
import { allCases, isSelected } from "../../interop/vectors/select-cases.ts";
import { type ParsedArguments, type Command, type CommandIo, integerOption } from "../command.ts";
import { baselineOptions, exitCodeHelp, readBaselineOption, writeBaselineOption } from "../report/baseline-options.ts";
import { interruptedNotes, runExitCode, listenForInterruption } from "../report/interruption.ts";
import {
  checkOutputFile,
  readReportForm,
  reportOptions,
  createResultReporter,
  reportHelp,
  writeReport,
} from "../report/result-reporter.ts";
import { explainResults } from "./explain-results.ts";
import { readDraftInfo, vectorsFolderOf, folderOption, readSelection, selectionOptions, readVectors } from "./options.ts";

const DEFAULT_TIMEOUT_MS = 5000;

/** Returns the note of a run that was given up or interrupted. */
function endedEarlyNotes({ gaveUp, results }: VectorRun, total: number): string[] {
  if (!gaveUp) return interruptedNotes(results.length, total);
  const left = `${total - results.length} of ${total} cases did not run`;
  return [`The run ended early, ${left}: the adapter gave no usable reply in ${MAX_LOST_IN_A_ROW} cases in a row.`];
}

/** Returns lines for the requirements that no case checks. */
function uncheckedRequirementLines(files: readonly SuiteFile[], folder: string): string[] {
  const manifest = readManifest(folder);
  const file = relative(process.cwd(), join(folder, "manifest.json"));
  if (manifest === undefined) return [`${file} does not exist: run make vectors.`];
  const { checked, unchecked, unknown } = requirementCoverage(files, manifest);
  const lines = unchecked.map((id) => {
    const { level, section, title } = manifest.requirements[id] as (typeof manifest.requirements)[string];
    return `  ${id}  ${level.padEnd(10)}  ${section} ${title}`;
  });
  return [
    `Cases check ${checked.length} requirements of ${manifest.draft}; ${unchecked.length} are unchecked${unchecked.length > 0 ? ":" : "."}`,
    ...lines,
    ...(unknown.length > 0 ? [`Cases name unknown requirements of ${manifest.draft}: ${unknown.join(", ")}.`] : []),
    "",
  ];
}

/** Returns the notes of a run. */
const runNotes = ({ requests, sampled }: VectorRun): string[] => [
  `The runner made ${requests} requests.`,
  ...(sampled === 0 ? [] : [`${sampled} large cases were split near the edges of their parts only.`]),
];

function readAdapterCommand(args: ParsedArguments): string {
  if (args.positionals.length > 0) throw new UsageError(`expected no arguments, found ${args.positionals.join(" ")}`);
  const command = args.value("adapter");
  if (command === undefined) throw new UsageError("expected --adapter COMMAND");
  return command;
}

/** Returns the report of a run, of which some failures may be known. */
function vectorReport(args: ParsedArguments, model: Model, files: readonly SuiteFile[], done: VectorRun, total: number): TestReport {
  const baseline = readBaselineOption(args);
  const results = explainResults(done.results, files, model).map((result) => markKnown(result, baseline));
  return {
    mode: "vectors",
    title: "Interop vectors",
    peer: done.adapter,
    results,
    notes: [...runNotes(done), ...endedEarlyNotes(done, total), ...baselineNotes(results, baseline)],
    draft: readDraftInfo(args),
    showCommand: "ws2 vectors show ID",
  };
}

/** Checks what a run reads and writes at its end, before it begins. @throws {@link UsageError} */
function checkFiles(args: ParsedArguments): void {
  readBaselineOption(args);
  checkOutputFile(args);
  checkOutputFile(args, "write-baseline");
}

async function run(args: ParsedArguments, io: CommandIo, model: Model): Promise<number> {
  const command = readAdapterCommand(args);
  const timeout = integerOption(args, "timeout", 1, 3_600_000) ?? DEFAULT_TIMEOUT_MS;
  const form = readReportForm(args);
  const files = readVectors(args, model);
  const selection = readSelection(args, files);
  checkFiles(args);
  const total = allCases(files).filter((placed) => isSelected(selection, placed)).length;
  const adapter = new Adapter({ command, timeoutMs: timeout });
  const { signal, release } = listenForInterruption(io);
  try {
    const done = await runVectors(files, adapter, selection, { done: createResultReporter(args, io, { form, total }), signal });
    io.progress?.("");
    const statements = args.has("statements") ? uncheckedRequirementLines(files, vectorsFolderOf(args)).join("\n") : "";
    const report = vectorReport(args, model, files, done, total);
    writeReport(args, io, report, form, statements);
    writeBaselineOption(args, report);
    return runExitCode(report.results, signal);
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
    operands: "",
    description: [
      "Starts the adapter of an implementation, sends it every case and compares its replies. Octets are fed whole, octet by octet, and split in two at every position; large cases are split near the edges of their parts only.",
      `A case passes, fails, reports a wrong error or is skipped, or the adapter crashes or times out and is started again. After ${MAX_LOST_IN_A_ROW} cases in a row without a usable reply, the run ends.`,
      reportHelp,
      exitCodeHelp("the adapter"),
    ],
    options: {
      adapter: { short: "a", valueName: "COMMAND", summary: "the shell command that starts the adapter" },
      ...selectionOptions,
      ...reportOptions,
      ...baselineOptions,
      timeout: { valueName: "MS", summary: `the time limit for a reply, in ms (default: ${DEFAULT_TIMEOUT_MS})` },
      ...folderOption,
      statements: { summary: "list the requirements of the draft that no case checks" },
    },
    examples: [
      ["vectors run --adapter 'ws2 adapter'", "the codec of this package"],
      ["vectors run --adapter 'python3 adapter.py' --suite frame", "the frames of another implementation"],
      ["vectors run --adapter ./adapter --id frame/error/length-129", "one case"],
      ["vectors run --adapter ./adapter --requirement R-056", "one requirement of the draft"],
      ["vectors run --adapter ./adapter --skip 'compression/*' --frames", "all but one suite, with the frames of failed cases"],
      ["vectors run --adapter ./adapter --report junit --out vectors.xml", "for continuous integration"],
      ["vectors run --adapter ./adapter --baseline known.txt", "fail at new failures alone; --write-baseline known.txt writes the list"],
    ],
    run: (args, io) => run(args, io, model),
  };
}
