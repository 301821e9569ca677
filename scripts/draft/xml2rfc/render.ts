/**
 * Runs xml2rfc on a built draft and takes its warnings seriously.
 *
 * @module
 */
import { spawn } from "node:child_process";
import { accessSync, constants, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { readText } from "../source/text-files.ts";
import { sortDiagnostics, type Diagnostic } from "../diagnostics/diagnostics.ts";
import { parseXml2rfcOutput, type LineMap } from "./messages.ts";
import { type OutputFormat, recordForms, renderDigest, staleForms } from "./render-record.ts";

/** What a run of xml2rfc came to. */
export interface RenderResult {
  readonly diagnostics: readonly Diagnostic[];
  /** The files written. */
  readonly files: readonly string[];
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The xml2rfc to run: what the environment variable XML2RFC names, else `.tools/bin/xml2rfc`, else the one on the PATH.
 *
 * @param environment the environment variables.
 */
export function findXml2rfc(environment: NodeJS.ProcessEnv): string {
  const own = join(".tools", "bin", "xml2rfc");
  return environment.XML2RFC ?? (isExecutable(own) ? own : "xml2rfc");
}

/** The document's date as seconds since 1970, so that a PDF has the same octets whenever it is made. */
export function documentDate(xml: string): string {
  const { year, month, day } = /<date year="(?<year>\d+)" month="(?<month>\d+)" day="(?<day>\d+)"/.exec(xml)?.groups ?? {};
  return String(Date.UTC(Number(year ?? 1970), Number(month ?? 1) - 1, Number(day ?? 1)) / 1000);
}

/** Gives the place of a requirement the anchor `#R-017`, where xml2rfc has one that counts the index entries. */
export function addRequirementAnchors(html: string): string {
  return html.replace(/\bid="iref-r-(\d+)(?:-\d+)+"/g, 'id="R-$1"');
}

/** On a narrow screen a wide table is moved sideways by itself, as xml2rfc has it for what is preformatted, and not the whole page. */
const NARROW_SCREEN_STYLE = `<style>
@media screen and (max-width: 600px) {
  table:not(.ears) { display: block; width: fit-content; max-width: 100%; overflow-x: auto; }
  table:not(.ears) :is(th, td) { padding: 0.4em 0.5em; }
}
</style>
`;

/** Makes the tables of a page fit for narrow screens. */
export function addNarrowScreenStyle(html: string): string {
  return html.replace("</head>", () => `${NARROW_SCREEN_STYLE}</head>`);
}

function readLineMap(xmlPath: string): LineMap | undefined {
  const text = readText(xmlPath.replace(/\.xml$/, ".lines.json"));
  return text === undefined ? undefined : (JSON.parse(text) as LineMap);
}

/** How a program ended: its output and status, or why it did not run. */
export type ProgramExit = { readonly output: string; readonly status: number | string | null } | { readonly error: Error };

/** Runs a program to its end, or until the signal. */
export type ProgramRunner = (command: string, args: readonly string[], env: NodeJS.ProcessEnv, signal: AbortSignal | undefined) => Promise<ProgramExit>;

/** What a run is given. */
interface RenderTask {
  readonly runProgram: ProgramRunner;
  readonly xmlPath: string;
  readonly directory: string;
  /** Ends the run before its time. */
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

/** Makes one form. */
async function renderFormat({ runProgram: program, xmlPath, directory, signal }: RenderTask, format: string): Promise<Diagnostic[]> {
  const command = findXml2rfc(process.env);
  const env = { ...process.env, SOURCE_DATE_EPOCH: documentDate(readFileSync(xmlPath, "utf8")) };
  const failed = (reason: string): Diagnostic[] => [{ file: xmlPath, line: 1, column: 1, rule: "xml2rfc", reason }];
  const ended = await program(command, ["-N", format, "-p", directory, xmlPath], env, signal);
  if ("error" in ended) return failed(`cannot run ${command}: ${ended.error.message}; expected xml2rfc installed or named by XML2RFC`);
  const messages = parseXml2rfcOutput(ended.output, xmlPath, readLineMap(xmlPath));
  return messages.length === 0 && ended.status !== 0 ? failed(`xml2rfc ended with ${ended.status}`) : messages;
}

/** The messages of all forms, each once, by place. */
export function mergeDiagnostics(all: readonly Diagnostic[]): Diagnostic[] {
  const byText = new Map(all.map((message) => [JSON.stringify(message), message]));
  return sortDiagnostics([...byText.values()]);
}

/** Changes the HTML of xml2rfc. */
const finishHtml = (html: string): string => addNarrowScreenStyle(addRequirementAnchors(html));

/** The text of that code: when it changes, the HTML is made anew. */
const FINISH = [addNarrowScreenStyle, addRequirementAnchors, NARROW_SCREEN_STYLE].join("\n");

/** Moves the made files to their place. */
function moveOutputs(from: string, to: string): string[] {
  return readdirSync(from).map((name) => {
    const path = join(from, name);
    if (name.endsWith(".html")) writeFileSync(path, finishHtml(readFileSync(path, "utf8")));
    renameSync(path, join(to, name));
    return join(to, name);
  });
}

/** The forms of a draft, with a PDF or without. */
export function outputFormats(pdf: boolean): readonly OutputFormat[] {
  return ["text", "html", ...(pdf ? ["pdf" as const] : [])];
}

interface RenderOptions {
  readonly formats?: readonly OutputFormat[];
  readonly signal?: AbortSignal;
  readonly runProgram?: ProgramRunner;
}

/**
 * Renders an RFCXML file beside itself. A form that exists and was made from the same octets is not rendered again.
 *
 * Each form is made by a process of its own: that takes less time on two processors, and the HTML of a process that
 * made the text before has other anchors, `#name-introduction-2`.
 *
 * @param xmlPath the file.
 * @param options which forms are made, what ends the work before its time (then nothing is written), and what runs xml2rfc.
 */
export async function render(
  xmlPath: string,
  { formats = ["text", "html"], signal, runProgram = spawnProgram }: RenderOptions = {},
): Promise<RenderResult> {
  const target = dirname(xmlPath);
  const digest = renderDigest(readFileSync(xmlPath, "utf8"), findXml2rfc(process.env), FINISH);
  const stale = staleForms(xmlPath, formats, digest);
  if (stale.length === 0) return { diagnostics: [], files: [] };
  const directory = mkdtempSync(join(target, `.${basename(xmlPath, ".xml")}-`));
  try {
    const found = await Promise.all(stale.map((form) => renderFormat({ runProgram, xmlPath, directory, signal }, `--${form}`)));
    const diagnostics = mergeDiagnostics(found.flat());
    if (diagnostics.length > 0) return { diagnostics, files: [] };
    const files = moveOutputs(directory, target);
    recordForms(xmlPath, stale, digest);
    return { diagnostics, files };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
