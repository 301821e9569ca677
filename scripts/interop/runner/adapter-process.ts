/**
 * An adapter as a long-lived process: started when first needed, asked line by line, ended when it misbehaves.
 *
 * @module
 */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";

import { formatVersion } from "../format/suite-schema.ts";
import { LineSplitter } from "../../common/lines.ts";
import { type AdapterIntroduction, introductionSchema, type AdapterRequest } from "../protocol/messages.ts";

/** An adapter that cannot be started, or does not keep to the line protocol. */
export class AdapterProtocolError extends Error {
  override readonly name = "ProtocolError";
}

/** What became of a request. */
export type AdapterAnswer =
  | { readonly is: "reply"; readonly value: unknown }
  /** The process ended, or could not be started. */
  | { readonly is: "crash"; readonly why: string }
  /** No reply in time. */
  | { readonly is: "timeout"; readonly ms: number }
  /** A line that is not JSON. */
  | { readonly is: "garbled"; readonly line: string };

/** How an adapter is run. */
export interface AdapterOptions {
  /** A command line for the shell. */
  readonly command: string;
  /** How long a reply may take, in ms. */
  readonly timeoutMs: number;
}

/** How long an adapter may take to start at least, in ms: interpreters and virtual machines are slow. */
const MIN_START_TIMEOUT_MS = 30_000;

/** How much of what an adapter writes to its standard error is kept, in characters. */
const KEPT_CHARACTERS = 2000;

/** One run of the process. */
class AdapterProcess {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #lines = new LineSplitter();
  #resolveAnswer: ((answer: AdapterAnswer) => void) | undefined;
  #ended: AdapterAnswer | undefined;
  #errorOutput = "";

  constructor(command: string) {
    this.#child = spawn(command, { shell: true, detached: true, stdio: "pipe" });
    this.#child.stdout.setEncoding("utf8").on("data", (piece: string) => this.#read(piece));
    this.#child.stderr.setEncoding("utf8").on("data", (piece: string) => (this.#errorOutput = (this.#errorOutput + piece).slice(-KEPT_CHARACTERS)));
    this.#child.stdin.on("error", () => undefined);
    this.#child.on("error", (error) => this.#end(`could not be started: ${error.message}`));
    this.#child.on("close", (code, signal) => this.#end(signal === null ? `ended with exit code ${code}` : `ended by ${signal}`));
  }

  /** Sends a request and waits for its reply. @param ms - how long at most */
  ask(request: AdapterRequest, ms: number): Promise<AdapterAnswer> {
    return new Promise((resolve) => {
      if (this.#ended !== undefined) return resolve(this.#ended);
      const timer = setTimeout(() => this.#answer({ is: "timeout", ms }), ms);
      this.#resolveAnswer = (answer) => {
        clearTimeout(timer);
        resolve(answer);
      };
      const line = `${JSON.stringify(request)}\n`;
      // Behind the last request the input ends, for adapters that wait for that.
      if (request.cmd === "stop") this.#child.stdin.end(line);
      else this.#child.stdin.write(line);
    });
  }

  /** Ends the process, with all that it started. */
  kill(): void {
    if (this.#child.pid === undefined || this.#ended !== undefined) return;
    try {
      process.kill(-this.#child.pid, "SIGKILL");
    } catch {
      // It has just ended by itself.
    }
  }

  /** Asks the process to end, and waits until it has. @param ms - how long at most */
  async stop(ms: number): Promise<void> {
    await this.ask({ cmd: "stop" }, ms);
    this.kill();
  }

  #read(piece: string): void {
    for (const line of this.#lines.push(piece)) {
      if (line.trim() !== "") this.#answer(parseAnswer(line));
    }
  }

  #end(why: string): void {
    const log = this.#errorOutput.trim();
    this.#ended = { is: "crash", why: log === "" ? why : `${why}; it said: ${log}` };
    this.#answer(this.#ended);
  }

  #answer(answer: AdapterAnswer): void {
    const waiting = this.#resolveAnswer;
    this.#resolveAnswer = undefined;
    waiting?.(answer);
  }
}

function parseAnswer(line: string): AdapterAnswer {
  try {
    return { is: "reply", value: JSON.parse(line) };
  } catch {
    return { is: "garbled", line };
  }
}

/** What is wrong with an answer, in words. */
export function answerProblem(answer: Exclude<AdapterAnswer, { is: "reply" }>): string {
  if (answer.is === "crash") return `the adapter ${answer.why}`;
  if (answer.is === "timeout") return `no reply within ${answer.ms} ms`;
  return `expected a line of JSON on the standard output, found ${JSON.stringify(answer.line.slice(0, 80))}`;
}

/** An adapter that is started anew after each crash, timeout or garbled line. */
export class Adapter {
  readonly #options: AdapterOptions;
  #process: AdapterProcess | undefined;

  constructor(options: AdapterOptions) {
    this.#options = options;
  }

  /**
   * Starts the process, where it does not run, and asks for its name.
   *
   * @throws {@link ProtocolError} where it does not introduce itself
   */
  async start(): Promise<AdapterIntroduction> {
    const answer = await this.#introduce();
    if (answer.is !== "reply") throw new AdapterProtocolError(`${this.#options.command}: ${answerProblem(answer)}`);
    const known = introductionSchema.safeParse(answer.value);
    if (!known.success) {
      throw new AdapterProtocolError(`${this.#options.command}: expected {"name","version","ops"} as the reply to start, found ${JSON.stringify(answer.value)}`);
    }
    return known.data;
  }

  /** Sends a request; after anything but a reply the next one meets a new process. */
  async ask(request: AdapterRequest): Promise<AdapterAnswer> {
    if (this.#process === undefined) {
      const greeting = await this.#introduce();
      if (greeting.is !== "reply") return greeting;
    }
    return this.#send(request);
  }

  /** Ends the process. */
  async stop(): Promise<void> {
    await this.#process?.stop(this.#options.timeoutMs);
    this.#process = undefined;
  }

  /** Forgets the process, so that the next request meets a new one. */
  discard(): void {
    this.#process?.kill();
    this.#process = undefined;
  }

  #introduce(): Promise<AdapterAnswer> {
    this.#process ??= new AdapterProcess(this.#options.command);
    return this.#send({ cmd: "start", format: formatVersion }, Math.max(MIN_START_TIMEOUT_MS, this.#options.timeoutMs));
  }

  async #send(request: AdapterRequest, timeout = this.#options.timeoutMs): Promise<AdapterAnswer> {
    // Whoever drops the adapter while it starts leaves no process to ask.
    if (this.#process === undefined) return { is: "crash", why: "was ended" };
    const answer = await this.#process.ask(request, timeout);
    if (answer.is !== "reply") this.discard();
    return answer;
  }
}
