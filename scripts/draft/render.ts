/**
 * Runs xml2rfc on a built draft and takes its warnings seriously.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import { accessSync, constants, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { readText } from "./files.ts";
import { sorted, type Message } from "./messages.ts";
import { readMessages, type LineMap } from "./xml2rfc-messages.ts";

/** What a run of xml2rfc came to. */
export interface Rendering {
  readonly messages: readonly Message[];
  /** The files written. */
  readonly files: readonly string[];
}

function canRun(path: string): boolean {
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
  return environment.XML2RFC ?? (canRun(own) ? own : "xml2rfc");
}

/** The document's date as seconds since 1970, so that a PDF has the same octets whenever it is made. */
export function documentDate(xml: string): string {
  const { year, month, day } = /<date year="(?<year>\d+)" month="(?<month>\d+)" day="(?<day>\d+)"/.exec(xml)?.groups ?? {};
  return String(Date.UTC(Number(year ?? 1970), Number(month ?? 1) - 1, Number(day ?? 1)) / 1000);
}

/** Gives the place of a requirement the anchor `#R-017`, where xml2rfc has one that counts the index entries. */
export function nameRequirements(html: string): string {
  return html.replace(/\bid="iref-r-(\d+)(?:-\d+)+"/g, 'id="R-$1"');
}

function readMap(xmlPath: string): LineMap | undefined {
  const text = readText(xmlPath.replace(/\.xml$/, ".lines.json"));
  return text === undefined ? undefined : (JSON.parse(text) as LineMap);
}

function run(xmlPath: string, directory: string, pdf: boolean): Message[] {
  const command = findXml2rfc(process.env);
  const formats = ["--text", "--html", ...(pdf ? ["--pdf"] : [])];
  const env = { ...process.env, SOURCE_DATE_EPOCH: documentDate(readFileSync(xmlPath, "utf8")) };
  const result = spawnSync(command, ["-N", "-q", ...formats, "-p", directory, xmlPath], { encoding: "utf8", env });
  const failed = (reason: string): Message => ({ file: xmlPath, line: 1, column: 1, rule: "xml2rfc", reason });
  const { error } = result;
  if (error !== undefined) return [failed(`cannot run ${command}: ${error.message}; expected xml2rfc installed or named by XML2RFC`)];
  const messages = sorted(readMessages(result.stdout + result.stderr, xmlPath, readMap(xmlPath)));
  return messages.length === 0 && result.status !== 0 ? [failed(`xml2rfc ended with ${result.status ?? result.signal}`)] : messages;
}

/** Moves the made files to their place. */
function keep(from: string, to: string): string[] {
  return readdirSync(from).map((name) => {
    const path = join(from, name);
    if (name.endsWith(".html")) writeFileSync(path, nameRequirements(readFileSync(path, "utf8")));
    renameSync(path, join(to, name));
    return join(to, name);
  });
}

/**
 * Renders an RFCXML file beside itself.
 *
 * @param xmlPath the file.
 * @param pdf whether a PDF is made too.
 */
export function render(xmlPath: string, pdf = false): Rendering {
  const target = dirname(xmlPath);
  const directory = mkdtempSync(join(target, `.${basename(xmlPath, ".xml")}-`));
  try {
    const messages = run(xmlPath, directory, pdf);
    return { messages, files: messages.length === 0 ? keep(directory, target) : [] };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
