/**
 * An xml2rfc that stays loaded and saves the start of Python: `warm.py`, started once, forks for each run.
 *
 * If it fails or ends, each run starts the ordinary command.
 *
 * @module
 */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";

import { findPackageRoot } from "../../common/package-root.ts";
import { spawnProgram, type ProgramExit, type ProgramRunner } from "../../draft/xml2rfc/render.ts";

/** The time between SIGTERM and SIGKILL, in milliseconds. */
const GRACE_MS = 2000;

const WARM_SCRIPT = join(findPackageRoot().folder, "scripts", "author", "watch", "warm.py");

/** A program and its arguments. */
export type ProcessCommand = readonly [program: string, ...args: string[]];

/** The last line of a launcher in sh, and of a script of pip with a long path to the interpreter. */
const launcherLine = /^(?<exec>exec|'''exec') (?<python>"[^"]*"|\S+)(?<flags>(?: -\w+)*) (?<script>"[^"]*"|\S+) "\$@"$/m;

/**
 * Returns the command that starts `warm.py` with the interpreter, flags and environment of an xml2rfc.
 *
 * @param path - the path of xml2rfc
 * @param text - its content; the result is `undefined` unless it is a Python script or the launcher of one
 * @param warm - the path of `warm.py`
 */
export function warmCommand(path: string, text: string, warm: string = WARM_SCRIPT): ProcessCommand | undefined {
  const [program, ...args] = /^#! *(?<line>\S.*)/.exec(text)?.groups?.line?.trim().split(/\s+/) ?? [];
  if (program === undefined) return undefined;
  if ([program, ...args].some((part) => /(?:^|\/)python[\d.]*$/.test(part))) return [program, ...args, warm, path];
  if (!/\/(?:ba|da)?sh$/.test(program) || !launcherLine.test(text)) return undefined;
  return [program, "-c", text.replace(launcherLine, `$<exec> $<python>$<flags> '${warm.replaceAll("'", `'\\''`)}' $<script>`), path];
}

/** Returns the file of a command. */
function findExecutable(command: string): string | undefined {
  if (/[/\\]/.test(command)) return command;
  return (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, command)).find((path) => existsSync(path));
}

function commandFor(xml2rfc: string): ProcessCommand | undefined {
  try {
    const path = findExecutable(xml2rfc);
    return path === undefined ? undefined : warmCommand(path, readFileSync(path, "latin1"));
  } catch {
    return undefined;
  }
}

/** A loaded xml2rfc. */
export class WarmXml2rfc {
  readonly #child: ChildProcess | undefined;
  readonly #ready: Promise<boolean>;
  readonly #pending = new Map<number, (ended: ProgramExit | undefined) => void>();
  #alive = false;
  #closed = false;
  #next = 0;

  /**
   * Starts the process.
   *
   * @param xml2rfc - the ordinary command, from `findXml2rfc`
   * @param command - the command that starts `warm.py`; without it, all runs use the ordinary command
   */
  constructor(xml2rfc: string, command: ProcessCommand | undefined = commandFor(xml2rfc)) {
    if (command === undefined) {
      this.#ready = Promise.resolve(false);
      return;
    }
    const [program, ...args] = command;
    const child = spawn(program, args, { stdio: ["pipe", "pipe", "ignore"] });
    this.#child = child;
    child.stdin.on("error", () => undefined);
    this.#ready = new Promise((resolve) => {
      const lines = createInterface(child.stdout).on("line", (line) =>
        line === "ready" ? resolve((this.#alive = true)) : this.#onResponse(line),
      );
      const dead = (): void => (lines.close(), resolve(false), this.#onExit());
      child.on("error", dead).on("close", dead);
    });
  }

  /** The process, if it was started. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Resolves to true when the script is loaded, to false if it cannot be. */
  get ready(): Promise<boolean> {
    return this.#ready;
  }

  /** Runs xml2rfc, in the loaded process if it survives the run. */
  readonly run: ProgramRunner = async (command, args, env, signal) => {
    const ended = (await this.#ready) && this.#alive && !signal?.aborted ? await this.#request(args, env, signal) : undefined;
    return ended ?? (this.#closed ? { output: "", status: "SIGTERM" } : spawnProgram(command, args, env, signal));
  };

  /** Ends the process and all runs, and waits for the process; later runs fail. */
  async close(): Promise<void> {
    this.#closed = true;
    const child = this.#child;
    child?.stdin?.end();
    child?.kill();
    if (child === undefined || child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const late = setTimeout(() => child.kill("SIGKILL"), GRACE_MS);
    await once(child, "exit");
    clearTimeout(late);
  }

  #send(request: object): void {
    this.#child?.stdin?.write(`${JSON.stringify(request)}\n`);
  }

  #request(args: readonly string[], env: NodeJS.ProcessEnv, signal: AbortSignal | undefined): Promise<ProgramExit | undefined> {
    const id = (this.#next += 1);
    const end = (): void => this.#send({ id, end: true });
    return new Promise<ProgramExit | undefined>((resolve) => {
      this.#pending.set(id, resolve);
      signal?.addEventListener("abort", end);
      this.#send({ id, args, env: { SOURCE_DATE_EPOCH: env.SOURCE_DATE_EPOCH } });
    }).finally(() => signal?.removeEventListener("abort", end));
  }

  #onResponse(line: string): void {
    const { id, ...ended } = JSON.parse(line) as { readonly id: number; readonly status: number; readonly output: string };
    this.#pending.get(id)?.(ended);
    this.#pending.delete(id);
  }

  #onExit(): void {
    this.#alive = false;
    for (const resolve of this.#pending.values()) resolve(undefined);
    this.#pending.clear();
  }
}
