/**
 * `ws2 vectors run`: an implementation against the interop vectors.
 *
 * @module
 */
import { join, relative } from "node:path";

import type { Model } from "../../reference/layout/index.ts";
import { coverageOf } from "../interop/coverage.ts";
import { FileError } from "../interop/files/problems.ts";
import { readSuites, type SuiteFile } from "../interop/files/read.ts";
import { suiteSchema } from "../interop/format/suite.ts";
import { readManifest } from "../interop/manifest.ts";
import { Adapter, ProtocolError } from "../interop/runner/process.ts";
import { isClean, resultText, summaryText } from "../interop/runner/report.ts";
import { runVectors } from "../interop/runner/run.ts";
import { type Arguments, type Command, exit, type Io, UsageError, wholeNumber } from "./command.ts";
import { vectorsFolder } from "./package.ts";

const TIMEOUT = 5000;

function read(folder: string, model: Model): SuiteFile[] {
  try {
    return readSuites(folder, suiteSchema(model));
  } catch (error) {
    if (error instanceof FileError) throw new UsageError(error.message);
    throw error;
  }
}

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

async function run(args: Arguments, io: Io, model: Model): Promise<number> {
  if (args.words.length > 0) throw new UsageError(`expected no arguments, found ${args.words.join(" ")}`);
  const command = args.text("adapter");
  if (command === undefined) throw new UsageError("expected --adapter COMMAND");
  const timeout = wholeNumber(args, "timeout", 1, 3_600_000) ?? TIMEOUT;
  const folder = args.text("vectors") ?? vectorsFolder;
  const files = read(folder, model);
  const adapter = new Adapter({ command, timeout });
  const verbose = args.has("verbose");
  try {
    const selection = { suite: args.text("suite"), id: args.text("id") };
    const done = await runVectors(files, adapter, selection, (result) => {
      if (result.outcome !== "pass" && (verbose || result.outcome !== "skipped")) io.out(`${resultText(result, io.style)}\n`);
      else if (verbose) io.out(`${io.style.good("pass")}  ${result.id}\n`);
    });
    if (args.has("statements")) io.out(statementLines(files, folder).join("\n"));
    io.out(summaryText(done, io.style));
    return isClean(done) ? exit.ok : exit.found;
  } catch (error) {
    if (error instanceof ProtocolError || error instanceof FileError) throw new UsageError(error.message);
    throw error;
  } finally {
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
      "A case passes, fails, reports a wrong error, is skipped, or ends in a crash or timeout of the adapter, which is then started again.",
    ],
    options: {
      adapter: { short: "a", value: "COMMAND", says: "the command line that starts the adapter, for the shell" },
      suite: { short: "s", value: "NAME", says: "only the cases of this suite, such as frame" },
      id: { short: "i", value: "ID", says: "only the case of this id, or the cases below it: frame/error" },
      timeout: { value: "MS", says: `how long a reply may take, in ms (${TIMEOUT} unless given)` },
      vectors: { value: "FOLDER", says: "the folder of the vectors (those of this package unless given)" },
      statements: { says: "list the statements of the draft that no case checks" },
      verbose: { short: "v", says: "list every case, also those that pass or are skipped" },
    },
    examples: [
      ["vectors run --adapter 'ws2 adapter'", "this package's own codec"],
      ["vectors run --adapter 'python3 adapter.py' --suite frame", "another implementation, its frames only"],
      ["vectors run --adapter ./adapter --id frame/error/length-129", "one case"],
    ],
    run: (args, io) => run(args, io, model),
  };
}
