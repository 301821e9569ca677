/**
 * `ws2 vectors run`: an implementation against the interop vectors.
 *
 * @module
 */
import { join, relative } from "node:path";

import type { Model } from "../../reference/layout/index.ts";
import { coverageOf } from "../interop/coverage.ts";
import { FileError } from "../interop/files/problems.ts";
import type { SuiteFile } from "../interop/files/read.ts";
import { readManifest } from "../interop/manifest.ts";
import type { Report } from "../interop/report/result.ts";
import { Adapter, ProtocolError } from "../interop/runner/process.ts";
import { HOPELESS, type Run, runVectors } from "../interop/runner/run.ts";
import { allCases, isSelected } from "../interop/select.ts";
import { type Arguments, type Command, exit, type Io, UsageError, wholeNumber } from "./command.ts";
import { endedEarly, exitOf, interruption } from "./interruption.ts";
import { checkOut, formOf, reportOptions, teller, tellReport, verboseOption } from "./teller.ts";
import { draftFor, folderOf, folderOption, selectionOf, selectionOptions, vectorsOf } from "./vectors.ts";

const TIMEOUT = 5000;

/** Why a run was given up, where it was. */
const givenUp = ({ gaveUp }: Run): string[] => (gaveUp ? [`The adapter gave no reply that could be used in ${HOPELESS} cases in a row.`] : []);

/** The statements of the draft that no case checks. */
function statementLines(files: readonly SuiteFile[], folder: string): string[] {
  const manifest = readManifest(folder);
  const file = relative(process.cwd(), join(folder, "manifest.json"));
  if (manifest === undefined) return [`${file} is not there: run make vectors.`];
  const { checked, unchecked, unknown } = coverageOf(files, manifest);
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
function reportOf(args: Arguments, { adapter, results, requests, sampled }: Run, out: string | undefined): Report {
  const notes = [
    `${requests} requests were made.`,
    ...(sampled === 0 ? [] : [`${sampled} large cases were not split at every octet, but near their edges.`]),
  ];
  return { title: "Interop vectors", peer: adapter, results, notes, draft: draftFor(args, out) };
}

function checkWords(args: Arguments): string {
  if (args.words.length > 0) throw new UsageError(`expected no arguments, found ${args.words.join(" ")}`);
  const command = args.text("adapter");
  if (command === undefined) throw new UsageError("expected --adapter COMMAND");
  return command;
}

async function run(args: Arguments, io: Io, model: Model): Promise<number> {
  const command = checkWords(args);
  const timeout = wholeNumber(args, "timeout", 1, 3_600_000) ?? TIMEOUT;
  const form = formOf(args);
  const files = vectorsOf(args, model);
  const selection = selectionOf(args, files);
  checkOut(args);
  const total = allCases(files).filter((placed) => isSelected(selection, placed)).length;
  const adapter = new Adapter({ command, timeout });
  const { signal, release } = interruption(io);
  try {
    const done = await runVectors(files, adapter, selection, { done: teller(args, io, { form, total }), signal });
    io.progress?.("");
    const statements = args.has("statements") ? statementLines(files, folderOf(args)).join("\n") : "";
    const report = reportOf(args, done, args.text("out"));
    tellReport(args, io, { ...report, notes: [...report.notes, ...givenUp(done), ...endedEarly(done.results.length, total)] }, form, statements);
    return exitOf(done.results, signal);
  } catch (error) {
    if (signal.aborted) return exit.ended;
    if (error instanceof ProtocolError || error instanceof FileError) throw new UsageError(error.message);
    throw error;
  } finally {
    io.progress?.("");
    release();
    adapter.drop();
  }
}

/** Makes the command for a protocol. */
export function vectorsRunCommand(model: Model): Command {
  return {
    name: "vectors run",
    summary: "check an implementation against the interop vectors",
    takes: "",
    text: [
      "Starts the adapter of an implementation, asks it for every case and compares its answers. Octets are fed whole, octet by octet, and cut in two at every place; large cases only near the places where something begins.",
      `A case passes, fails, reports a wrong error, is skipped, or ends in a crash or timeout of the adapter, which is then started again; ${HOPELESS} cases in a row without a usable reply end the run. The exit code is 0 where none failed and some passed, 1 otherwise, 2 where the adapter cannot be used. Ctrl-C ends early and prints what there is, with exit code 130; a second one ends at once.`,
      "A failure names the statements of the draft that the case checks; ws2 vectors show ID has their sentences and the octets field by field. The HTML page has all of it.",
    ],
    options: {
      adapter: { short: "a", value: "COMMAND", says: "the command line that starts the adapter, for the shell" },
      ...selectionOptions,
      ...reportOptions,
      timeout: { value: "MS", says: `how long a reply may take, in ms (${TIMEOUT} unless given)` },
      ...folderOption,
      statements: { says: "list the statements of the draft that no case checks" },
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
