/**
 * Runs xml2rfc on a built draft. Its warnings count as mistakes.
 *
 * @module
 */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { readText } from "../source/text-files.ts";
import { sortDiagnostics, type Diagnostic } from "../diagnostics/diagnostics.ts";
import { crashOf } from "./crash.ts";
import { findXml2rfc, installHelp } from "./find-xml2rfc.ts";
import { finishHtml, finishSource } from "./finish-html.ts";
import { parseXml2rfcOutput, type LineMap } from "./messages.ts";
import { type OutputFormat, recordForms, renderDigest, staleForms } from "./render-record.ts";

/** The result of a run of xml2rfc. */
export interface RenderResult {
  readonly diagnostics: readonly Diagnostic[];
  /** The written files. */
  readonly files: readonly string[];
}

/** Returns the date of the document in seconds since 1970, so that the same draft gives the same PDF. */
export function documentDate(xml: string): string {
  const { year, month, day } = /<date year="(?<year>\d+)" month="(?<month>\d+)" day="(?<day>\d+)"/.exec(xml)?.groups ?? {};
  return String(Date.UTC(Number(year ?? 1970), Number(month ?? 1) - 1, Number(day ?? 1)) / 1000);
}

function readLineMap(xmlPath: string): LineMap | undefined {
  const text = readText(xmlPath.replace(/\.xml$/, ".lines.json"));
  return text === undefined ? undefined : (JSON.parse(text) as LineMap);
}

/** The end of a program: output and status, or the error that prevented it. */
export type ProgramExit = { readonly output: string; readonly status: number | string | null } | { readonly error: Error };

/** Runs a program until its end or the signal. */
export type ProgramRunner = (
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  signal: AbortSignal | undefined,
) => Promise<ProgramExit>;

/** The options of a run. */
interface RenderTask {
  readonly runProgram: ProgramRunner;
  readonly xmlPath: string;
  readonly directory: string;
  /** Aborts the run. */
  readonly signal: AbortSignal | undefined;
}

/** Runs a program as a process. */
export const spawnProgram: ProgramRunner = (command, args, env, signal) =>
  new Promise((resolve) => {
    const child = spawn(command, args, { env, stdio: ["ignore", "pipe", "pipe"], ...(signal === undefined ? {} : { signal }) });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text: string) => (output += text));
    child.on("error", (error) => resolve({ error }));
    child.on("close", (code, killed) => resolve({ output, status: code ?? killed }));
  });

/** The folder for the XML of the HTML, in the folder of a run. */
const SOURCE = "source";

/** Returns the XML for the HTML: that of a draft with index entries has an index there, and only there. */
function htmlSource(xmlPath: string, directory: string): string {
  const xml = readFileSync(xmlPath, "utf8");
  if (!xml.includes("<iref ")) return xmlPath;
  const path = join(directory, SOURCE, basename(xmlPath));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, xml.replace(/ indexInclude="false"/, ' indexInclude="true"'));
  return path;
}

/** Makes one output format. */
async function renderFormat({ runProgram: program, xmlPath, directory, signal }: RenderTask, form: OutputFormat): Promise<Diagnostic[]> {
  const command = findXml2rfc(process.env);
  const env = { ...process.env, SOURCE_DATE_EPOCH: documentDate(readFileSync(xmlPath, "utf8")) };
  const failed = (reason: string): Diagnostic => ({ file: xmlPath, line: 1, column: 1, rule: "xml2rfc", reason });
  const source = form === "html" ? htmlSource(xmlPath, directory) : xmlPath;
  const log = xmlPath.replace(/\.xml$/, `.${form}.log`);
  rmSync(log, { force: true });
  const ended = await program(command, ["-N", `--${form}`, "-p", directory, source], env, signal);
  if ("error" in ended) return [failed(`cannot run ${command}: ${ended.error.message}; ${installHelp()}`)];
  const { messages: output, exception } = crashOf(ended.output);
  const messages = parseXml2rfcOutput(output, xmlPath, readLineMap(xmlPath));
  if (exception !== undefined && signal?.aborted !== true) {
    writeFileSync(log, ended.output);
    messages.push(failed(`xml2rfc --${form} crashed: ${exception}; its whole output is in ${log}`));
  }
  return messages.length === 0 && ended.status !== 0 ? [failed(`xml2rfc ended with ${ended.status}`)] : messages;
}

/** Returns the diagnostics of all formats, each once, by place. */
export function mergeDiagnostics(all: readonly Diagnostic[]): Diagnostic[] {
  const byText = new Map(all.map((message) => [JSON.stringify(message), message]));
  return sortDiagnostics([...byText.values()]);
}

/** Moves the files of a rendering beside the XML. */
function moveOutputs(from: string, xmlPath: string): string[] {
  const to = dirname(xmlPath);
  return readdirSync(from).filter((name) => name !== SOURCE).map((name) => {
    const path = join(from, name);
    if (name.endsWith(".html")) writeFileSync(path, finishHtml(readFileSync(path, "utf8"), basename(xmlPath)));
    renameSync(path, join(to, name));
    return join(to, name);
  });
}

/** Returns the output formats of a draft, with or without PDF. */
export function outputFormats(pdf: boolean): readonly OutputFormat[] {
  return ["text", "html", ...(pdf ? ["pdf" as const] : [])];
}

interface RenderOptions {
  readonly formats?: readonly OutputFormat[];
  readonly signal?: AbortSignal;
  readonly runProgram?: ProgramRunner;
}

/**
 * Renders an RFCXML file beside itself. Skips a format that exists for the same XML.
 *
 * A separate process makes each format: two processors halve the time, and after the text, the same process would give
 * the HTML other anchors, `#name-introduction-2`.
 *
 * @param xmlPath - the file
 * @param options - the formats, the signal that aborts (nothing is written then), and the function that runs xml2rfc
 */
export async function render(
  xmlPath: string,
  { formats = ["text", "html"], signal, runProgram = spawnProgram }: RenderOptions = {},
): Promise<RenderResult> {
  const target = dirname(xmlPath);
  const digest = renderDigest(readFileSync(xmlPath, "utf8"), findXml2rfc(process.env), finishSource);
  const stale = staleForms(xmlPath, formats, digest);
  if (stale.length === 0) return { diagnostics: [], files: [] };
  const directory = mkdtempSync(join(target, `.${basename(xmlPath, ".xml")}-`));
  try {
    const found = await Promise.all(stale.map((form) => renderFormat({ runProgram, xmlPath, directory, signal }, form)));
    const diagnostics = mergeDiagnostics(found.flat());
    if (diagnostics.length > 0) return { diagnostics, files: [] };
    const files = moveOutputs(directory, xmlPath);
    recordForms(xmlPath, stale, digest);
    return { diagnostics, files };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
