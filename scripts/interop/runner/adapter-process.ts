/**
 * An adapter as a process: started on demand, and started again after a crash, a timeout or an invalid line.
 *
 * @module
 */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";

import { formatVersion } from "../format/suite-schema.ts";
import { LineSplitter } from "../../common/lines.ts";
import { type AdapterIntroduction, introductionSchema, type AdapterRequest } from "../protocol/messages.ts";

/** Thrown if an adapter cannot be started, or violates the line protocol. */
export class AdapterProtocolError extends Error {
  override readonly name = "AdapterProtocolError";
}

/** The answer to a request, by type. */
export type AdapterAnswer =
  | { readonly type: "reply"; readonly value: unknown }
  /** The process ended, or could not be started. */
  | { readonly type: "crash"; readonly why: string }
  /** No reply arrived in time. */
  | { readonly type: "timeout"; readonly ms: number }
  /** The line is not JSON. */
  | { readonly type: "garbled"; readonly line: string }
  /** The line does not end. */
  | { readonly type: "endless"; readonly characters: number };

/** Options of an adapter. */
export interface AdapterOptions {
  /** The command line, for a shell. */
  readonly command: string;
  /** The time to wait for a reply, in ms. */
  readonly timeoutMs: number;
  /** The longest line of the adapter, in characters; 64 Mi by default: twice a message over the default limit in hexadecimal. */
  readonly maxLineCharacters?: number;
}

/** The least time to wait for the start of an adapter, in ms: interpreters and virtual machines start slowly. */
const MIN_START_TIMEOUT_MS = 30_000;

/** The last characters of the standard error that a message quotes. */
const ERROR_OUTPUT_CHARACTERS = 2000;

const DEFAULT_MAX_LINE_CHARACTERS = 2 ** 26;

/** One process of an adapter. */
class AdapterProcess {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #lines = new LineSplitter();
  readonly #maxLineCharacters: number;
  #resolveAnswer: ((answer: AdapterAnswer) => void) | undefined;
  #ended: AdapterAnswer | undefined;
  #errorOutput = "";

  constructor({ command, maxLineCharacters = DEFAULT_MAX_LINE_CHARACTERS }: AdapterOptions) {
    this.#maxLineCharacters = maxLineCharacters;
    this.#child = spawn(command, { shell: true, detached: true, stdio: "pipe" });
    this.#child.stdout.setEncoding("utf8").on("data", (piece: string) => this.#read(piece));
    this.#child.stderr.setEncoding("utf8").on("data", (piece: string) => {
      this.#errorOutput = (this.#errorOutput + piece).slice(-ERROR_OUTPUT_CHARACTERS);
    });
    this.#child.stdin.on("error", () => undefined);
    this.#child.on("error", (error) => this.#end(`could not be started: ${error.message}`));
    this.#child.on("close", (code, signal) => this.#end(signal === null ? `ended with exit code ${code}` : `ended by ${signal}`));
  }

  /** Sends a request and awaits its reply. */
  ask(request: AdapterRequest, timeoutMs: number): Promise<AdapterAnswer> {
    return new Promise((resolve) => {
      if (this.#ended !== undefined) return resolve(this.#ended);
      const timer = setTimeout(() => this.#answer({ type: "timeout", ms: timeoutMs }), timeoutMs);
      this.#resolveAnswer = (answer) => {
        clearTimeout(timer);
        resolve(answer);
      };
      const line = `${JSON.stringify(request)}\n`;
      // Some adapters end only at the end of their input.
      if (request.cmd === "stop") this.#child.stdin.end(line);
      else this.#child.stdin.write(line);
    });
  }

  /** Ends the process and its child processes. */
  kill(): void {
    if (this.#child.pid === undefined || this.#ended !== undefined) return;
    try {
      process.kill(-this.#child.pid, "SIGKILL");
    } catch {
      // The process has ended in the meantime.
    }
  }

  /** Asks the process to end; ends it after the timeout. */
  async stop(timeoutMs: number): Promise<void> {
    await this.ask({ cmd: "stop" }, timeoutMs);
    this.kill();
  }

  #read(piece: string): void {
    if (this.#lines.pending > this.#maxLineCharacters) return;
    for (const line of this.#lines.push(piece)) {
      if (line.trim() !== "") this.#answer(parseAnswer(line));
    }
    if (this.#lines.pending > this.#maxLineCharacters) this.#answer({ type: "endless", characters: this.#maxLineCharacters });
  }

  #end(why: string): void {
    const log = this.#errorOutput.trim();
    this.#ended = { type: "crash", why: log === "" ? why : `${why}; it printed: ${log}` };
    this.#answer(this.#ended);
  }

  #answer(answer: AdapterAnswer): void {
    const resolve = this.#resolveAnswer;
    this.#resolveAnswer = undefined;
    resolve?.(answer);
  }
}

function parseAnswer(line: string): AdapterAnswer {
  try {
    return { type: "reply", value: JSON.parse(line) };
  } catch {
    return { type: "garbled", line };
  }
}

/** Describes an answer that is not a reply. */
export function answerProblem(answer: Exclude<AdapterAnswer, { type: "reply" }>): string {
  if (answer.type === "crash") return `the adapter ${answer.why}`;
  if (answer.type === "timeout") return `no reply within ${answer.ms} ms`;
  if (answer.type === "endless") return `expected a line, found no line end in ${answer.characters} characters, the limit of this runner`;
  return `expected a line of JSON on the standard output, found ${JSON.stringify(answer.line.slice(0, 80))}`;
}

/** An adapter whose process is started again after each crash, timeout or invalid line. */
export class Adapter {
  readonly #options: AdapterOptions;
  #process: AdapterProcess | undefined;

  constructor(options: AdapterOptions) {
    this.#options = options;
  }

  /**
   * Starts the process if it does not run, and requests its introduction.
   *
   * @throws {@link AdapterProtocolError} if the reply is not an introduction
   */
  async start(): Promise<AdapterIntroduction> {
    const answer = await this.#introduce();
    if (answer.type !== "reply") throw new AdapterProtocolError(`${this.#options.command}: ${answerProblem(answer)}`);
    const introduction = introductionSchema.safeParse(answer.value);
    if (introduction.success) return introduction.data;
    const found = JSON.stringify(answer.value);
    throw new AdapterProtocolError(`${this.#options.command}: expected {"name","version","ops"} as the reply to start, found ${found}`);
  }

  /** Sends a request. After any other answer than a reply, the next request starts a new process. */
  async ask(request: AdapterRequest): Promise<AdapterAnswer> {
    if (this.#process === undefined) {
      const introduction = await this.#introduce();
      if (introduction.type !== "reply") return introduction;
    }
    return this.#send(request);
  }

  /** Ends the process. */
  async stop(): Promise<void> {
    await this.#process?.stop(this.#options.timeoutMs);
    this.#process = undefined;
  }

  /** Ends the process; the next request starts a new one. */
  discard(): void {
    this.#process?.kill();
    this.#process = undefined;
  }

  #introduce(): Promise<AdapterAnswer> {
    this.#process ??= new AdapterProcess(this.#options);
    return this.#send({ cmd: "start", format: formatVersion }, Math.max(MIN_START_TIMEOUT_MS, this.#options.timeoutMs));
  }

  async #send(request: AdapterRequest, timeoutMs = this.#options.timeoutMs): Promise<AdapterAnswer> {
    // discard() may have ended the process during its start.
    if (this.#process === undefined) return { type: "crash", why: "was ended" };
    const answer = await this.#process.ask(request, timeoutMs);
    if (answer.type !== "reply") this.discard();
    return answer;
  }
}
